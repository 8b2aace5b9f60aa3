package io.github.bigdatamigrator.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bigdatamigrator.context.ColumnFindings;
import io.github.bigdatamigrator.context.ColumnFindings.Cells;
import io.github.bigdatamigrator.context.ColumnFindings.Order;
import io.github.bigdatamigrator.context.ColumnFindings.Outliers;
import io.github.bigdatamigrator.context.ColumnFindings.Semantics;
import io.github.bigdatamigrator.context.ColumnFindings.Shape;
import io.github.bigdatamigrator.context.ColumnFindings.Shapes;
import io.github.bigdatamigrator.context.ColumnFindings.Signs;
import io.github.bigdatamigrator.context.ColumnFindings.TimeBin;
import io.github.bigdatamigrator.context.ColumnFindings.TimeSpread;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.SemanticKind;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A column's findings, as fields beside its other figures. The histogram of dates stands where that of numbers does,
 * with texts for its bounds.
 */
final class FindingsJson {
    private FindingsJson() {}

    static void write(ObjectNode node, ColumnType.Kind kind, ColumnFindings findings) {
        Cells cells = findings.cells();
        node.putObject("cells")
                .put("blank", cells.blank())
                .put("empty", cells.empty())
                .put("padded", cells.padded());
        Signs signs = findings.signs();
        if (signs != null) {
            node.put("zeros", signs.zeros()).put("negatives", signs.negatives());
        }
        if (findings.order() != null) {
            node.put("order", lower(findings.order()));
        }
        if (findings.nearKey()) {
            node.put("near_key", true);
        }
        shapes(node, findings.shapes());
        semantics(node, findings.semantics());
        outliers(node, findings.outliers());
        if (!findings.sentinels().isEmpty()) {
            Fields.putList(node, "sentinels", findings.sentinels(), value -> ColumnJson.topValue(kind, value));
        }
        time(node, findings.time());
    }

    static ColumnFindings read(JsonNode node) {
        JsonNode cells = node.path("cells");
        String order = Fields.textOrNull(node, "order");
        return new ColumnFindings(
                new Cells(
                        cells.path("blank").asLong(),
                        cells.path("empty").asLong(),
                        cells.path("padded").asLong()),
                node.has("zeros")
                        ? new Signs(
                                node.path("zeros").asLong(),
                                node.path("negatives").asLong())
                        : null,
                order == null ? null : Order.valueOf(order.toUpperCase(Locale.ROOT)),
                shapes(Fields.optional(node, "shapes")),
                semantics(Fields.optional(node, "semantics")),
                outliers(Fields.optional(node, "outliers")),
                Fields.list(node, "sentinels", ColumnJson::topValue),
                time(node),
                node.path("near_key").asBoolean());
    }

    /** Whether the histogram is one of dates or timestamps. */
    static boolean timed(JsonNode node) {
        return node.has("time");
    }

    private static void shapes(ObjectNode node, @Nullable Shapes shapes) {
        if (shapes != null) {
            ObjectNode into = node.putObject("shapes").put("sampled", shapes.sampled());
            into.put("exact", shapes.exact());
            Fields.putList(
                    into,
                    "values",
                    shapes.shapes(),
                    shape -> Json.object()
                            .put("shape", shape.shape())
                            .put("count", shape.count())
                            .put("example", shape.example()));
        }
    }

    private static @Nullable Shapes shapes(@Nullable JsonNode node) {
        return node == null
                ? null
                : new Shapes(
                        Fields.list(
                                node,
                                "values",
                                shape -> new Shape(
                                        Fields.text(shape, "shape"),
                                        Fields.number(shape, "count"),
                                        Fields.text(shape, "example"))),
                        Fields.number(node, "sampled"),
                        Fields.flag(node, "exact"));
    }

    private static void semantics(ObjectNode node, @Nullable Semantics semantics) {
        if (semantics != null) {
            ObjectNode into = node.putObject("semantics");
            if (semantics.kind() != null) {
                into.put("kind", lower(semantics.kind()));
            }
            into.put("personal", semantics.personal())
                    .put("fitting", semantics.fitting())
                    .put("sampled", semantics.sampled())
                    .put("exact", semantics.exact());
        }
    }

    private static @Nullable Semantics semantics(@Nullable JsonNode node) {
        if (node == null) {
            return null;
        }
        String kind = Fields.textOrNull(node, "kind");
        return new Semantics(
                kind == null ? null : SemanticKind.valueOf(kind.toUpperCase(Locale.ROOT)),
                Fields.flag(node, "personal"),
                Fields.number(node, "fitting"),
                Fields.number(node, "sampled"),
                Fields.flag(node, "exact"));
    }

    private static void outliers(ObjectNode node, @Nullable Outliers outliers) {
        if (outliers != null) {
            ObjectNode into = node.putObject("outliers")
                    .put("lower_fence", outliers.lowerFence())
                    .put("upper_fence", outliers.upperFence())
                    .put("below", outliers.below())
                    .put("above", outliers.above())
                    .put("exact", outliers.exact());
            Fields.putTexts(into, "examples", outliers.examples());
        }
    }

    private static @Nullable Outliers outliers(@Nullable JsonNode node) {
        return node == null
                ? null
                : new Outliers(
                        Fields.real(node, "lower_fence"),
                        Fields.real(node, "upper_fence"),
                        Fields.number(node, "below"),
                        Fields.number(node, "above"),
                        Fields.flag(node, "exact"),
                        Fields.texts(node, "examples"));
    }

    private static void time(ObjectNode node, @Nullable TimeSpread time) {
        if (time != null) {
            Fields.putList(
                    node,
                    "histogram",
                    time.histogram(),
                    bin -> Json.object()
                            .put("from", bin.from())
                            .put("to", bin.to())
                            .put("count", bin.count()));
            ObjectNode into =
                    node.putObject("time").put("months", time.months()).put("months_without", time.monthsWithout());
            Fields.putTexts(into, "gaps", time.gaps());
            ArrayNode weekdays = into.putArray("weekdays");
            time.weekdays().forEach(weekdays::add);
        }
    }

    private static @Nullable TimeSpread time(JsonNode column) {
        JsonNode node = Fields.optional(column, "time");
        if (node == null) {
            return null;
        }
        List<TimeBin> bins = Fields.list(
                column,
                "histogram",
                bin -> new TimeBin(Fields.text(bin, "from"), Fields.text(bin, "to"), Fields.number(bin, "count")));
        return new TimeSpread(
                bins,
                Fields.number(node, "months"),
                Fields.number(node, "months_without"),
                Fields.texts(node, "gaps"),
                Fields.list(node, "weekdays", JsonNode::asLong));
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}

package io.github.bigdatamigrator.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bigdatamigrator.context.ColumnFindings;
import io.github.bigdatamigrator.context.ColumnFindings.Almost;
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
import org.jspecify.annotations.Nullable;

/**
 * Converts {@link ColumnFindings} to fields of a column in profile.json and back. A histogram of dates uses the same
 * field as one of numbers, with strings as bounds.
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
        Fields.put(node, "order", findings.order());
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
        Almost almost = findings.almost();
        if (almost != null) {
            ObjectNode fields = node.putObject("almost")
                    .put("type", almost.type())
                    .put("values", almost.values())
                    .put("of", almost.of())
                    .put("exact", almost.exact())
                    .put("reason", almost.reason());
            Fields.putTexts(fields, "examples", almost.examples());
            Fields.putTexts(fields, "others", almost.others());
        }
    }

    static ColumnFindings read(JsonNode node) {
        JsonNode cells = node.path("cells");
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
                node.has("order") ? Fields.constant(node, "order", Order.class) : null,
                Fields.optional(node, "shapes", FindingsJson::shapes),
                Fields.optional(node, "semantics", FindingsJson::semantics),
                Fields.optional(node, "outliers", FindingsJson::outliers),
                Fields.list(node, "sentinels", ColumnJson::topValue),
                time(node),
                node.path("near_key").asBoolean(),
                Fields.optional(node, "almost", FindingsJson::almost));
    }

    private static Almost almost(JsonNode node) {
        return new Almost(
                Fields.text(node, "type"),
                Fields.number(node, "values"),
                Fields.number(node, "of"),
                Fields.flag(node, "exact"),
                Fields.texts(node, "examples"),
                Fields.texts(node, "others"),
                Fields.text(node, "reason"));
    }

    /** Whether the histogram is one of dates or timestamps. */
    static boolean hasTimeHistogram(JsonNode node) {
        return node.has("time");
    }

    private static void shapes(ObjectNode node, @Nullable Shapes shapes) {
        if (shapes != null) {
            Fields.putList(
                    node.putObject("shapes").put("sampled", shapes.sampled()).put("exact", shapes.exact()),
                    "values",
                    shapes.shapes(),
                    shape -> Json.object()
                            .put("shape", shape.shape())
                            .put("count", shape.count())
                            .put("example", shape.example()));
        }
    }

    private static Shapes shapes(JsonNode node) {
        return new Shapes(
                Fields.list(node, "values", FindingsJson::shape),
                Fields.number(node, "sampled"),
                Fields.flag(node, "exact"));
    }

    private static Shape shape(JsonNode node) {
        return new Shape(Fields.text(node, "shape"), Fields.number(node, "count"), Fields.text(node, "example"));
    }

    private static void semantics(ObjectNode node, @Nullable Semantics semantics) {
        if (semantics != null) {
            ObjectNode fields = node.putObject("semantics");
            Fields.put(fields, "kind", semantics.kind());
            fields.put("personal", semantics.personal())
                    .put("fitting", semantics.fitting())
                    .put("sampled", semantics.sampled())
                    .put("exact", semantics.exact());
        }
    }

    private static Semantics semantics(JsonNode node) {
        return new Semantics(
                node.has("kind") ? Fields.constant(node, "kind", SemanticKind.class) : null,
                Fields.flag(node, "personal"),
                Fields.number(node, "fitting"),
                Fields.number(node, "sampled"),
                Fields.flag(node, "exact"));
    }

    private static void outliers(ObjectNode node, @Nullable Outliers outliers) {
        if (outliers != null) {
            ObjectNode fields = node.putObject("outliers")
                    .put("lower_fence", outliers.lowerFence())
                    .put("upper_fence", outliers.upperFence())
                    .put("below", outliers.below())
                    .put("above", outliers.above())
                    .put("exact", outliers.exact());
            Fields.putTexts(fields, "examples", outliers.examples());
        }
    }

    private static Outliers outliers(JsonNode node) {
        return new Outliers(
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
            ObjectNode fields =
                    node.putObject("time").put("months", time.months()).put("months_without", time.monthsWithout());
            Fields.putTexts(fields, "gaps", time.gaps());
            ArrayNode weekdays = fields.putArray("weekdays");
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
}

package io.github.bigdatamigrator.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnProfile.Bin;
import io.github.bigdatamigrator.context.ColumnProfile.Lengths;
import io.github.bigdatamigrator.context.ColumnProfile.Quantiles;
import io.github.bigdatamigrator.context.ColumnProfile.TopValue;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.Count;
import io.github.bigdatamigrator.context.Uniqueness;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One column of profile.json. */
final class ColumnJson {
    private ColumnJson() {}

    static ObjectNode write(ColumnProfile column) {
        ColumnType.Kind kind = column.type().kind();
        ObjectNode node = Json.object();
        node.put("name", column.name());
        node.put("sql_name", column.sqlName());
        node.put("type", column.type().toString());
        Fields.put(node, "pattern", column.pattern());
        Fields.putTexts(node, "null_markers", column.nullMarkers());
        node.put("nulls", column.nulls());
        ObjectNode distinct = node.putObject("distinct");
        distinct.put("value", column.distinct().value());
        distinct.put("exact", column.distinct().exact());
        if (!column.distinct().exact()) {
            distinct.put("relative_error", column.distinct().relativeError());
        }
        ObjectNode unique = node.putObject("unique");
        unique.put("value", column.unique().value());
        unique.put("exact", column.unique().exact());
        putFigure(node, "min", kind, column.min());
        putFigure(node, "max", kind, column.max());
        Fields.put(node, "mean", column.mean());
        Fields.put(node, "stddev", column.stddev());
        putFigure(node, "sum", kind, column.sum());
        if (column.constant()) {
            node.put("constant", true);
        }
        if (column.quantiles() != null) {
            node.set("quantiles", quantiles(column.quantiles()));
        }
        if (column.lengths() != null) {
            ObjectNode lengths = node.putObject("lengths");
            lengths.put("min", column.lengths().min());
            lengths.put("mean", column.lengths().mean());
            lengths.put("max", column.lengths().max());
        }
        Fields.putList(node, "top_values", column.topValues(), top -> topValue(kind, top));
        Fields.putList(
                node,
                "histogram",
                column.histogram(),
                bin -> Json.object().put("from", bin.from()).put("to", bin.to()).put("count", bin.count()));
        FindingsJson.write(node, kind, column.findings());
        return node;
    }

    static ColumnProfile read(JsonNode node) {
        JsonNode distinct = Fields.required(node, "distinct");
        JsonNode unique = Fields.required(node, "unique");
        JsonNode error = distinct.path("relative_error");
        return ColumnProfile.named(Fields.text(node, "name"), ColumnType.parse(Fields.text(node, "type")))
                .sqlName(Fields.text(node, "sql_name"))
                .pattern(Fields.textOrNull(node, "pattern"))
                .nullMarkers(Fields.texts(node, "null_markers"))
                .nulls(Fields.number(node, "nulls"))
                .distinct(new Count(Fields.number(distinct, "value"), Fields.flag(distinct, "exact"), error.asDouble()))
                .unique(new Uniqueness(Fields.flag(unique, "value"), Fields.flag(unique, "exact")))
                .range(figure(node, "min"), figure(node, "max"))
                .mean(Fields.realOrNull(node, "mean"))
                .stddev(Fields.realOrNull(node, "stddev"))
                .sum(figure(node, "sum"))
                .quantiles(quantiles(Fields.optional(node, "quantiles")))
                .lengths(lengths(Fields.optional(node, "lengths")))
                .topValues(Fields.list(node, "top_values", ColumnJson::topValue))
                .histogram(FindingsJson.timed(node) ? List.of() : Fields.list(node, "histogram", ColumnJson::bin))
                .findings(FindingsJson.read(node))
                .build();
    }

    static TopValue topValue(JsonNode top) {
        return new TopValue(
                top.has("value") ? ValueJson.figureText(top.get("value")) : "NaN",
                Fields.number(top, "count"),
                Fields.flag(top, "exact"));
    }

    static ObjectNode topValue(ColumnType.Kind kind, TopValue top) {
        ObjectNode value = Json.object();
        putFigure(value, "value", kind, top.value());
        return value.put("count", top.count()).put("exact", top.exact());
    }

    private static Bin bin(JsonNode bin) {
        return new Bin(Fields.real(bin, "from"), Fields.real(bin, "to"), Fields.number(bin, "count"));
    }

    private static void putFigure(ObjectNode node, String name, ColumnType.Kind kind, @Nullable String text) {
        JsonNode figure = text == null ? null : ValueJson.figure(kind, text);
        if (figure != null) {
            node.set(name, figure);
        }
    }

    private static @Nullable String figure(JsonNode node, String name) {
        JsonNode value = Fields.optional(node, name);
        return value == null ? null : ValueJson.figureText(value);
    }

    private static ObjectNode quantiles(Quantiles quantiles) {
        ObjectNode node = Json.object();
        Fields.put(node, "p01", quantiles.p01());
        Fields.put(node, "p05", quantiles.p05());
        Fields.put(node, "p25", quantiles.p25());
        Fields.put(node, "p50", quantiles.p50());
        Fields.put(node, "p75", quantiles.p75());
        Fields.put(node, "p95", quantiles.p95());
        Fields.put(node, "p99", quantiles.p99());
        Fields.put(node, "rank_error", quantiles.rankError());
        return node;
    }

    private static @Nullable Quantiles quantiles(@Nullable JsonNode node) {
        if (node == null) {
            return null;
        }
        return new Quantiles(
                node.path("p01").asDouble(),
                node.path("p05").asDouble(),
                node.path("p25").asDouble(),
                node.path("p50").asDouble(),
                node.path("p75").asDouble(),
                node.path("p95").asDouble(),
                node.path("p99").asDouble(),
                node.path("rank_error").asDouble());
    }

    private static @Nullable Lengths lengths(@Nullable JsonNode node) {
        return node == null
                ? null
                : new Lengths(
                        node.path("min").asInt(),
                        node.path("mean").asDouble(),
                        node.path("max").asInt());
    }
}

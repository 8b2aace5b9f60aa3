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

/** Converts a {@link ColumnProfile} to one column of profile.json and back. */
final class ColumnJson {
    private ColumnJson() {}

    static ObjectNode write(ColumnProfile column) {
        ColumnType.Kind kind = column.type().kind();
        ObjectNode node = Json.object();
        node.put("name", column.name());
        node.put("sql_name", column.sqlName());
        node.put("type", column.type().toString());
        Fields.put(node, "pattern", column.pattern());
        Fields.put(node, "unit", column.unit());
        Fields.putTexts(node, "null_markers", column.nullMarkers());
        node.put("nulls", column.nulls());
        Count count = column.distinct();
        ObjectNode distinct =
                node.putObject("distinct").put("value", count.value()).put("exact", count.exact());
        if (!count.exact()) {
            distinct.put("relative_error", count.relativeError());
        }
        Uniqueness unique = column.unique();
        node.putObject("unique").put("value", unique.value()).put("exact", unique.exact());
        putValue(node, "min", kind, column.min());
        putValue(node, "max", kind, column.max());
        Fields.put(node, "mean", column.mean());
        Fields.put(node, "stddev", column.stddev());
        putValue(node, "sum", kind, column.sum());
        if (column.constant()) {
            node.put("constant", true);
        }
        if (column.quantiles() != null) {
            node.set("quantiles", quantiles(column.quantiles()));
        }
        Lengths lengths = column.lengths();
        if (lengths != null) {
            node.putObject("lengths")
                    .put("min", lengths.min())
                    .put("mean", lengths.mean())
                    .put("max", lengths.max());
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
        return ColumnProfile.named(Fields.text(node, "name"), ColumnType.parse(Fields.text(node, "type")))
                .sqlName(Fields.text(node, "sql_name"))
                .pattern(Fields.textOrNull(node, "pattern"))
                .unit(Fields.textOrNull(node, "unit"))
                .nullMarkers(Fields.texts(node, "null_markers"))
                .nulls(Fields.number(node, "nulls"))
                .distinct(new Count(
                        Fields.number(distinct, "value"),
                        Fields.flag(distinct, "exact"),
                        distinct.path("relative_error").asDouble()))
                .unique(new Uniqueness(Fields.flag(unique, "value"), Fields.flag(unique, "exact")))
                .range(value(node, "min"), value(node, "max"))
                .mean(Fields.realOrNull(node, "mean"))
                .stddev(Fields.realOrNull(node, "stddev"))
                .sum(value(node, "sum"))
                .quantiles(Fields.optional(node, "quantiles", ColumnJson::quantiles))
                .lengths(Fields.optional(node, "lengths", ColumnJson::lengths))
                .topValues(Fields.list(node, "top_values", ColumnJson::topValue))
                .histogram(
                        FindingsJson.hasTimeHistogram(node)
                                ? List.of()
                                : Fields.list(node, "histogram", ColumnJson::bin))
                .findings(FindingsJson.read(node))
                .build();
    }

    static TopValue topValue(JsonNode top) {
        return new TopValue(
                top.has("value") ? ValueJson.text(top.get("value")) : "NaN",
                Fields.number(top, "count"),
                Fields.flag(top, "exact"));
    }

    static ObjectNode topValue(ColumnType.Kind kind, TopValue top) {
        ObjectNode value = Json.object();
        putValue(value, "value", kind, top.value());
        return value.put("count", top.count()).put("exact", top.exact());
    }

    private static Bin bin(JsonNode bin) {
        return new Bin(Fields.real(bin, "from"), Fields.real(bin, "to"), Fields.number(bin, "count"));
    }

    private static void putValue(ObjectNode node, String name, ColumnType.Kind kind, @Nullable String text) {
        JsonNode value = text == null ? null : ValueJson.node(kind, text);
        if (value != null) {
            node.set(name, value);
        }
    }

    private static @Nullable String value(JsonNode node, String name) {
        return Fields.optional(node, name, ValueJson::text);
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

    private static Quantiles quantiles(JsonNode node) {
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

    private static Lengths lengths(JsonNode node) {
        return new Lengths(
                node.path("min").asInt(),
                node.path("mean").asDouble(),
                node.path("max").asInt());
    }
}

package io.github.bigdatamigrator.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.json.ContextJson;
import io.github.bigdatamigrator.json.Json;
import io.github.bigdatamigrator.llm.PrivacyLevel;
import io.github.bigdatamigrator.llm.tokens.TokenCounter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reduces a profile to what a privacy level allows. Only the fields listed here are copied, so that new fields stay
 * hidden.
 */
final class ProfileRedaction {
    private static final List<String> NAMES = List.of("name", "sql_name", "type");
    private static final List<String> AGGREGATES =
            List.of("unit", "nulls", "distinct", "unique", "mean", "stddev", "sum", "lengths");
    private static final List<String> NUMBERS = List.of("min", "max", "quantiles", "histogram");
    private static final List<String> EXAMPLES = List.of("min", "max", "quantiles", "histogram", "top_values");
    private static final Set<String> NUMERIC = Set.of("bigint", "double", "int", "integer", "smallint", "float");

    private static final int OVERVIEW_TOKENS = 1_800;

    private ProfileRedaction() {}

    static ObjectNode tables(DataContext context, PrivacyLevel level, @Nullable String only) {
        ObjectNode reply = Json.object();
        ArrayNode tables = reply.putArray("tables");
        for (JsonNode table : ContextJson.write(context).path("tables")) {
            boolean wanted = only == null
                    || table.path("name").asText().equals(only)
                    || table.path("sql_name").asText().equals(only);
            if (wanted) {
                tables.add(table(table, level));
            }
        }
        return reply;
    }

    /** How much an overview tells of each table, from the most to the least. */
    private enum Detail {
        COUNTS,
        TYPES,
        SIZES
    }

    /** Tables and columns in at most {@value #OVERVIEW_TOKENS} tokens of Llama's vocabulary. */
    static ObjectNode overview(DataContext context, PrivacyLevel level) {
        int all = context.tables().size();
        for (Detail detail : Detail.values()) {
            ObjectNode reply = overview(context, level, detail, all);
            if (fits(reply)) {
                return reply;
            }
        }
        int fitting = 0;
        for (int tooMany = all; tooMany - fitting > 1; ) {
            int middle = (fitting + tooMany) / 2;
            if (fits(overview(context, level, Detail.SIZES, middle))) {
                fitting = middle;
            } else {
                tooMany = middle;
            }
        }
        return overview(context, level, Detail.SIZES, fitting);
    }

    private static boolean fits(ObjectNode overview) {
        return TokenCounter.LLAMA.count(Json.compact(overview)) <= OVERVIEW_TOKENS;
    }

    private static ObjectNode overview(DataContext context, PrivacyLevel level, Detail detail, int count) {
        boolean counts = PrivacyLevel.AGGREGATES.within(level);
        ObjectNode reply = Json.object().put("table_count", context.tables().size());
        ArrayNode tables = reply.putArray("tables");
        for (TableProfile table : context.tables().subList(0, count)) {
            ObjectNode shown = tables.addObject().put("name", table.sqlName());
            if (counts) {
                shown.put("rows", table.rows());
                List<String> key = table.primaryKey();
                if (key != null) {
                    key.forEach(shown.putArray("primary_key")::add);
                }
            }
            if (detail == Detail.SIZES) {
                shown.put("column_count", table.columns().size());
            } else {
                ArrayNode columns = shown.putArray("columns");
                table.columns().forEach(column -> columns.add(column(column, counts && detail == Detail.COUNTS)));
            }
        }
        return reply.put("relationship_count", context.relationships().size())
                .put(
                        "next",
                        count < context.tables().size() || detail == Detail.SIZES
                                ? "list_tables names all tables and columns; profile with a table has its statistics."
                                : "profile with a table has the statistics of its columns.");
    }

    private static String column(ColumnProfile column, boolean counts) {
        String text = column.sqlName() + " " + column.type();
        return !counts
                ? text
                : text + ", " + column.distinct().value() + " distinct"
                        + (column.nulls() == 0 ? "" : ", " + column.nulls() + " null");
    }

    private static ObjectNode table(JsonNode table, PrivacyLevel level) {
        ObjectNode shown = Json.object();
        copy(table, shown, List.of("name", "sql_name"));
        if (PrivacyLevel.AGGREGATES.within(level)) {
            copy(table, shown, List.of("rows", "primary_key", "primary_key_undecided"));
        }
        if (PrivacyLevel.EXAMPLES.within(level)) {
            copy(table, shown, List.of("problems"));
        }
        if (PrivacyLevel.ROWS.within(level)) {
            copy(table, shown, List.of("sample_rows"));
        }
        ArrayNode columns = shown.putArray("columns");
        for (JsonNode column : table.path("columns")) {
            List<String> fields = new ArrayList<>(NAMES);
            if (PrivacyLevel.AGGREGATES.within(level)) {
                fields.addAll(AGGREGATES);
                String type = column.path("type").asText();
                if (NUMERIC.contains(type) || type.startsWith("decimal")) {
                    fields.addAll(NUMBERS);
                }
            }
            if (PrivacyLevel.EXAMPLES.within(level)) {
                fields.addAll(EXAMPLES);
            }
            copy(column, columns.addObject(), fields);
        }
        return shown;
    }

    static ObjectNode relationships(DataContext context, PrivacyLevel level) {
        ObjectNode reply = Json.object();
        ArrayNode edges = reply.putArray("relationships");
        for (JsonNode edge : ContextJson.write(context).path("relationships")) {
            List<String> fields =
                    new ArrayList<>(List.of("from_table", "from_columns", "to_table", "to_columns", "cardinality"));
            if (PrivacyLevel.AGGREGATES.within(level)) {
                fields.addAll(List.of("containment", "confidence", "evidence", "standing"));
            }
            if (PrivacyLevel.EXAMPLES.within(level)) {
                fields.add("orphans");
            }
            copy(edge, edges.addObject(), fields);
        }
        return reply;
    }

    private static void copy(JsonNode from, ObjectNode to, List<String> fields) {
        for (String field : fields) {
            if (from.has(field)) {
                to.set(field, from.get(field));
            }
        }
    }
}

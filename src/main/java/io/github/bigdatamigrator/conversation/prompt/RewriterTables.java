package io.github.bigdatamigrator.conversation.prompt;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.SemanticKind;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.json.Json;
import io.github.bigdatamigrator.sql.DialectRewriter;
import io.github.bigdatamigrator.sql.SqlIdentifiers;
import io.github.bigdatamigrator.sql.SqlTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Describes the tables of a context to the SQL rewriters. Infers the Spark type of columns that hold JSON text; arrays
 * and maps of JSON and Parquet files are stored as such columns.
 */
public final class RewriterTables {
    private static final int MAX_TYPE_LENGTH = 1_000;

    private RewriterTables() {}

    /** Creates a rewriter for statements on these tables. */
    public static DialectRewriter rewriter(DataContext context) {
        return new DialectRewriter(
                context.tables().stream().map(RewriterTables::table).toList());
    }

    private static SqlTable table(TableProfile table) {
        return new SqlTable(
                table.name(),
                table.sqlName(),
                table.columns().stream().map(RewriterTables::column).toList());
    }

    private static SqlTable.Column column(ColumnProfile column) {
        return new SqlTable.Column(
                column.name(), column.sqlName(), jsonType(column).orElse(""));
    }

    /** The Spark type that fits the column's frequent values; empty for a column that is not JSON. */
    static Optional<String> jsonType(ColumnProfile column) {
        boolean json = column.findings().semantics() != null
                && column.findings().semantics().kind() == SemanticKind.JSON;
        if (!json || column.topValues().isEmpty()) {
            return Optional.empty();
        }
        List<JsonNode> values = new ArrayList<>();
        for (ColumnProfile.TopValue value : column.topValues()) {
            try {
                values.add(Json.parse(value.value()));
            } catch (IllegalArgumentException cut) {
                // A long value is truncated in the profile; the other values suffice.
            }
        }
        boolean maps = !values.isEmpty() && values.stream().allMatch(JsonNode::isObject);
        String type = maps ? "MAP<STRING, " + type(children(values)) + ">" : type(values);
        return type.length() > MAX_TYPE_LENGTH || type.equals("STRING") ? Optional.empty() : Optional.of(type);
    }

    private static String type(List<JsonNode> values) {
        List<JsonNode> known = values.stream().filter(value -> !value.isNull()).toList();
        if (known.isEmpty()) {
            return "STRING";
        } else if (known.stream().allMatch(JsonNode::isArray)) {
            return "ARRAY<" + type(children(known)) + ">";
        } else if (known.stream().allMatch(JsonNode::isObject)) {
            Map<String, List<JsonNode>> fields = new LinkedHashMap<>();
            for (JsonNode value : known) {
                value.properties()
                        .forEach(field -> fields.computeIfAbsent(field.getKey(), any -> new ArrayList<>())
                                .add(field.getValue()));
            }
            return fields.entrySet().stream()
                    .map(field -> SqlIdentifiers.quote(field.getKey()) + ": " + type(field.getValue()))
                    .collect(Collectors.joining(", ", "STRUCT<", ">"));
        } else if (known.stream().allMatch(JsonNode::isIntegralNumber)) {
            return "BIGINT";
        } else if (known.stream().allMatch(JsonNode::isNumber)) {
            return "DOUBLE";
        }
        return known.stream().allMatch(JsonNode::isBoolean) ? "BOOLEAN" : "STRING";
    }

    private static List<JsonNode> children(List<JsonNode> values) {
        return values.stream()
                .flatMap(value -> StreamSupport.stream(value.spliterator(), false))
                .toList();
    }
}

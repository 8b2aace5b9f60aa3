package io.github.bigdatamigrator.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.SemanticKind;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Columns whose text is JSON, as the arrays and maps of JSON and Parquet files are in SQL. A statement may use them as what they hold:
 * {@code explode(tags)} is read as {@code explode(from_json(tags, 'ARRAY<STRING>'))}.
 */
final class JsonColumns {
    private static final int LONGEST_TYPE = 1_000;
    private static final String WORD = "[\\p{L}\\p{N}_]";

    private JsonColumns() {}

    /** The statement with such columns read as what they hold; the same text where it uses none. */
    static String read(String sql, DataContext context) {
        Map<String, String> types = new LinkedHashMap<>();
        for (TableProfile table : context.tables()) {
            for (ColumnProfile column : table.columns()) {
                type(column).ifPresent(type -> types.putIfAbsent(column.sqlName(), type));
            }
        }
        StringBuilder text = new StringBuilder();
        StringBuilder code = new StringBuilder();
        for (SqlText.Part part : SqlText.parts(sql)) {
            if (part.kind() == SqlText.Kind.CODE || part.kind() == SqlText.Kind.NAME) {
                code.append(part.text());
            } else {
                text.append(read(code.toString(), types)).append(part.text());
                code.setLength(0);
            }
        }
        return text.append(read(code.toString(), types)).toString();
    }

    private static String read(String code, Map<String, String> types) {
        String read = code;
        for (Map.Entry<String, String> column : types.entrySet()) {
            String name = "(?i)(?<!" + WORD + "|\\.|`|\\bas\\s{1,9})((?:`?" + WORD + "+`?\\.)?`?"
                    + Pattern.quote(column.getKey()) + "`?)(?!" + WORD + "|\\()";
            String literal = Matcher.quoteReplacement(SqlText.literal(column.getValue()));
            read = read.replaceAll(name, "from_json($1, " + literal + ")");
        }
        return read;
    }

    /** What the column holds, in Spark's words, as far as its frequent values tell; empty for a column that is no JSON. */
    static Optional<String> type(ColumnProfile column) {
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
                // A long value is kept in part only; the others tell.
            }
        }
        boolean maps = !values.isEmpty() && values.stream().allMatch(JsonNode::isObject);
        String type = maps ? "MAP<STRING, " + type(children(values)) + ">" : type(values);
        return type.length() > LONGEST_TYPE || type.equals("STRING") ? Optional.empty() : Optional.of(type);
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
                    .map(field -> "`" + field.getKey().replace("`", "``") + "`: " + type(field.getValue()))
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

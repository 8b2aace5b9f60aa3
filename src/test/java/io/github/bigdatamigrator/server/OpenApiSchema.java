package io.github.bigdatamigrator.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Checks JSON against a schema of an OpenAPI description: types, fields and enumerations. */
record OpenApiSchema(JsonNode description) {
    /** The violations, one per line. */
    List<String> problems(String schema, JsonNode value) {
        List<String> problems = new ArrayList<>();
        check(schema, description.at("/components/schemas/" + schema), value, problems);
        return problems;
    }

    private void check(String path, JsonNode schema, JsonNode value, List<String> problems) {
        if (schema.isMissingNode()) {
            problems.add(path + " has no schema");
        }
        if (schema.has("$ref")) {
            check(path, description.at(schema.path("$ref").asText().substring(1)), value, problems);
        }
        schema.path("allOf").forEach(part -> check(path, part, value, problems));
        if (schema.has("oneOf") && elements(schema.path("oneOf")).noneMatch(one -> fits(one, value))) {
            problems.add(path + " fits none of the schemas: " + value);
        }
        if (schema.has("enum") && elements(schema.path("enum")).noneMatch(value::equals)) {
            problems.add(path + " is not in the enumeration: " + value);
        }
        JsonNode type = schema.path("type");
        Stream<JsonNode> types = type.isTextual() ? Stream.of(type) : elements(type);
        if (schema.has("type") && types.noneMatch(name -> is(name.asText(), value))) {
            problems.add(path + " is no " + type + ": " + value);
        }
        for (JsonNode field : schema.path("required")) {
            if (value.isObject() && !value.has(field.asText())) {
                problems.add(path + " lacks " + field.asText());
            }
        }
        schema.path("properties").properties().stream()
                .filter(field -> value.has(field.getKey()))
                .forEach(field ->
                        check(path + "." + field.getKey(), field.getValue(), value.get(field.getKey()), problems));
        if (schema.has("items") && value.isArray()) {
            value.forEach(item -> check(path + "[]", schema.path("items"), item, problems));
        }
    }

    private boolean fits(JsonNode schema, JsonNode value) {
        List<String> problems = new ArrayList<>();
        check("", schema, value, problems);
        return problems.isEmpty();
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static boolean is(String type, JsonNode value) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "boolean" -> value.isBoolean();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "null" -> value.isNull();
            default -> throw new IllegalArgumentException("unknown type " + type);
        };
    }
}

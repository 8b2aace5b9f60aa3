package io.github.bigdatamigrator.knowledge.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * Validates documents by the JSON schema of Apache Ossie. Knows the keywords that the schema uses and fails on others,
 * so that a newer schema is never taken for checked; a validator library would also be found by the MCP SDK, which then
 * behaves otherwise than in the program.
 */
final class OssieSchema {
    private static final Set<String> IGNORED = Set.of("$schema", "$id", "$comment", "$defs", "description", "title");
    private final JsonNode schema;

    OssieSchema() {
        try (InputStream in = OssieSchema.class.getResourceAsStream("ossie-schema.json")) {
            schema = new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is wrong, each with its path; empty for a valid document. */
    List<String> faults(String yaml) {
        try {
            List<String> faults = new ArrayList<>();
            check(new YAMLMapper().readTree(yaml), schema, "", faults);
            return faults;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void check(JsonNode value, JsonNode rule, String path, List<String> faults) {
        rule.fieldNames().forEachRemaining(keyword -> {
            JsonNode argument = rule.get(keyword);
            switch (keyword) {
                case "type" -> require(isOf(value, argument.asText()), path + " is no " + argument.asText(), faults);
                case "const" -> require(value.equals(argument), path + " is not " + argument, faults);
                case "enum" -> require(contains(argument, value), path + " is none of " + argument, faults);
                case "minLength" -> require(value.asText().length() >= argument.asInt(), path + " is short", faults);
                case "minItems" -> require(value.size() >= argument.asInt(), path + " has few items", faults);
                case "required" ->
                    argument.forEach(name -> require(value.has(name.asText()), path + " lacks " + name, faults));
                case "additionalProperties" -> {
                    if (!argument.asBoolean()) {
                        value.fieldNames()
                                .forEachRemaining(name -> require(
                                        rule.path("properties").has(name), path + " has the unknown " + name, faults));
                    }
                }
                case "properties" ->
                    value.fieldNames().forEachRemaining(name -> {
                        if (argument.has(name)) {
                            check(value.get(name), argument.get(name), path + "/" + name, faults);
                        }
                    });
                case "items" -> {
                    for (int i = 0; i < value.size() && value.isArray(); i++) {
                        check(value.get(i), argument, path + "/" + i, faults);
                    }
                }
                case "$ref" -> check(value, schema.at(argument.asText().substring(1)), path, faults);
                case "oneOf" -> {
                    long fits = StreamSupport.stream(argument.spliterator(), false)
                            .filter(one -> {
                                List<String> inner = new ArrayList<>();
                                check(value, one, path, inner);
                                return inner.isEmpty();
                            })
                            .count();
                    require(fits == 1, path + " fits " + fits + " of the choices", faults);
                }
                default -> require(IGNORED.contains(keyword), "the schema has the unknown keyword " + keyword, faults);
            }
        });
    }

    private static void require(boolean holds, String fault, List<String> faults) {
        if (!holds) {
            faults.add(fault);
        }
    }

    private static boolean contains(JsonNode all, JsonNode value) {
        return StreamSupport.stream(all.spliterator(), false).anyMatch(value::equals);
    }

    private static boolean isOf(JsonNode value, String type) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "boolean" -> value.isBoolean();
            default -> throw new IllegalArgumentException(type);
        };
    }
}

package io.github.bigdatamigrator.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bigdatamigrator.context.DialectOptions;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.settings.DialectOption;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Converts {@link DialectOptions} to JSON and back. The fields are the command-line flags in snake case. An unknown
 * field or invalid value is a BAD_INPUT error that names the field, its value and the expected type.
 */
public final class DialectJson {
    private static final String FIELDS = Arrays.stream(DialectOption.values())
            .map(DialectOption::field)
            .sorted()
            .collect(Collectors.joining(", "));

    private DialectJson() {}

    public static DialectOptions parse(String text) {
        return read(Json.parse(text));
    }

    public static DialectOptions read(JsonNode dialect) {
        if (!dialect.isObject()) {
            throw MigratorException.badInput(
                    "dialect is " + dialect + ", but must be an object such as {\"delimiter\": \";\"}.");
        }
        Map<DialectOption, Object> given = new EnumMap<>(DialectOption.class);
        DialectOptions options = DialectOptions.NONE;
        for (Map.Entry<String, JsonNode> field : dialect.properties()) {
            DialectOption option = DialectOption.named(field.getKey())
                    .orElseThrow(() -> MigratorException.badInput(
                            "There is no field '" + field.getKey() + "' in dialect; known: " + FIELDS + "."));
            given.put(option, value(option, label(option), field.getValue()));
            try {
                // Built after each field, so that the message names the invalid one.
                options = DialectOption.options(given, DialectJson::label);
            } catch (MigratorException e) {
                String message = String.valueOf(e.getMessage());
                throw message.startsWith("dialect.")
                        ? e
                        : new MigratorException(ErrorCode.BAD_INPUT, label(option) + ": " + message, e);
            }
        }
        return options;
    }

    private static String label(DialectOption option) {
        return "dialect." + option.field();
    }

    private static Object value(DialectOption option, String label, JsonNode value) {
        return switch (option.form()) {
            case TEXT, CHARACTER, NAME -> text(label, value);
            case NUMBER -> {
                if (!value.isInt()) {
                    throw wrong(label, value, "a whole number, 0 or more");
                }
                yield value.intValue();
            }
            case SWITCH -> {
                if (!value.isBoolean()) {
                    throw wrong(label, value, "true or false");
                }
                yield value.booleanValue();
            }
            case TEXTS ->
                value.isArray()
                        ? Fields.elements(value, each -> text("each of " + label, each))
                        : List.of(text(label, value));
        };
    }

    private static String text(String label, JsonNode value) {
        if (!value.isTextual()) {
            throw wrong(label, value, "a string");
        }
        return value.textValue();
    }

    private static MigratorException wrong(String label, JsonNode value, String expected) {
        return MigratorException.badInput(label + " is " + value + ", but must be " + expected + ".");
    }

    /** Writes the options that are set; {@link #read} returns equal options. */
    public static ObjectNode write(DialectOptions options) {
        ObjectNode node = Json.object()
                .put("delimiter", escaped(options.delimiter()))
                .put("quote", character(options.quote()))
                .put("escape", character(options.escape()))
                .put("comment", character(options.comment()))
                .put("thousands", character(options.grouping()))
                .put("encoding", options.encoding())
                .put("header_rows", options.headerRows())
                .put("skip_lines", options.skipLines())
                .put("skip_footer", options.footerLines());
        node.properties().removeIf(field -> field.getValue().isNull());
        if (options.decimalComma() != null) {
            node.put(options.decimalComma() ? "decimal_comma" : "decimal_point", true);
        }
        if (!options.nullValues().isEmpty()) {
            Fields.putTexts(node, "null_value", options.nullValues());
        }
        return node;
    }

    private static @Nullable String character(@Nullable Character value) {
        return value == null ? null : value == '\0' ? "none" : escaped(value.toString());
    }

    /** Escapes letters, spaces and backslashes, since words such as {@code tab} are names of characters. */
    private static @Nullable String escaped(@Nullable String text) {
        return text == null
                ? null
                : text.chars()
                        .mapToObj(c -> c > ' ' && c < 127 && c != '\\' && !Character.isLetter(c)
                                ? String.valueOf((char) c)
                                : String.format("\\u%04x", c))
                        .collect(Collectors.joining());
    }
}

package io.github.bigdatamigrator.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bigdatamigrator.context.DialectOptions;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.settings.CharacterNames;
import org.jspecify.annotations.Nullable;

/**
 * Converts {@link DialectOptions} to JSON and back. The fields are the command-line flags in snake case. An unknown
 * field or invalid value is a BAD_INPUT error that names the field, its value and the expected type.
 */
public final class DialectJson {
    private static final String FIELDS =
            "comment, decimal_comma, decimal_point, delimiter, encoding, escape, header_rows,"
                    + " no_header, null_value, quote, skip_footer, skip_lines, thousands";

    private DialectJson() {}

    public static DialectOptions parse(String text) {
        return read(Json.parse(text));
    }

    public static DialectOptions read(JsonNode dialect) {
        if (!dialect.isObject()) {
            throw MigratorException.badInput(
                    "dialect is " + dialect + ", but must be an object such as {\"delimiter\": \";\"}.");
        }
        DialectOptions.Builder options = DialectOptions.builder();
        dialect.properties().forEach(field -> {
            String name = "dialect." + field.getKey();
            try {
                read(field.getKey(), name, field.getValue(), options);
                // Validates after each field, so that the message names the invalid one.
                options.build();
            } catch (MigratorException e) {
                String message = String.valueOf(e.getMessage());
                throw message.startsWith("dialect.") || message.startsWith("There is no")
                        ? e
                        : new MigratorException(ErrorCode.BAD_INPUT, name + ": " + message, e);
            }
        });
        rejectBoth(dialect, "decimal_comma", "decimal_point");
        rejectBoth(dialect, "no_header", "header_rows");
        return options.build();
    }

    private static void rejectBoth(JsonNode dialect, String one, String other) {
        if (dialect.path(one).booleanValue() && dialect.path(other).asInt() > 0) {
            throw MigratorException.badInput(
                    "dialect." + one + " and dialect." + other + " contradict each other. Give one of them.");
        }
    }

    private static void read(String field, String name, JsonNode value, DialectOptions.Builder options) {
        switch (field) {
            case "delimiter" -> options.delimiter(CharacterNames.text(name, text(name, value)));
            case "quote" -> options.quote(character(name, value));
            case "escape" -> options.escape(character(name, value));
            case "comment" -> options.comment(character(name, value));
            case "thousands" -> options.grouping(character(name, value));
            case "encoding" -> options.encoding(text(name, value));
            case "header_rows" -> options.headerRows(number(name, value));
            case "skip_lines" -> options.skipLines(number(name, value));
            case "skip_footer" -> options.footerLines(number(name, value));
            case "no_header" -> whenTrue(name, value, () -> options.headerRows(0));
            case "decimal_comma" -> whenTrue(name, value, options::decimalComma);
            case "decimal_point" -> whenTrue(name, value, options::decimalPoint);
            case "null_value" -> {
                if (value.isArray()) {
                    value.forEach(each -> options.nullValue(text("each of " + name, each)));
                } else {
                    options.nullValue(text(name, value));
                }
            }
            default ->
                throw MigratorException.badInput(
                        "There is no field '" + field + "' in dialect; known: " + FIELDS + ".");
        }
    }

    private static String text(String name, JsonNode value) {
        if (!value.isTextual()) {
            throw MigratorException.badInput(name + " is " + value + ", but must be a string.");
        }
        return value.textValue();
    }

    private static char character(String name, JsonNode value) {
        return CharacterNames.character(name, text(name, value));
    }

    private static int number(String name, JsonNode value) {
        if (!value.isInt()) {
            throw MigratorException.badInput(name + " is " + value + ", but must be a whole number, 0 or more.");
        }
        return value.intValue();
    }

    private static void whenTrue(String name, JsonNode value, Runnable option) {
        if (!value.isBoolean()) {
            throw MigratorException.badInput(name + " is " + value + ", but must be true or false.");
        }
        if (value.booleanValue()) {
            option.run();
        }
    }

    /** Writes the options that are set; {@link #read} returns equal options. */
    public static ObjectNode write(DialectOptions options) {
        ObjectNode node = Json.object();
        if (options.delimiter() != null) {
            node.put("delimiter", escaped(options.delimiter()));
        }
        character(node, "quote", options.quote());
        character(node, "escape", options.escape());
        character(node, "comment", options.comment());
        character(node, "thousands", options.grouping());
        Fields.put(node, "encoding", options.encoding());
        Fields.put(node, "header_rows", options.headerRows());
        Fields.put(node, "skip_lines", options.skipLines());
        Fields.put(node, "skip_footer", options.footerLines());
        if (options.decimalComma() != null) {
            node.put(options.decimalComma() ? "decimal_comma" : "decimal_point", true);
        }
        if (!options.nullValues().isEmpty()) {
            Fields.putTexts(node, "null_value", options.nullValues());
        }
        return node;
    }

    private static void character(ObjectNode node, String field, @Nullable Character value) {
        if (value != null) {
            node.put(field, value == '\0' ? "none" : escaped(value.toString()));
        }
    }

    /** Escapes letters, spaces and backslashes, since words such as {@code tab} are names of characters. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.chars()
                .forEach(c -> escaped.append(
                        c > ' ' && c < 127 && c != '\\' && !Character.isLetter(c)
                                ? String.valueOf((char) c)
                                : String.format("\\u%04x", c)));
        return escaped.toString();
    }
}

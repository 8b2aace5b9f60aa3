package io.github.bigdatamigrator.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bigdatamigrator.context.DialectOptions;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.settings.CharacterNames;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes {@link DialectOptions} as JSON, in the words of the command line's flags in snake case. Reading is
 * strict: BAD_INPUT names the field, its value and what it must be.
 */
public final class DialectJson {
    private static final String FIELDS =
            "comment, decimal_comma, decimal_point, delimiter, encoding, escape, header_rows,"
                    + " no_header, null_value, quote, skip_footer, skip_lines, thousands";

    private DialectJson() {}

    /** The options of a JSON text. */
    public static DialectOptions parse(String text) {
        return read(Json.parse(text));
    }

    /** The options of a JSON object. */
    public static DialectOptions read(JsonNode dialect) {
        if (!dialect.isObject()) {
            throw bad("dialect is " + dialect + ", but must be an object such as {\"delimiter\": \";\"}.");
        }
        DialectOptions.Builder options = DialectOptions.builder();
        dialect.properties().forEach(field -> {
            String name = "dialect." + field.getKey();
            try {
                read(field.getKey(), name, field.getValue(), options);
                // Checked field by field, so that a message names the one at fault.
                options.build();
            } catch (MigratorException e) {
                String message = String.valueOf(e.getMessage());
                throw message.startsWith("dialect.") || message.startsWith("There is no")
                        ? e
                        : new MigratorException(ErrorCode.BAD_INPUT, name + ": " + message, e);
            }
        });
        exclude(dialect, "decimal_comma", "decimal_point");
        exclude(dialect, "no_header", "header_rows");
        return options.build();
    }

    private static void exclude(JsonNode dialect, String one, String other) {
        if (dialect.path(one).booleanValue() && dialect.path(other).asInt() > 0) {
            throw bad("dialect." + one + " and dialect." + other + " contradict each other. Give one of them.");
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
            default -> throw bad("There is no field '" + field + "' in dialect; known: " + FIELDS + ".");
        }
    }

    private static String text(String name, JsonNode value) {
        if (!value.isTextual()) {
            throw bad(name + " is " + value + ", but must be a text.");
        }
        return value.textValue();
    }

    private static char character(String name, JsonNode value) {
        return CharacterNames.character(name, text(name, value));
    }

    private static int number(String name, JsonNode value) {
        if (!value.isInt()) {
            throw bad(name + " is " + value + ", but must be a whole number, 0 or more.");
        }
        return value.intValue();
    }

    private static void whenTrue(String name, JsonNode value, Runnable option) {
        if (!value.isBoolean()) {
            throw bad(name + " is " + value + ", but must be true or false.");
        }
        if (value.booleanValue()) {
            option.run();
        }
    }

    private static MigratorException bad(String message) {
        return new MigratorException(ErrorCode.BAD_INPUT, message);
    }

    /** The options as a JSON object that {@link #read} reads as the same options; what is sniffed is absent. */
    public static ObjectNode write(DialectOptions options) {
        ObjectNode node = Json.object();
        given(options.delimiter(), text -> node.put("delimiter", coded(text)));
        character(node, "quote", options.quote());
        character(node, "escape", options.escape());
        character(node, "comment", options.comment());
        character(node, "thousands", options.grouping());
        given(options.encoding(), name -> node.put("encoding", name));
        given(options.headerRows(), rows -> node.put("header_rows", rows));
        given(options.skipLines(), lines -> node.put("skip_lines", lines));
        given(options.footerLines(), lines -> node.put("skip_footer", lines));
        given(options.decimalComma(), comma -> node.put(comma ? "decimal_comma" : "decimal_point", true));
        if (!options.nullValues().isEmpty()) {
            ArrayNode values = node.putArray("null_value");
            options.nullValues().forEach(values::add);
        }
        return node;
    }

    private static void character(ObjectNode node, String field, @Nullable Character value) {
        given(value, character -> node.put(field, character == '\0' ? "none" : coded(String.valueOf(character))));
    }

    private static <T> void given(@Nullable T value, Consumer<T> write) {
        if (value != null) {
            write.accept(value);
        }
    }

    /** Letters, blanks and backslashes as codes, since some words stand for characters. */
    private static String coded(String text) {
        StringBuilder coded = new StringBuilder();
        text.chars()
                .forEach(c -> coded.append(
                        c > ' ' && c < 127 && c != '\\' && !Character.isLetter(c)
                                ? String.valueOf((char) c)
                                : String.format("\\u%04x", c)));
        return coded.toString();
    }
}

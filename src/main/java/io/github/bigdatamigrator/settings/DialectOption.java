package io.github.bigdatamigrator.settings;

import io.github.bigdatamigrator.context.DialectOptions;
import io.github.bigdatamigrator.error.MigratorException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names each of {@link DialectOptions} as users do: as a flag, a field of JSON or a key of a job file. */
public enum DialectOption {
    DELIMITER(
            Form.TEXT,
            "Separator of cells: ',', ';', '||', tab, \\u0001 …; or fixed:6,14,8 for the widths of columns."),
    QUOTE(Form.CHARACTER, "Quote character of cells, or none."),
    ESCAPE(Form.CHARACTER, "Escape of quotes in cells; the quote itself if it is doubled, or none."),
    ENCODING(Form.NAME, "UTF-8, UTF-16LE, ISO-8859-1, windows-1252 …"),
    HEADER_ROWS(Form.NUMBER, "Rows of column names before the data."),
    NO_HEADER(Form.SWITCH, "The first row is data."),
    SKIP_LINES(Form.NUMBER, "Lines to skip before the table."),
    SKIP_FOOTER(Form.NUMBER, "Lines to skip at the end of each file; 0 keeps all."),
    COMMENT(Form.CHARACTER, "First character of comment lines, or none."),
    DECIMAL_COMMA(Form.SWITCH, "Numbers are written 1.234,56."),
    DECIMAL_POINT(Form.SWITCH, "Numbers are written 1,234.56."),
    THOUSANDS(Form.CHARACTER, "Thousands separator: ',', '.', \"'\" or blank, or none."),
    NULL_VALUE(Form.TEXTS, "A text that means null; may be given several times.");

    /** The form of a value; a text, character or name is a String, of which the first two may be escaped or named. */
    public enum Form {
        TEXT,
        CHARACTER,
        NAME,
        NUMBER,
        SWITCH,
        TEXTS
    }

    private static final Pattern CODE = Pattern.compile("\\\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2}))");

    private final Form form;
    private final String meaning;

    DialectOption(Form form, String meaning) {
        this.form = form;
        this.meaning = meaning;
    }

    public Form form() {
        return form;
    }

    /** The help of its flag. */
    public String meaning() {
        return meaning;
    }

    /** The name in JSON and job files; as a flag it has dashes. */
    public String field() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The option of that field. */
    public static Optional<DialectOption> named(String field) {
        return Arrays.stream(values())
                .filter(option -> option.field().equals(field))
                .findFirst();
    }

    /**
     * Builds the options of these values.
     *
     * @param label how messages call an option
     * @throws MigratorException BAD_INPUT for an invalid value or options that contradict each other
     */
    public static DialectOptions options(Map<DialectOption, Object> given, Function<DialectOption, String> label) {
        if (isOn(given, NO_HEADER) && given.get(HEADER_ROWS) instanceof Integer rows && rows > 0) {
            throw contradiction(label, NO_HEADER, HEADER_ROWS);
        }
        if (isOn(given, DECIMAL_COMMA) && isOn(given, DECIMAL_POINT)) {
            throw contradiction(label, DECIMAL_COMMA, DECIMAL_POINT);
        }
        DialectOptions.Builder options = DialectOptions.builder();
        given.forEach((option, value) -> {
            if (option.form != Form.SWITCH || isOn(given, option)) {
                option.set(
                        options,
                        switch (option.form) {
                            case TEXT -> text(label.apply(option), (String) value);
                            case CHARACTER -> character(label.apply(option), (String) value);
                            case NAME, NUMBER, SWITCH, TEXTS -> value;
                        });
            }
        });
        return options.build();
    }

    private void set(DialectOptions.Builder options, Object value) {
        switch (this) {
            case DELIMITER -> options.delimiter((String) value);
            case QUOTE -> options.quote((char) value);
            case ESCAPE -> options.escape((char) value);
            case ENCODING -> options.encoding((String) value);
            case HEADER_ROWS -> options.headerRows((int) value);
            case NO_HEADER -> options.headerRows(0);
            case SKIP_LINES -> options.skipLines((int) value);
            case SKIP_FOOTER -> options.footerLines((int) value);
            case COMMENT -> options.comment((char) value);
            case DECIMAL_COMMA -> options.decimalComma();
            case DECIMAL_POINT -> options.decimalPoint();
            case THOUSANDS -> options.grouping((char) value);
            case NULL_VALUE -> ((List<?>) value).forEach(text -> options.nullValue((String) text));
        }
    }

    private static boolean isOn(Map<DialectOption, Object> given, DialectOption option) {
        return Boolean.TRUE.equals(given.get(option));
    }

    private static MigratorException contradiction(
            Function<DialectOption, String> label, DialectOption one, DialectOption other) {
        return MigratorException.badInput(
                label.apply(one) + " and " + label.apply(other) + " contradict each other. Give one of them.");
    }

    private static String text(String label, String value) {
        if (value.isEmpty()) {
            throw MigratorException.badInput(label + " is empty. Give one or more characters, or tab.");
        }
        return plain(value);
    }

    private static char character(String label, String value) {
        String plain = value.toLowerCase(Locale.ROOT).equals("none") ? "\0" : plain(value);
        if (plain.length() != 1) {
            throw MigratorException.badInput(label + " is “" + value + "”, but takes one character, or the word none.");
        }
        return plain.charAt(0);
    }

    /** Reads hexadecimal escapes such as {@code \x09}, and the names tab, space and blank. */
    private static String plain(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "tab" -> "\t";
            case "blank", "space" -> " ";
            default ->
                CODE.matcher(value.replace("\\t", "\t"))
                        .replaceAll(code -> Matcher.quoteReplacement(String.valueOf(
                                (char) Integer.parseInt(code.group(1) != null ? code.group(1) : code.group(2), 16))));
        };
    }
}

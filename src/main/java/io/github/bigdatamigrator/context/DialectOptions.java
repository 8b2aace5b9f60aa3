package io.github.bigdatamigrator.context;

import io.github.bigdatamigrator.error.MigratorException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds the user's options for delimited text; unset ones are sniffed from each file. An option applies to all
 * delimited files of a run. NUL means that files have no such character.
 *
 * <pre>{@code DialectOptions.builder().delimiter(";").encoding("windows-1252").build()}</pre>
 *
 * @param headerRows rows of column names, 0 for none, at maximum 20
 * @param skipLines lines before the header or, without one, the data
 * @param footerLines lines at the end of each file that are not part of the table, at maximum 1000
 */
public record DialectOptions(
        @Nullable String encoding,
        @Nullable String delimiter,
        @Nullable Character quote,
        @Nullable Character escape,
        @Nullable Integer headerRows,
        @Nullable Integer skipLines,
        @Nullable Integer footerLines,
        @Nullable Boolean decimalComma,
        @Nullable Character grouping,
        @Nullable Character comment,
        List<String> nullValues) {
    /** Everything is sniffed. */
    public static final DialectOptions NONE =
            new DialectOptions(null, null, null, null, null, null, null, null, null, null, List.of());

    private static final String WIDTHS = Dialect.FIXED_WIDTH + "[1-9]\\d{0,4}(,[1-9]\\d{0,4})+";
    private static final int MAXIMUM_HEADER_ROWS = 20;
    private static final int MAXIMUM_SKIPPED_LINES = 1_000_000;
    private static final int MAXIMUM_FOOTER_LINES = 1000;

    public DialectOptions {
        nullValues = List.copyOf(nullValues);
        check(encoding);
        if (delimiter != null && (delimiter.isEmpty() || delimiter.matches("(?s).*[\\r\\n\\x00].*"))) {
            throw bad("delimiter", shown(delimiter), "It must be one or more characters without a line end");
        }
        if (delimiter != null && delimiter.startsWith(Dialect.FIXED_WIDTH) && !delimiter.matches(WIDTHS)) {
            throw bad("list of widths", delimiter, "Expected the widths of two or more columns, such as fixed:6,14,8");
        }
        if (delimiter != null && quote != null && quote != '\0' && delimiter.indexOf(quote) >= 0) {
            throw bad("delimiter", shown(delimiter), "It must not contain the quote " + quote);
        }
        ascii("quote", quote);
        ascii("escape", escape);
        ascii("comment", comment);
        if (grouping != null && ",.' \0".indexOf(grouping) < 0) {
            throw bad("thousands separator", String.valueOf(grouping), "It can be , or . or ' or a blank, or none");
        }
        if (grouping != null && decimalComma != null && grouping == (decimalComma ? ',' : '.')) {
            throw bad("thousands separator", String.valueOf(grouping), "It is the decimal separator already");
        }
        range("number of header rows", headerRows, MAXIMUM_HEADER_ROWS);
        range("number of lines to skip", skipLines, MAXIMUM_SKIPPED_LINES);
        range("number of footer lines", footerLines, MAXIMUM_FOOTER_LINES);
    }

    /** Copies the options with a number of footer lines. */
    public DialectOptions withFooterLines(int lines) {
        return new DialectOptions(
                encoding,
                delimiter,
                quote,
                escape,
                headerRows,
                skipLines,
                lines,
                decimalComma,
                grouping,
                comment,
                nullValues);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Collects the options. For one thread. */
    public static final class Builder {
        private @Nullable String encoding;
        private @Nullable String delimiter;
        private @Nullable Character quote;
        private @Nullable Character escape;
        private @Nullable Integer headerRows;
        private @Nullable Integer skipLines;
        private @Nullable Integer footerLines;
        private @Nullable Boolean decimalComma;
        private @Nullable Character grouping;
        private @Nullable Character comment;
        private final List<String> nullValues = new ArrayList<>();

        private Builder() {}

        public Builder encoding(String name) {
            encoding = name;
            return this;
        }

        public Builder delimiter(String text) {
            delimiter = text;
            return this;
        }

        /** NUL for none. */
        public Builder quote(char character) {
            quote = character;
            return this;
        }

        /** The quote itself where quotes are doubled; NUL for none. */
        public Builder escape(char character) {
            escape = character;
            return this;
        }

        /** 0 for none. */
        public Builder headerRows(int rows) {
            headerRows = rows;
            return this;
        }

        /** Lines before the table. */
        public Builder skipLines(int lines) {
            skipLines = lines;
            return this;
        }

        /** Lines after the table. */
        public Builder footerLines(int lines) {
            footerLines = lines;
            return this;
        }

        /** A comma, point, apostrophe or blank; NUL for none. */
        public Builder grouping(char character) {
            grouping = character;
            return this;
        }

        /** NUL for none. */
        public Builder comment(char character) {
            comment = character;
            return this;
        }

        /** Numbers are written 1.234,56. */
        public Builder decimalComma() {
            decimalComma = true;
            return this;
        }

        /** Numbers are written 1,234.56. */
        public Builder decimalPoint() {
            decimalComma = false;
            return this;
        }

        /** Adds a text that means null in every column. */
        public Builder nullValue(String text) {
            nullValues.add(text.strip());
            return this;
        }

        /** @throws MigratorException BAD_INPUT for an invalid value */
        public DialectOptions build() {
            return new DialectOptions(
                    encoding,
                    delimiter,
                    quote,
                    escape,
                    headerRows,
                    skipLines,
                    footerLines,
                    decimalComma,
                    grouping,
                    comment,
                    nullValues);
        }
    }

    private static void check(@Nullable String encoding) {
        if (encoding != null && !supported(encoding)) {
            throw bad("encoding", encoding, "Try UTF-8, UTF-16LE, ISO-8859-1 or windows-1252");
        }
    }

    private static boolean supported(String encoding) {
        try {
            return Charset.isSupported(encoding);
        } catch (IllegalCharsetNameException e) {
            return false;
        }
    }

    private static void ascii(String what, @Nullable Character c) {
        if (c != null && (c > 126 || (c > 0 && c < ' ' && c != '\t' && c != '\u001b'))) {
            throw bad(what, shown(String.valueOf(c)), "It must be one ASCII character, or none");
        }
    }

    private static void range(String what, @Nullable Integer value, int maximum) {
        if (value != null && (value < 0 || value > maximum)) {
            throw bad(what, String.valueOf(value), "It must be from 0 to " + maximum);
        }
    }

    private static String shown(String text) {
        return text.replace("\n", "\\n").replace("\r", "\\r").replace("\0", "\\0");
    }

    private static MigratorException bad(String what, @Nullable String value, String remedy) {
        return MigratorException.badInput("“" + value + "” is no " + what + " of a text file. " + remedy + ".");
    }
}

package io.github.bigdatamigrator.sql;

/**
 * Holds a piece of SQL text. The texts of all tokens of a statement, joined, are the statement.
 *
 * @param text the characters as written, quotes and comment signs included
 * @param start the position of the first character in the statement
 */
public record SqlToken(Kind kind, String text, int start) {
    /** What a token is in Spark's dialect. */
    public enum Kind {
        /** Keywords, unquoted identifiers, numbers, operators and blanks. */
        CODE,
        /** A string in single or double quotes; other dialects write identifiers in double quotes. */
        STRING,
        /** An identifier in backticks. */
        IDENTIFIER,
        /** A comment to the end of the line, or between slashes and stars. */
        COMMENT
    }

    /** The value of a string literal: no quotes, escapes resolved. */
    public String value() {
        String quote = text.substring(0, 1);
        return inner().replaceAll("\\\\(.)|" + quote + "(" + quote + ")", "$1$2");
    }

    /** The name that a quoted identifier, in whatever quotes, stands for; the empty string for other tokens. */
    public String identifier() {
        String quote = text.substring(0, 1);
        return kind == Kind.STRING || kind == Kind.IDENTIFIER ? inner().replace(quote + quote, quote) : "";
    }

    boolean isDoubleQuoted() {
        return kind == Kind.STRING && text.length() > 2 && text.startsWith("\"");
    }

    private String inner() {
        return text.length() < 2 ? "" : text.substring(1, text.length() - 1);
    }
}

package io.github.bigdatamigrator.context;

import java.io.Serializable;

/**
 * How a delimited text file is written. Travels to executors.
 *
 * @param charset a name that {@link java.nio.charset.Charset} knows
 * @param delimiter what stands between two cells, one or more characters
 * @param quote what encloses a cell, or NUL where nothing does
 * @param escape what makes a quote inside a quoted cell literal: the quote itself (doubled) or another character; NUL for none
 * @param header whether a row of column names stands before the data
 * @param skipLines lines before the header, or before the data where there is none, that are not part of the table
 * @param decimalComma whether numbers are written 1.234,56 instead of 1,234.56
 * @param comment what a comment line begins with, or NUL where there are none
 */
public record Dialect(
        String charset,
        String delimiter,
        char quote,
        char escape,
        boolean header,
        int skipLines,
        boolean decimalComma,
        char comment)
        implements Serializable {
    /** Comma, double quote doubled, header, UTF-8. */
    public static final Dialect STANDARD = new Dialect("UTF-8", ",", '"', '"', true, 0, false, '\0');
}

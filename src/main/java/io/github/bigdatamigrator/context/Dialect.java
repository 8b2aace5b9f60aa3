package io.github.bigdatamigrator.context;

import java.io.Serializable;
import java.util.List;

/**
 * Describes the format of a delimited text file. Travels to executors.
 *
 * @param charset a name that {@link java.nio.charset.Charset} knows
 * @param delimiter separator of cells, one or more characters, or the widths of columns: {@code fixed:6,14,8}
 * @param quote character that encloses a cell, or NUL for none
 * @param escape character that escapes a quote inside a quoted cell: the quote itself (doubled) or another one; NUL for
 *     none
 * @param headerRows rows of column names before the data; a column's name joins its cells of all of them
 * @param skipLines lines before the header, or before the data where there is none, that are not part of the table
 * @param footerLines lines at the end of each file that are not part of the table
 * @param decimalComma whether numbers have the form 1.234,56 instead of 1,234.56
 * @param grouping thousands separator; a blank includes no-break blanks; NUL if unknown, {@code -} if the user said
 *     none
 * @param comment first character of a comment line, or NUL for none
 * @param nullValues texts that mean null in every column, besides the empty one
 */
public record Dialect(
        String charset,
        String delimiter,
        char quote,
        char escape,
        int headerRows,
        int skipLines,
        int footerLines,
        boolean decimalComma,
        char grouping,
        char comment,
        List<String> nullValues)
        implements Serializable {
    /** Comma, double quote doubled, header, UTF-8. */
    public static final Dialect STANDARD = new Dialect("UTF-8", ",", '"', '"', true, 0, false, '\0');

    /**
     * The delimiter of a sheet's text, which cannot occur in cells. A line of such text is a row of the sheet, and line
     * ends within cells are escaped.
     */
    public static final String SHEET_DELIMITER = "\u001f";

    /** What a delimiter begins with that gives the widths of columns instead. */
    public static final String FIXED_WIDTH = "fixed:";

    public Dialect {
        nullValues = List.copyOf(nullValues);
    }

    /** A dialect without footer, thousands separators and null values, and with one header row or none. */
    public Dialect(
            String charset,
            String delimiter,
            char quote,
            char escape,
            boolean header,
            int skipLines,
            boolean decimalComma,
            char comment) {
        this(charset, delimiter, quote, escape, header ? 1 : 0, skipLines, 0, decimalComma, '\0', comment, List.of());
    }

    /** Whether column names precede the data. */
    public boolean header() {
        return headerRows > 0;
    }

    /** Whether columns have fixed widths and no delimiter. */
    public boolean isFixedWidth() {
        return delimiter.startsWith(FIXED_WIDTH);
    }

    /** Whether the text is made of the rows of a sheet. */
    public boolean isSheet() {
        return delimiter.equals(SHEET_DELIMITER);
    }

    public Dialect withFooterLines(int lines) {
        return new Dialect(
                charset,
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
}

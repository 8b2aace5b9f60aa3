package io.github.bigdatamigrator.source.delimited;

import io.github.bigdatamigrator.context.DialectOptions;
import io.github.bigdatamigrator.source.delimited.DialectTrial.Line;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Finds the header and the data rows in tokenized text.
 *
 * @param width cells of a data row, without empty ones beyond the header
 * @param headerWidth cells of the widest header row; 0 without a header
 * @param rowNames whether the first column holds names of rows and has none itself
 * @param skipLines lines before the header
 * @param comment the first character of comment lines, or NUL
 * @param emptyColumns columns at the end of the rows that have neither name nor value and are left out
 * @param otherTables numbers of the lines on which further tables seem to begin
 */
record TableLayout(
        int width,
        int headerWidth,
        boolean rowNames,
        int headerRows,
        int skipLines,
        char comment,
        int emptyColumns,
        List<Long> otherTables) {
    private static final int MAX_TABLES = 20;
    /** Lines of only these characters separate the parts of a printed table. */
    private static final Pattern RULE = Pattern.compile("[-+=_|\\s]{3,}");

    static TableLayout of(DialectTrial trial, DialectOptions given) {
        List<Line> lines = trial.lines;
        int skipped = trial.dialect.skipLines();
        if (lines.isEmpty()) {
            return new TableLayout(0, 0, false, 0, skipped, '\0', 0, List.of());
        }
        int width = trial.width();
        char comment = given.comment() != null ? given.comment() : comment(lines, width);
        if (comment != '\0') {
            List<Line> rows =
                    lines.stream().filter(line -> !beginsWith(line, comment)).toList();
            lines = rows.isEmpty() ? lines : rows;
        }
        int first = given.skipLines() != null ? 0 : Preamble.lines(lines, width);
        int skip = first == 0 ? skipped : (int) lines.get(first).number() - 1;
        lines = lines.subList(first, lines.size());
        int headerRows =
                given.headerRows() != null ? given.headerRows() : HeaderDetector.headerRows(firstTable(trial, lines));
        List<Long> others = otherTables(trial, lines, headerRows);
        List<List<Line>> tables = trial.tables();
        // All columns of a sheet have values, and a cell is in its column.
        boolean sheet = trial.dialect.isSheet();
        int data = sheet
                ? width
                : tables.size() > 1
                        ? tables.get(0).get(0).width()
                        : widthWithoutEmptyColumns(lines, width, headerRows, trial.dialect.delimiter());
        int names = lines.subList(0, Math.min(headerRows, lines.size())).stream()
                .mapToInt(Line::width)
                .max()
                .orElse(0);
        boolean rowNames = !sheet && names > 0 && names == data - 1 && hasRowNames(lines, headerRows, data);
        boolean blankName = !sheet
                && headerRows == 1
                && names == width + 1
                && lines.get(0).filled() == width
                && lines.stream().skip(1).allMatch(line -> line.width() == width);
        return new TableLayout(
                Math.max(1, blankName ? width : Math.max(names, data)),
                names,
                rowNames,
                headerRows,
                skip,
                comment,
                Math.max(0, width - Math.max(names, data)),
                others);
    }

    /** Whether the rows below a header with one name less begin with a name or number that no other has. */
    private static boolean hasRowNames(List<Line> lines, int headerRows, int width) {
        Set<String> names = new HashSet<>();
        List<Line> rows = lines.subList(headerRows, lines.size());
        return rows.stream()
                .allMatch(row -> row.width() == width && !row.text(0).isEmpty() && names.add(row.text(0)));
    }

    /** The rows before the header is repeated or the width changes permanently. */
    private static List<Line> firstTable(DialectTrial trial, List<Line> lines) {
        List<List<Line>> tables = trial.tables();
        long end = tables.size() > 1 ? tables.get(1).get(0).number() : Long.MAX_VALUE;
        for (int i = 1; i < lines.size(); i++) {
            Line line = lines.get(i);
            boolean again =
                    line.afterBlankLine() && line.texts().equals(lines.get(0).texts());
            if (line.number() >= end || again) {
                return lines.subList(0, i);
            }
        }
        return lines;
    }

    private static boolean beginsWith(Line line, char first) {
        String text = line.text(0);
        boolean number = text.length() > 1 && Character.isDigit(text.charAt(1));
        return !text.isEmpty()
                && text.charAt(0) == first
                && !number
                && !line.quoted().get(0);
    }

    /** The first character of comments or of lines drawn between rows, if such lines are no rows of the table. */
    private static char comment(List<Line> lines, int width) {
        for (char c : new char[] {'#', '%', '-', '+', '='}) {
            List<Line> found =
                    lines.stream().filter(line -> beginsWith(line, c)).toList();
            boolean top = width > 1 || lines.get(0).text(0).startsWith(c + " ");
            if (found.isEmpty() || found.size() == lines.size() || !top) {
                continue;
            }
            boolean drawn = found.stream()
                    .allMatch(
                            line -> RULE.matcher(String.join(" ", line.texts())).matches());
            boolean narrow = width == 1 || found.stream().noneMatch(line -> line.end() == width);
            boolean text = c == '#' || c == '%';
            if ((drawn && width > 1) || (text && (narrow || areAbove(lines, found) || interruptValues(lines, c)))) {
                return c;
            }
        }
        return '\0';
    }

    /** Whether the first column holds values in all other rows, so that lines with that first character are no rows. */
    private static boolean interruptValues(List<Line> lines, char c) {
        List<Line> others =
                lines.stream().skip(1).filter(line -> !beginsWith(line, c)).toList();
        return !beginsWith(lines.get(0), c) && HeaderDetector.isTyped(others, 0);
    }

    /** Whether the lines are the first, and the one after them is certainly the header. */
    private static boolean areAbove(List<Line> lines, List<Line> found) {
        int count = found.size();
        return lines.get(count - 1).equals(found.get(count - 1))
                && allText(lines.get(count))
                && HeaderDetector.typedColumnsBelow(lines.get(count), lines.subList(count + 1, lines.size())) > 0;
    }

    static boolean allText(Line line) {
        return IntStream.range(0, line.width()).noneMatch(line::isTyped);
    }

    /**
     * Line numbers at which the width changes permanently, the header is repeated, or other names follow a blank line.
     */
    private static List<Long> otherTables(DialectTrial trial, List<Line> lines, int headerRows) {
        List<Long> others = new ArrayList<>();
        List<List<Line>> tables = trial.tables();
        for (int i = 1; i < tables.size(); i++) {
            others.add(tables.get(i).get(0).number());
        }
        List<String> header = headerRows > 0 ? lines.get(0).texts() : List.of();
        for (int i = 1; i < lines.size() - 1 && others.size() < MAX_TABLES; i++) {
            Line line = lines.get(i);
            boolean again = i >= headerRows && line.texts().equals(header) && line.width() > 1;
            boolean names = i > headerRows
                    && line.afterBlankLine()
                    && line.filled() > 1
                    && allText(line)
                    && HeaderDetector.typedColumnsBelow(line, lines.subList(i + 1, lines.size())) > 0
                    && HeaderDetector.typedColumnsBelow(line, lines.subList(headerRows, i)) > 0;
            if ((again || names) && !others.contains(line.number())) {
                others.add(line.number());
            }
        }
        return others;
    }

    /**
     * The width without trailing columns that are empty in every row. Without a header, a trailing empty column may be
     * real, unless the delimiter is a bar, which databases write at the end of every line.
     */
    private static int widthWithoutEmptyColumns(List<Line> lines, int width, int headerRows, String delimiter) {
        int last = 0;
        for (Line line : lines) {
            for (int i = Math.min(width, line.width()); i > last; i--) {
                if (!line.texts().get(i - 1).isEmpty()) {
                    last = i;
                }
            }
        }
        boolean terminated = last == width - 1 && delimiter.startsWith("|");
        return headerRows == 0 && !terminated ? width : last;
    }
}

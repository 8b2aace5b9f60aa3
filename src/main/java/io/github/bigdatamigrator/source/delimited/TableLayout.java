package io.github.bigdatamigrator.source.delimited;

import io.github.bigdatamigrator.context.DialectOptions;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the table begins in a text that has been cut into cells.
 *
 * @param width cells of a data row, empty ones beyond the header apart
 * @param headerWidth cells of the widest header row; 0 where there is none
 * @param skipLines lines before the header
 * @param comment what a comment line begins with, or NUL
 * @param otherTables numbers of the lines on which further tables seem to begin
 */
record TableLayout(int width, int headerWidth, int headerRows, int skipLines, char comment, List<Long> otherTables) {
    private static final int MAX_PREAMBLE_LINES = 50;
    private static final int MAX_TABLES = 20;

    static TableLayout of(DialectTrial sample, DialectOptions given) {
        List<DialectTrial.Line> lines = sample.lines;
        int skipped = sample.dialect.skipLines();
        if (lines.isEmpty()) {
            return new TableLayout(0, 0, 0, skipped, '\0', List.of());
        }
        int width = sample.width();
        char comment = given.comment() != null ? given.comment() : comment(lines, width);
        if (comment != '\0') {
            String begin = String.valueOf(comment);
            List<DialectTrial.Line> rows = lines.stream()
                    .filter(line -> !line.texts().get(0).startsWith(begin))
                    .toList();
            lines = rows.isEmpty() ? lines : rows;
        }
        int first = given.skipLines() != null ? 0 : preamble(lines, width);
        int skip = first == 0 ? skipped : (int) lines.get(first).number() - 1;
        lines = lines.subList(first, lines.size());
        int headerRows =
                given.headerRows() != null ? given.headerRows() : HeaderDetector.headerRows(firstTable(sample, lines));
        List<Long> others = otherTables(sample, lines, headerRows);
        List<List<DialectTrial.Line>> tables = sample.tables();
        int data = tables.size() > 1
                ? tables.get(0).get(0).width()
                : widthWithoutEmptyColumns(lines, width, headerRows, sample.dialect.delimiter());
        int headerWidth = lines.subList(0, Math.min(headerRows, lines.size())).stream()
                .mapToInt(DialectTrial.Line::width)
                .max()
                .orElse(0);
        return new TableLayout(
                Math.max(1, Math.max(headerWidth, data)), headerWidth, headerRows, skip, comment, others);
    }

    /** The rows before the header comes once more or the rows change their width for good. */
    private static List<DialectTrial.Line> firstTable(DialectTrial sample, List<DialectTrial.Line> lines) {
        List<List<DialectTrial.Line>> tables = sample.tables();
        long end = tables.size() > 1 ? tables.get(1).get(0).number() : Long.MAX_VALUE;
        for (int i = 1; i < lines.size(); i++) {
            DialectTrial.Line line = lines.get(i);
            boolean again =
                    line.afterBlankLine() && line.texts().equals(lines.get(0).texts());
            if (line.number() >= end || again) {
                return lines.subList(0, i);
            }
        }
        return lines;
    }

    /** A hash begins comments if the text begins with such lines and they are not rows of the table. */
    private static char comment(List<DialectTrial.Line> lines, int width) {
        boolean hash = lines.get(0).texts().get(0).startsWith("#");
        long hashes = lines.stream()
                .filter(line -> line.texts().get(0).startsWith("#"))
                .count();
        boolean rows = lines.stream()
                .filter(line -> line.texts().get(0).startsWith("#"))
                .anyMatch(line -> width > 1 && line.width() == width);
        return hash
                        && !rows
                        && hashes < lines.size()
                        && (width > 1 || lines.get(0).texts().get(0).startsWith("# "))
                ? '#'
                : '\0';
    }

    /**
     * How many rows at the top are notes: much narrower than the table, or as wide with nothing beyond the first cell.
     */
    private static int preamble(List<DialectTrial.Line> lines, int width) {
        if (width < 2) {
            return 0;
        }
        int last = Math.min(MAX_PREAMBLE_LINES, lines.size() - 1);
        long sparse = lines.stream().filter(DialectTrial.Line::hasOnlyFirstCell).count();
        int first = 0;
        while (first < last
                && lines.get(first).width() <= Math.max(1, width / 2)
                && lines.get(first).width() < width) {
            first++;
        }
        // Notes of a spreadsheet: the row is as wide as all others, with nothing but its first cell. Only the top has
        // such rows then.
        while (width > 2 && first < last && lines.get(first).hasOnlyFirstCell() && sparse <= 5 + lines.size() / 20) {
            first++;
        }
        int apart = first;
        while (apart < last && lines.get(apart).width() != width && allText(lines.get(apart))) {
            apart++;
            if (lines.get(apart).afterBlankLine() && lines.get(apart).width() == width) {
                return apart;
            }
        }
        return lines.get(first).width() < width - 1 ? 0 : first;
    }

    private static boolean allText(DialectTrial.Line line) {
        for (int i = 0; i < line.width(); i++) {
            if (line.isTyped(i)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Where the rows change their width for good, and where a blank line stands before the header once more or before
     * other names.
     */
    private static List<Long> otherTables(DialectTrial sample, List<DialectTrial.Line> lines, int headerRows) {
        List<Long> others = new ArrayList<>();
        List<List<DialectTrial.Line>> tables = sample.tables();
        for (int i = 1; i < tables.size(); i++) {
            others.add(tables.get(i).get(0).number());
        }
        List<String> header = headerRows > 0 ? lines.get(0).texts() : List.of();
        for (int i = 1; i < lines.size() - 1 && others.size() < MAX_TABLES; i++) {
            DialectTrial.Line line = lines.get(i);
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
     * The width without columns at the right that are empty in every row. Without a header, one such column may be a
     * real one: only where bars delimit is it sure that one ends every line, as databases export.
     */
    private static int widthWithoutEmptyColumns(
            List<DialectTrial.Line> lines, int width, int headerRows, String delimiter) {
        int last = 0;
        for (DialectTrial.Line line : lines) {
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

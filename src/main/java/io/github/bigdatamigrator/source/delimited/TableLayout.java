package io.github.bigdatamigrator.source.delimited;

import io.github.bigdatamigrator.context.DialectOptions;
import io.github.bigdatamigrator.source.delimited.DialectTrial.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds the header and the data rows in tokenized text.
 *
 * @param width cells of a data row, without empty ones beyond the header
 * @param headerWidth cells of the widest header row; 0 without a header
 * @param skipLines lines before the header
 * @param comment the first character of comment lines, or NUL
 * @param otherTables numbers of the lines on which further tables seem to begin
 */
record TableLayout(int width, int headerWidth, int headerRows, int skipLines, char comment, List<Long> otherTables) {
    private static final int MAX_PREAMBLE_LINES = 50;
    private static final int MAX_TABLES = 20;

    static TableLayout of(DialectTrial trial, DialectOptions given) {
        List<Line> lines = trial.lines;
        int skipped = trial.dialect.skipLines();
        if (lines.isEmpty()) {
            return new TableLayout(0, 0, 0, skipped, '\0', List.of());
        }
        int width = trial.width();
        char comment = given.comment() != null ? given.comment() : comment(lines, width);
        if (comment != '\0') {
            String begin = String.valueOf(comment);
            List<Line> rows = lines.stream()
                    .filter(line -> !line.texts().get(0).startsWith(begin))
                    .toList();
            lines = rows.isEmpty() ? lines : rows;
        }
        int first = given.skipLines() != null ? 0 : preamble(lines, width);
        int skip = first == 0 ? skipped : (int) lines.get(first).number() - 1;
        lines = lines.subList(first, lines.size());
        int headerRows =
                given.headerRows() != null ? given.headerRows() : HeaderDetector.headerRows(firstTable(trial, lines));
        List<Long> others = otherTables(trial, lines, headerRows);
        List<List<Line>> tables = trial.tables();
        int data = tables.size() > 1
                ? tables.get(0).get(0).width()
                : widthWithoutEmptyColumns(lines, width, headerRows, trial.dialect.delimiter());
        int headerWidth = lines.subList(0, Math.min(headerRows, lines.size())).stream()
                .mapToInt(Line::width)
                .max()
                .orElse(0);
        return new TableLayout(
                Math.max(1, Math.max(headerWidth, data)), headerWidth, headerRows, skip, comment, others);
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

    /** The comment character: a hash, if the text begins with such lines and they are not rows of the table. */
    private static char comment(List<Line> lines, int width) {
        String first = lines.get(0).texts().get(0);
        List<Line> hashes = lines.stream()
                .filter(line -> line.texts().get(0).startsWith("#"))
                .toList();
        boolean comments = first.startsWith(width > 1 ? "#" : "# ")
                && hashes.size() < lines.size()
                && hashes.stream().noneMatch(line -> width > 1 && line.width() == width);
        return comments ? '#' : '\0';
    }

    /** The number of notes at the top: rows much narrower than the table, or with only their first cell filled. */
    private static int preamble(List<Line> lines, int width) {
        if (width < 2) {
            return 0;
        }
        int last = Math.min(MAX_PREAMBLE_LINES, lines.size() - 1);
        long sparse = lines.stream().filter(Line::hasOnlyFirstCell).count();
        int first = 0;
        while (first < last
                && lines.get(first).width() <= Math.max(1, width / 2)
                && lines.get(first).width() < width) {
            first++;
        }
        // Notes in a spreadsheet are rows as wide as all others with only their first cell filled, and only at the
        // top.
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

    private static boolean allText(Line line) {
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

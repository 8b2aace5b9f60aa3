package io.github.bigdatamigrator.source.delimited;

import io.github.bigdatamigrator.source.delimited.DialectTrial.Line;
import java.util.List;

/** Finds the lines above a table: titles, notes, and pairs of a name and a value. */
final class Preamble {
    private static final int MAX_LINES = 50;
    /** The longest text that can be the one name of a header without other names. */
    private static final int MAX_NAME_LENGTH = 30;

    private final List<Line> lines;
    private final int width;
    private final int columns;
    private final int last;
    private final boolean sparse;

    private Preamble(List<Line> lines, int width) {
        this.lines = lines;
        this.width = width;
        columns = lines.stream()
                .filter(line -> line.width() == width)
                .mapToInt(Line::end)
                .max()
                .orElse(0);
        last = Math.min(MAX_LINES, lines.size() - 1);
        sparse = lines.stream().filter(line -> line.filled() < 2).count() > 5 + lines.size() / 20;
    }

    /**
     * The number of lines above the table.
     *
     * @param width cells of a row
     */
    static int lines(List<Line> lines, int width) {
        return new Preamble(lines, width).count();
    }

    private int count() {
        if (columns < 2) {
            return 0;
        }
        int first = 0;
        while (first < last && isNote(first)) {
            first++;
        }
        if (first > 0 && isOnlyName(first - 1)) {
            first--;
        }
        if (width == 2 && first > 0 && lines.get(0).width() == width && !isHeader(first)) {
            first = 0;
        }
        int header = headerBelow(first);
        return header > first ? header : lines.get(first).width() < width - 1 ? 0 : first;
    }

    /**
     * Whether a line is much narrower than the table, or has one cell only, or a pair of cells, and is no row of names
     * that span columns.
     */
    private boolean isNote(int i) {
        Line line = lines.get(i);
        Line next = lines.get(i + 1);
        if (line.filled() < 2 && line.width() >= width) {
            return !sparse;
        }
        int end = line.end();
        boolean pair = line.filled() == 2
                && columns > 3
                && line.isText(0)
                && line.isTyped(end - 1)
                && !HeaderValues.isYear(line.text(end - 1));
        return (pair || (end <= Math.max(1, columns / 2) && end < columns)) && !HeaderDetector.isSpanning(line, next);
    }

    /** Whether a line of one cell is a header without further names: short, and over values of the rows. */
    private boolean isOnlyName(int i) {
        Line line = lines.get(i);
        return line.width() == width
                && line.filled() == 1
                && !lines.get(i + 1).afterBlankLine()
                && !isHeader(i + 1)
                && line.texts().stream().allMatch(text -> text.length() <= MAX_NAME_LENGTH)
                && isHeader(i);
    }

    /** Whether a line certainly names the columns of the lines below: it has texts over values. */
    private boolean isHeader(int i) {
        Line line = lines.get(i);
        List<Line> rest = lines.subList(i + 1, lines.size());
        return TableLayout.allText(line)
                ? HeaderDetector.typedColumnsBelow(line, rest) > 0
                : HeaderValues.areNames(line, rest);
    }

    /**
     * The place of a header below lines that have another width than the table, or that a blank line parts from it; -1
     * for none.
     */
    private int headerBelow(int from) {
        boolean allText = true;
        boolean otherWidth = true;
        for (int i = from; i <= last; i++) {
            Line line = lines.get(i);
            boolean fits = line.width() == width && i > from;
            boolean apart = line.afterBlankLine() || (i > 0 && lines.get(i - 1).filled() == 0);
            boolean below = otherWidth || (apart && !isTable(from, i));
            boolean textBelow = otherWidth && line.afterBlankLine() && allText && TableLayout.allText(line);
            if (fits && line.filled() > 1 && (textBelow || (below && isHeader(i)))) {
                return i;
            }
            allText &= TableLayout.allText(line);
            otherWidth &= line.width() != width;
        }
        return -1;
    }

    /** Whether the lines are a table of their own, with names over values or with values in the first column. */
    private boolean isTable(int from, int to) {
        List<Line> above = lines.subList(from, to);
        return above.stream().anyMatch(line -> line.isTyped(0))
                || HeaderDetector.typedColumnsBelow(above.get(0), above.subList(1, above.size())) > 0;
    }
}

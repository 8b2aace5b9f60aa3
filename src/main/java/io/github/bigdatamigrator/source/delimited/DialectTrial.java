package io.github.bigdatamigrator.source.delimited;

import io.github.bigdatamigrator.context.Dialect;
import io.github.bigdatamigrator.source.Cell;
import io.github.bigdatamigrator.source.CellReader;
import io.github.bigdatamigrator.source.RowRepairCounts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Tokenizes the first rows of a text with one dialect and rates how well they fit together. */
final class DialectTrial {
    private static final int MAX_ROWS = 1000;
    /** Minimum number of successive rows of one width that form a table. */
    private static final int TABLE_ROWS = 3;

    private static final int MAX_TABLES = 4;
    private static final int MAX_FOOTER_LINES = 20;
    /** Times, and amounts that {@link CellReader} leaves as text, such as “1,5” in a file with a decimal point. */
    private static final Pattern FIGURE =
            Pattern.compile("[-+(]?[$€£¥]? ?\\d{1,3}(?:[,.' \u00a0\u202f]?\\d{3})*(?:[.,]\\d+)?\\)?"
                    + " ?[%$€£¥]?|\\d{1,2}:\\d{2}(?::\\d{2})?(?: ?[AaPp][Mm])?");

    /**
     * A row's trimmed texts, their kinds, and its position.
     *
     * @param spaced whether a blank precedes the text
     * @param number line number, from 1, of its first line
     * @param afterBlankLine whether a blank line precedes it
     */
    record Line(
            List<String> texts,
            List<Cell.Kind> kinds,
            List<Boolean> quoted,
            List<Boolean> spaced,
            long number,
            boolean afterBlankLine) {
        int width() {
            return texts.size();
        }

        /** Number of cells that are not empty. */
        int filled() {
            return (int) texts.stream().filter(text -> !text.isEmpty()).count();
        }

        /** Number of cells up to the last one that is not empty. */
        int end() {
            int end = width();
            while (end > 0 && texts.get(end - 1).isEmpty()) {
                end--;
            }
            return end;
        }

        String text(int column) {
            return column < width() ? texts.get(column) : "";
        }

        boolean isTyped(int column) {
            Cell.Kind kind = column < width() ? kinds.get(column) : Cell.Kind.NULL;
            return kind != Cell.Kind.TEXT && kind != Cell.Kind.NULL && kind != Cell.Kind.NULL_MARKER;
        }

        boolean isText(int column) {
            return column < width()
                    && kinds.get(column) == Cell.Kind.TEXT
                    && !texts.get(column).isEmpty();
        }
    }

    final Dialect dialect;
    final List<Line> lines = new ArrayList<>();
    int quotedCells;
    long strayQuotes;
    private double score = -1;

    private DialectTrial(Dialect dialect) {
        this.dialect = dialect;
    }

    /** Tokenizes UTF-8 text; drops the last row if it may be incomplete and is not the only one. */
    static DialectTrial of(byte[] text, boolean complete, Dialect dialect) {
        DialectTrial trial = new DialectTrial(dialect);
        Reading reading = new Reading(dialect);
        try (RowTokenizer rows = RowTokenizer.of(text, dialect)) {
            for (int i = 0; i < dialect.skipLines(); i++) {
                rows.skipLine();
            }
            long expected = -1;
            while (trial.lines.size() < MAX_ROWS && rows.next()) {
                Line line = reading.line(rows, expected >= 0 && rows.line() > expected);
                expected = rows.line()
                        + 1
                        + line.texts.stream().mapToLong(DialectTrial::lineEnds).sum();
                trial.quotedCells +=
                        (int) line.quoted.stream().filter(quoted -> quoted).count();
                trial.lines.add(line);
            }
            boolean cut = !complete && trial.lines.size() < MAX_ROWS && trial.lines.size() > 1;
            if (cut) {
                trial.lines.remove(trial.lines.size() - 1);
            }
            trial.strayQuotes = rows.repairs().count(RowRepairCounts.Kind.STRAY_QUOTE) - (cut ? 1 : 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return trial;
    }

    private static long lineEnds(String text) {
        return text.indexOf('\n') < 0 && text.indexOf('\r') < 0
                ? 0
                : text.lines().count() - 1;
    }

    /** Reads the cells of a row like the scan, and figures such as amounts too, since no header is a figure. */
    private static final class Reading {
        private final CellReader reader;
        private final CellReader withComma = new CellReader(true);
        private final boolean commas;
        private final Cell cell = new Cell();

        Reading(Dialect dialect) {
            reader = new CellReader(dialect.decimalComma());
            commas = !",".equals(dialect.delimiter());
        }

        Line line(RowTokenizer rows, boolean afterBlankLine) {
            Line line = new Line(
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    rows.line(),
                    afterBlankLine);
            for (int i = 0; i < rows.cells(); i++) {
                byte[] bytes = rows.unescaped(i);
                String text = new String(bytes, StandardCharsets.UTF_8).strip();
                line.texts.add(text);
                line.kinds.add(kind(bytes, text));
                line.quoted.add(rows.isQuoted(i));
                line.spaced.add(bytes.length > 0 && bytes[0] == ' ');
            }
            return line;
        }

        private Cell.Kind kind(byte[] bytes, String text) {
            reader.read(bytes, 0, bytes.length, cell);
            Cell.Kind kind = cell.kind();
            if (kind == Cell.Kind.TEXT && commas) {
                withComma.read(bytes, 0, bytes.length, cell);
                kind = cell.kind() == Cell.Kind.DECIMAL ? Cell.Kind.DECIMAL : kind;
            }
            boolean figure = kind == Cell.Kind.TEXT
                    && text.length() <= 24
                    && FIGURE.matcher(text).matches();
            // A number with a leading zero is an id and therefore text.
            return figure && !text.matches("0\\d+") ? Cell.Kind.DECIMAL : kind;
        }
    }

    /**
     * The number of cells of the table's rows: that of the first of several tables, else the most frequent, and of
     * equally frequent numbers the first line's, else the larger. Lines of one cell weigh little, since they may be
     * notes around the table.
     */
    int width() {
        List<List<Line>> tables = tables();
        if (tables.size() > 1) {
            return tables.get(0).get(0).width();
        }
        Map<Integer, Integer> counts = new HashMap<>();
        lines.forEach(line -> counts.merge(line.width(), line.width() == 1 ? 1 : 4, Integer::sum));
        int first = lines.isEmpty() ? 1 : lines.get(0).width();
        boolean named = first > 1 && lines.get(0).end() == first;
        int best = named ? first : 1;
        int most = counts.getOrDefault(best, 0);
        for (Map.Entry<Integer, Integer> entry : counts.entrySet()) {
            boolean larger = entry.getKey() > best && !(named && best == first);
            if (entry.getValue() > most || (entry.getValue() == most && larger)) {
                best = entry.getKey();
                most = entry.getValue();
            }
        }
        return best;
    }

    /**
     * The tables of a text that consists of two to four tables of different widths, as runs of rows of one width; else
     * empty. One or two ragged rows between rows of the same width do not begin a new table.
     */
    List<List<Line>> tables() {
        List<List<Line>> runs = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= lines.size(); i++) {
            if (i == lines.size() || lines.get(i).width() != lines.get(from).width()) {
                if (i - from >= TABLE_ROWS && lines.get(from).width() > 1) {
                    List<Line> last = runs.isEmpty() ? List.of() : runs.get(runs.size() - 1);
                    if (!last.isEmpty()
                            && last.get(0).width() == lines.get(from).width()) {
                        last.addAll(lines.subList(from, i));
                    } else {
                        runs.add(new ArrayList<>(lines.subList(from, i)));
                    }
                }
                from = i;
            }
        }
        long covered = runs.stream().mapToLong(List::size).sum();
        // Pairs of a name and a value above a wider table are no table.
        if (runs.size() > 1
                && runs.get(0).stream().allMatch(line -> line.end() <= 2)
                && runs.get(1).get(0).end() > 2
                && HeaderDetector.typedColumnsBelow(runs.get(0).get(0), runs.get(0)) == 0) {
            runs.remove(0);
        }
        boolean several = runs.size() > 1 && runs.size() <= MAX_TABLES && covered * 5 >= lines.size() * 4L;
        return several ? runs : List.of();
    }

    /** How certainly these are the rows of a table of two or more columns, 0 to 1; computed once. */
    double score() {
        if (score < 0) {
            int width = width();
            double consistency = consistency(width);
            score = width < 2 ? 0 : consistency * consistency * plausibility(width) * (1 - 0.2 / width);
        }
        return score;
    }

    /**
     * How well the rows agree on that many cells, 0 to 1: a row with a few more or less counts in part, text without a
     * delimiter not at all. Ignores comments and narrow rows at the top and the end, which may be a preamble or a
     * footer, unless they are most of the text: then it has no table, but some delimiters.
     */
    double consistency(int width) {
        List<Line> rows = lines.stream().filter(line -> !isComment(line, width)).toList();
        if (rows.isEmpty()) {
            return 0;
        }
        int first = 0;
        while (first < rows.size() - 1 && isNarrow(rows.get(first), width)) {
            first++;
        }
        int last = rows.size();
        while (last > first + 1 && rows.size() - last < MAX_FOOTER_LINES && isNarrow(rows.get(last - 1), width)) {
            last--;
        }
        if (last - first <= rows.size() / 2 && !isTable(rows.subList(first, last), width)) {
            first = 0;
            last = rows.size();
        }
        double sum = 0;
        for (Line line : rows.subList(first, last)) {
            int apart = Math.abs(line.width() - width);
            sum += line.width() == 1 && width > 1 ? 0 : apart == 0 ? 1 : apart == 1 || apart * 4 <= width ? 0.6 : 0.4;
        }
        long inTables = tables().stream().mapToLong(List::size).sum();
        return Math.min(1, Math.max(sum / (last - first), 0.9 * inTables / lines.size()));
    }

    /** Whether a line is certainly no row: it begins with a hash and its width differs from a row's. */
    static boolean isComment(Line line, int width) {
        return line.width() != width && line.texts.get(0).startsWith("#");
    }

    /** Whether rows are certainly a table: they have a column of values, or many columns and all the same number. */
    private static boolean isTable(List<Line> rows, int width) {
        List<Line> data = rows.subList(rows.size() > 1 ? 1 : 0, rows.size());
        return IntStream.range(0, width).anyMatch(column -> HeaderDetector.isTyped(data, column))
                || (width > 3 && rows.stream().allMatch(row -> row.width() == width));
    }

    /** Whether the first line is not much narrower than the rows. */
    boolean beginsWithRow() {
        return lines.isEmpty() || !isNarrow(lines.get(0), width());
    }

    private static boolean isNarrow(Line line, int width) {
        return line.width() <= width / 2;
    }

    /**
     * Rates how much the cells look like values, 0 to 1: numbers, dates, quoted and short texts score high, prose and
     * texts with other delimiters low.
     */
    double plausibility(int width) {
        double sum = 0;
        long count = 0;
        for (Line line : lines) {
            if (line.width() == width) {
                for (int i = 0; i < width; i++) {
                    sum += plausibility(line, i);
                    count++;
                }
            }
        }
        return count == 0 ? 0 : sum / count;
    }

    private double plausibility(Line line, int i) {
        String text = line.texts.get(i);
        if (line.kinds.get(i) != Cell.Kind.TEXT) {
            return 1;
        }
        if (line.quoted.get(i)) {
            return 0.9;
        }
        for (String other : DialectSniffer.COMMON_DELIMITERS) {
            if (!other.equals(dialect.delimiter()) && text.contains(other)) {
                return other.equals(",") ? 0.4 : 0.1;
            }
        }
        long blanks = text.chars().filter(c -> c == ' ').count();
        if (i > 0 && line.spaced.get(i)) {
            // Prose has a blank after a comma.
            return 0.4;
        }
        return blanks == 0 ? 0.9 : blanks <= 3 ? 0.7 : 0.4;
    }
}

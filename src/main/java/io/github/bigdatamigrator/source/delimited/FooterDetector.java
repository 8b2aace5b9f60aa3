package io.github.bigdatamigrator.source.delimited;

import io.github.bigdatamigrator.context.Dialect;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Detects the footer of a file, the lines after its table. Only lines that are certainly notes count: they follow a
 * blank line or begin like notes, and fill about one cell. A row of totals stays a row.
 *
 * @param lines number of footer lines, including blank ones
 * @param notes the texts of the first 10 footer lines that are not blank
 * @param total the first text of a last row that looks like a total; null for none
 */
record FooterDetector(
        int lines, List<String> notes, @Nullable String total) {
    /** Bytes at the end of a file that are searched for a footer. */
    static final int TAIL_BYTES = 1 << 16;

    static final FooterDetector NONE = new FooterDetector(0, List.of(), null);

    private static final int MAX_LINES = 30;
    private static final int MAX_SHOWN = 10;
    private static final int MAX_SHOWN_LENGTH = 80;
    private static final Pattern ROW_COUNT = Pattern.compile(
            "\\(?\\d+ (rows?|records?|lines?|Zeilen?)( (affected|selected|returned|in set.*|fetched))?\\)?\\.?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern NOTE = Pattern.compile(
            "(notes?|sources?|remarks?|hinweise?|quellen?|anmerkungen?|stand|legende?|end of (file|report)"
                    + "|generated|report generated|printed|created|exported|downloaded|copyright|disclaimer"
                    + "|fußnoten?|footnotes?)\\b.*|[©*†]+ ?\\D.*|-{3,}.*|={3,}.*|_{3,}.*",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
    private static final Pattern TOTAL = Pattern.compile(
            "(grand |sub[- ]?)?totals?( général)?|sums?|summen?|gesamt(summe)?|insgesamt|zwischensumme|suma|totale"
                    + "|totaal",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    /** A line near the end of the file; cells are null if it contains a part of a quoted cell. */
    private record Line(String text, @Nullable List<String> cells) {
        boolean blank() {
            return cells != null && filled() == 0;
        }

        long filled() {
            return cells == null
                    ? 0
                    : cells.stream().filter(cell -> !cell.isEmpty()).count();
        }

        String begin() {
            return cells == null
                    ? ""
                    : cells.stream().filter(cell -> !cell.isEmpty()).findFirst().orElse("");
        }
    }

    /**
     * Detects the footer in the end of a file.
     *
     * @param tail UTF-8 text
     * @param whole whether the tail is the whole file; otherwise its first line may be truncated
     * @param width cells of a data row
     */
    static FooterDetector find(byte[] tail, boolean whole, Dialect dialect, int width) {
        List<Line> lines = lines(tail, whole, dialect);
        int end = lines.size();
        while (end > 0 && lines.get(end - 1).blank()) {
            end--;
        }
        int table = end - 1;
        while (table >= 0 && (lines.get(table).blank() || isOutsideTable(lines.get(table), width))) {
            table--;
        }
        String total = table >= 0 ? total(lines.get(table)) : null;
        if (table < 0 || end - table > MAX_LINES) {
            return new FooterDetector(0, List.of(), total);
        }
        int begin = end;
        for (int i = end - 1; i > table; i--) {
            Line line = lines.get(i);
            if (line.blank()) {
                continue;
            }
            String also = total(line);
            if (also != null) {
                return footer(lines, begin, end, also);
            }
            boolean apart = lines.get(i - 1).blank();
            if (isNote(line, width)
                    || (apart && width > 1 && line.filled() == 1 && line.text().matches("(?s).*\\p{L}.*"))) {
                begin = i;
            } else if (line.filled() != 1) {
                return new FooterDetector(0, List.of(), total);
            }
        }
        return footer(lines, begin, end, total);
    }

    private static FooterDetector footer(List<Line> lines, int notesFrom, int end, @Nullable String total) {
        int begin = notesFrom;
        while (begin < end && begin > 0 && lines.get(begin - 1).blank()) {
            begin--;
        }
        List<String> notes = abbreviate(
                lines.subList(begin, end).stream().filter(line -> !line.blank()).map(Line::text));
        return new FooterDetector(begin == end ? 0 : lines.size() - begin, notes, total);
    }

    /** The footer whose number of lines the user gives. */
    static FooterDetector ofLines(byte[] tail, int lines) {
        int start = Math.max(0, FooterTrimmingStream.startOfLast(tail, 0, tail.length, lines));
        String footer = new String(tail, start, tail.length - start, StandardCharsets.UTF_8);
        return new FooterDetector(lines, abbreviate(footer.lines()), null);
    }

    /** The first lines that are not blank, as they are shown. */
    static List<String> abbreviate(Stream<String> lines) {
        return lines.filter(line -> !line.isBlank())
                .map(String::strip)
                .limit(MAX_SHOWN)
                .map(note -> note.length() > MAX_SHOWN_LENGTH ? note.substring(0, MAX_SHOWN_LENGTH) + "…" : note)
                .toList();
    }

    /** Whether a line does not look like a row and is not part of a quoted cell. */
    private static boolean isOutsideTable(Line line, int width) {
        List<String> cells = line.cells();
        if (cells == null) {
            return false;
        }
        if (width == 1) {
            return ROW_COUNT.matcher(line.text().strip()).matches();
        }
        boolean onlyFirst = width > 2 && line.filled() == 1 && !cells.get(0).isEmpty();
        return line.filled() == 0
                || onlyFirst
                || cells.size() <= Math.max(1, width / 2)
                || (cells.size() != width && NOTE.matcher(line.begin()).matches());
    }

    private static boolean isNote(Line line, int width) {
        String text = line.text().strip();
        boolean prose = width > 2 && line.filled() == 1 && text.length() > 40 && text.split(" ").length > 5;
        return ROW_COUNT.matcher(line.begin()).matches()
                || NOTE.matcher(line.begin()).matches()
                || (prose && line.cells() != null && line.cells().size() == 1);
    }

    private static @Nullable String total(Line line) {
        boolean total = line.filled() > 1
                && TOTAL.matcher(line.begin().replaceAll("[:.]+$", "")).matches();
        return total ? line.begin() : null;
    }

    private static List<Line> lines(byte[] tail, boolean whole, Dialect dialect) {
        List<String> texts =
                new ArrayList<>(new String(tail, StandardCharsets.UTF_8).lines().toList());
        if (!whole && !texts.isEmpty()) {
            texts.remove(0);
        }
        List<Line> lines = new ArrayList<>();
        // Earlier lines do not matter: one row before the footer is enough.
        int needed = 2 * MAX_LINES;
        for (String text : texts.subList(Math.max(0, texts.size() - needed), texts.size())) {
            long quotes = text.chars().filter(c -> c == dialect.quote()).count();
            lines.add(new Line(text, quotes % 2 == 1 ? null : cells(text, dialect)));
        }
        return lines;
    }

    private static List<String> cells(String text, Dialect dialect) {
        try (RowTokenizer rows = RowTokenizer.of(text.getBytes(StandardCharsets.UTF_8), dialect)) {
            return rows.next() ? rows.texts().stream().map(String::strip).toList() : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

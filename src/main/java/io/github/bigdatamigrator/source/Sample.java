package io.github.bigdatamigrator.source;

import io.github.bigdatamigrator.context.Dialect;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The first rows of a text as one dialect cuts them, and how well they fit together. */
final class Sample {
    private static final int MOST_ROWS = 1000;

    /** A row's trimmed texts, what each can be read as, and where it stands. */
    record Line(List<String> texts, List<Cell.Kind> kinds, List<Boolean> quoted, long number) {}

    final Dialect dialect;
    final List<Line> lines = new ArrayList<>();
    int quotedCells;
    long strayQuotes;

    private Sample(Dialect dialect) {
        this.dialect = dialect;
    }

    /** Cuts UTF-8 text; its last row is left out when it may be incomplete and is not the only one. */
    static Sample of(byte[] text, boolean complete, Dialect dialect) {
        Sample sample = new Sample(dialect);
        CellReader reader = new CellReader(dialect.decimalComma());
        CellReader withComma = new CellReader(true);
        Cell cell = new Cell();
        try (Tokeniser rows = new Tokeniser(
                new ByteArrayInputStream(text), dialect, "", Math.max(1, text.length), Tokeniser.LONGEST_ROW)) {
            while (sample.lines.size() < MOST_ROWS && rows.next()) {
                Line line = new Line(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), rows.line());
                for (int i = 0; i < rows.cells(); i++) {
                    byte[] plain = new byte[rows.end(i) - rows.start(i)];
                    int length = rows.unescape(i, plain);
                    reader.read(plain, 0, length, cell);
                    Cell.Kind kind = cell.kind();
                    if (kind == Cell.Kind.TEXT && !",".equals(dialect.delimiter())) {
                        withComma.read(plain, 0, length, cell);
                        kind = cell.kind() == Cell.Kind.DECIMAL ? Cell.Kind.DECIMAL : kind;
                    }
                    line.texts.add(new String(plain, 0, length, StandardCharsets.UTF_8).strip());
                    line.kinds.add(kind);
                    line.quoted.add(rows.quoted(i));
                    sample.quotedCells += rows.quoted(i) ? 1 : 0;
                }
                sample.lines.add(line);
            }
            boolean cut = !complete && sample.lines.size() < MOST_ROWS && sample.lines.size() > 1;
            if (cut) {
                sample.lines.remove(sample.lines.size() - 1);
            }
            sample.strayQuotes = rows.repairs().strayQuotes() - (cut ? 1 : 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sample;
    }

    /** The number of cells that most rows have; of two equally frequent numbers the larger. */
    int width() {
        Map<Integer, Integer> counts = new HashMap<>();
        lines.forEach(line -> counts.merge(line.texts.size(), 1, Integer::sum));
        int best = 1;
        int most = 0;
        for (Map.Entry<Integer, Integer> entry : counts.entrySet()) {
            if (entry.getValue() > most || (entry.getValue() == most && entry.getKey() > best)) {
                best = entry.getKey();
                most = entry.getValue();
            }
        }
        return best;
    }

    /** How many of the rows have that many cells, 0 to 1; narrow rows at the top may be a preamble and do not count. */
    double consistency(int width) {
        int first = 0;
        while (first < lines.size() / 2 && lines.get(first).texts.size() <= width / 2) {
            first++;
        }
        long same = lines.stream().filter(line -> line.texts.size() == width).count();
        return lines.isEmpty() ? 0 : (double) same / (lines.size() - first);
    }

    /** How much the cells look like values, 0 to 1: numbers, dates, quoted and short texts do, prose and other delimiters do not. */
    double plausibility(int width) {
        double sum = 0;
        long count = 0;
        for (Line line : lines) {
            if (line.texts.size() == width) {
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
        for (String other : CsvSniffer.COMMON_DELIMITERS) {
            if (!other.equals(dialect.delimiter()) && text.contains(other)) {
                return other.equals(",") ? 0.4 : 0.1;
            }
        }
        long blanks = text.chars().filter(c -> c == ' ').count();
        return blanks == 0 ? 0.9 : blanks <= 3 ? 0.7 : 0.4;
    }
}

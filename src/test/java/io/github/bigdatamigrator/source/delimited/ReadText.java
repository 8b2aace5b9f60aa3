package io.github.bigdatamigrator.source.delimited;

import io.github.bigdatamigrator.context.DataFile;
import io.github.bigdatamigrator.context.Dialect;
import io.github.bigdatamigrator.context.DialectOptions;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.source.Cell;
import io.github.bigdatamigrator.source.RowRepairCounts;
import io.github.bigdatamigrator.source.RowRepairCounts.Kind;
import io.github.bigdatamigrator.source.SourceColumn;
import io.github.bigdatamigrator.source.SourceTable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;

/**
 * A text file as it is read without options.
 *
 * @param header the cells of the header rows as they are written
 * @param rows texts of the cells, empty for null
 * @param problems of the file and of its rows
 */
record ReadText(
        SourceTable table,
        List<List<String>> header,
        List<List<String>> rows,
        RowRepairCounts repairs,
        List<Problem> problems) {
    private static final Configuration HADOOP = new Configuration(false);

    static ReadText of(Path path) throws IOException {
        DataFile file = new DataFile(path.toString(), Files.size(path), 1);
        SourceTable table = DelimitedTableOpener.open(
                "text", path.toString(), List.of(file), DialectOptions.NONE, List.of(), HADOOP);
        int width = table.columns().size();
        List<List<String>> rows = new ArrayList<>();
        if (width == 0) {
            return new ReadText(table, List.of(), rows, new RowRepairCounts(), table.problems());
        }
        Dialect dialect = Objects.requireNonNull(table.origin().dialect());
        TextSplit whole = new TextSplit(path.toString(), 0, 0, Long.MAX_VALUE, false, dialect, width, null, List.of());
        Cell cell = new Cell();
        try (DelimitedRowReader reader = DelimitedRowReader.open(whole, HADOOP)) {
            for (int count = reader.nextBatch(); count > 0; count = reader.nextBatch()) {
                for (int r = 0; r < count; r++) {
                    List<String> row = new ArrayList<>();
                    for (int i = 0; i < width; i++) {
                        reader.read(r, i, cell);
                        row.add(cell.text());
                    }
                    rows.add(row);
                }
            }
            List<Problem> problems = Stream.concat(
                            table.problems().stream(), reader.repairs().problems("text").stream())
                    .toList();
            return new ReadText(table, reader.header(), rows, reader.repairs(), problems);
        }
    }

    Dialect dialect() {
        return Objects.requireNonNull(table.origin().dialect());
    }

    List<String> names() {
        return table.columns().stream().map(SourceColumn::name).toList();
    }

    List<String> messages() {
        return problems.stream().map(Problem::message).toList();
    }

    /**
     * What the file holds and neither its names and rows nor its problems account for, and the reverse; empty if every
     * cell is accounted for. Counts characters other than delimiters, quotes and blanks, so that it needs no tokenizer.
     */
    String unaccounted(byte[] file) throws IOException {
        Dialect dialect = dialect();
        byte[] utf8 = TextStreams.utf8(new ByteArrayInputStream(file), dialect.charset())
                .readAllBytes();
        List<String> lines = new String(utf8, StandardCharsets.UTF_8).lines().toList();
        StringBuilder faults = new StringBuilder();
        said(faults, "lines before the table", dialect.skipLines());
        said(faults, "lines after the table", dialect.footerLines());
        Map<Integer, Integer> left = new TreeMap<>();
        Set<String> withinCells = rows.stream()
                .flatMap(List::stream)
                .filter(cell -> cell.indexOf('\n') >= 0 || cell.indexOf('\r') >= 0)
                .flatMap(cell -> cell.lines().skip(1))
                .map(String::strip)
                .collect(Collectors.toSet());
        long comments = 0;
        for (String line : lines.subList(dialect.skipLines(), lines.size() - dialect.footerLines())) {
            if (dialect.comment() != '\0'
                    && line.matches("[ \\t]*\\Q" + dialect.comment() + "\\E(\\D.*|)")
                    && !withinCells.contains(line.strip())) {
                comments++;
            } else {
                count(line, 1, left);
            }
        }
        if (comments != repairs.count(Kind.COMMENT)) {
            faults.append(comments)
                    .append(" comments, but counted ")
                    .append(repairs.count(Kind.COMMENT))
                    .append(". ");
        }
        Stream.concat(header.stream(), rows.stream()).flatMap(List::stream).forEach(cell -> count(cell, -1, left));
        left.values().removeIf(count -> count == 0);
        left.forEach((c, count) ->
                faults.append(Character.toString(c)).append(" × ").append(count).append(' '));
        return faults.toString();
    }

    private void said(StringBuilder faults, String what, int lines) {
        long counted = problems.stream()
                .filter(problem -> problem.message().startsWith(what))
                .mapToLong(Problem::count)
                .sum();
        if (counted != lines) {
            faults.append(lines)
                    .append(' ')
                    .append(what)
                    .append(", but counted ")
                    .append(counted)
                    .append(". ");
        }
    }

    private void count(String text, int by, Map<Integer, Integer> counts) {
        String others = dialect().delimiter() + dialect().quote() + dialect().escape();
        text.codePoints()
                .filter(c -> others.indexOf(c) < 0 && !Character.isWhitespace(c))
                .forEach(c -> counts.merge(c, by, Integer::sum));
    }
}

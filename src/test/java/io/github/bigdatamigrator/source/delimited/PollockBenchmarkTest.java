package io.github.bigdatamigrator.source.delimited;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.context.DataFile;
import io.github.bigdatamigrator.context.Dialect;
import io.github.bigdatamigrator.context.DialectOptions;
import io.github.bigdatamigrator.source.Cell;
import io.github.bigdatamigrator.source.SourceColumn;
import io.github.bigdatamigrator.source.SourceTable;
import io.github.bigdatamigrator.source.delimited.PollutedFiles.Polluted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scores how correctly polluted files are read, without options, by the ten measures of the Pollock benchmark. */
class PollockBenchmarkTest {
    private static final double BAR = 9.75;

    @TempDir
    Path folder;

    private final Configuration hadoop = new Configuration();

    @Test
    void pollutedFilesAreReadCorrectly() throws IOException {
        scores(11, false);
        scores(17, true);
    }

    @Test
    @Tag("long")
    void everyPollutedFileIsReadCorrectly() throws IOException {
        scores(1, false);
        scores(1, true);
    }

    private void scores(int step, boolean quoteAll) throws IOException {
        double simple = 0;
        double weighted = 0;
        double weights = 0;
        List<Polluted> files = PollutedFiles.files(step, quoteAll);
        StringBuilder worst = new StringBuilder();
        for (Polluted file : files) {
            double score = score(file);
            simple += score / files.size();
            weighted += score * file.weight();
            weights += file.weight();
            if (score < BAR) {
                worst.append(String.format(Locale.ROOT, "%n%s %.2f", file.name(), score));
            }
        }
        String summary = String.format(
                Locale.ROOT, "%d files: simple %.3f, weighted %.3f", files.size(), simple, weighted / weights);
        System.getLogger("pollution").log(System.Logger.Level.INFO, summary + worst);
        assertThat(simple).as(summary + worst).isGreaterThanOrEqualTo(BAR);
        assertThat(weighted / weights).as(summary + worst).isGreaterThanOrEqualTo(BAR);
    }

    private double score(Polluted file) throws IOException {
        Path path = Files.writeString(folder.resolve("polluted.csv"), file.text());
        DataFile data = new DataFile(path.toString(), Files.size(path), 1);
        SourceTable table = DelimitedTableOpener.open(
                "polluted", path.toString(), List.of(data), DialectOptions.NONE, List.of(), hadoop);
        boolean named = Objects.requireNonNull(table.origin().dialect()).header();
        List<String> header =
                named ? table.columns().stream().map(SourceColumn::name).toList() : List.of();
        List<List<String>> rows = rows(table);
        return 1
                + measures(file.header(), file.header().isEmpty() ? List.of() : header)
                + measures(joined(file.rows()), joined(rows))
                + measures(flat(file.rows()), flat(rows));
    }

    private List<List<String>> rows(SourceTable table) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        Cell cell = new Cell();
        if (table.columns().isEmpty()) {
            return rows;
        }
        Dialect dialect = Objects.requireNonNull(table.origin().dialect());
        TextSplit split = new TextSplit(
                table.location(),
                0,
                0,
                Long.MAX_VALUE,
                false,
                dialect,
                table.columns().size(),
                List.of());
        try (DelimitedRowReader reader = DelimitedRowReader.open(split, hadoop)) {
            for (int count = reader.nextBatch(); count > 0; count = reader.nextBatch()) {
                for (int r = 0; r < count; r++) {
                    List<String> row = new ArrayList<>();
                    for (int i = 0; i < table.columns().size(); i++) {
                        reader.read(r, i, cell);
                        row.add(cell.text());
                    }
                    rows.add(row);
                }
            }
        }
        return rows;
    }

    /** Precision, recall and their harmonic mean. */
    private static double measures(List<String> expected, List<String> seen) {
        if (expected.isEmpty()) {
            return 3;
        }
        Map<String, Integer> left = new HashMap<>();
        expected.forEach(text -> left.merge(normal(text), 1, Integer::sum));
        int common = 0;
        for (String text : seen) {
            Integer count = left.get(normal(text));
            if (count != null && count > 0) {
                common++;
                left.put(normal(text), count - 1);
            }
        }
        if (common == 0) {
            return 0;
        }
        double found = (double) common / expected.size();
        double right = (double) common / seen.size();
        return found + right + 2 * found * right / (found + right);
    }

    private static String normal(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }

    private static List<String> joined(List<List<String>> rows) {
        return rows.stream()
                .map(row -> String.join(
                        "",
                        row.stream().map(cell -> cell.isEmpty() ? "null" : cell).toList()))
                .toList();
    }

    private static List<String> flat(List<List<String>> rows) {
        return rows.stream().flatMap(List::stream).toList();
    }
}

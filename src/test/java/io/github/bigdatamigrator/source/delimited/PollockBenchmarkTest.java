package io.github.bigdatamigrator.source.delimited;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.source.delimited.PollutedFiles.Polluted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scores how correctly polluted files are read, without options, by the ten measures of the Pollock benchmark. */
class PollockBenchmarkTest {
    private static final double SIMPLE = 9.9;
    private static final double WEIGHTED = 9.8;
    private static final double SHOWN = 9.75;

    @TempDir
    Path folder;

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
        double all = 0;
        double weighted = 0;
        double weights = 0;
        List<Polluted> files = PollutedFiles.files(step, quoteAll);
        StringBuilder worst = new StringBuilder();
        for (Polluted file : files) {
            double score = score(file);
            simple += score * file.times();
            all += file.times();
            weighted += score * file.weight() * file.times();
            weights += file.weight() * file.times();
            if (score < SHOWN) {
                worst.append(String.format(Locale.ROOT, "%n%s %.2f", file.name(), score));
            }
        }
        String summary = String.format(
                Locale.ROOT, "%d files: simple %.3f, weighted %.3f", files.size(), simple / all, weighted / weights);
        System.getLogger("pollution").log(System.Logger.Level.INFO, summary + worst);
        assertThat(simple / all).as(summary + worst).isGreaterThanOrEqualTo(SIMPLE);
        assertThat(weighted / weights).as(summary + worst).isGreaterThanOrEqualTo(WEIGHTED);
    }

    private double score(Polluted file) throws IOException {
        Path path = Files.writeString(folder.resolve("polluted.csv"), file.text());
        ReadText read = ReadText.of(path);
        List<String> header = read.header().isEmpty() ? List.of() : read.names();
        return 1
                + measures(file.header(), file.header().isEmpty() ? List.of() : header)
                + measures(joined(file.rows()), joined(read.rows()))
                + measures(flat(file.rows()), flat(read.rows()));
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

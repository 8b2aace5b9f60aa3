package io.github.bigdatamigrator.source.delimited;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.context.DataFile;
import io.github.bigdatamigrator.context.Dialect;
import io.github.bigdatamigrator.source.Cell;
import io.github.bigdatamigrator.source.RowBatchReader;
import io.github.bigdatamigrator.source.RowPositions;
import io.github.bigdatamigrator.source.RowRepairCounts;
import io.github.bigdatamigrator.source.SplitVisitor;
import io.github.bigdatamigrator.source.delimited.SplitReconciler.SplitResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests that splitting a file anywhere, even inside quoted cells, gives the rows of a single scan, each once and in
 * order.
 */
class SplitReconcilerTest {
    private static final Configuration HADOOP = new Configuration(false);
    private static final String[] PIECES = {
        "a",
        "1",
        "ä",
        " ",
        "\"\"",
        ",",
        "\n",
        "\r\n",
        "\n1,2,3\n",
        "x,y,z\n",
        ",\"\",",
        "\r",
        "word word",
        "\"\"\n\"\","
    };

    @TempDir
    Path folder;

    private record Rows(int columns) implements SplitVisitor<List<String>> {
        @Override
        public List<String> empty() {
            return new ArrayList<>();
        }

        @Override
        public List<String> visit(RowBatchReader rows) throws IOException {
            List<String> all = empty();
            Cell cell = new Cell();
            for (int count = rows.nextBatch(); count > 0; count = rows.nextBatch()) {
                for (int row = 0; row < count; row++) {
                    StringBuilder text = new StringBuilder().append(rows.position(row));
                    for (int i = 0; i < columns; i++) {
                        rows.read(row, i, cell);
                        text.append('|').append(cell.kind()).append(' ').append(cell.text());
                    }
                    all.add(text.toString());
                }
            }
            return all;
        }

        @Override
        public List<String> merge(List<String> whole, List<String> part) {
            whole.addAll(part);
            return whole;
        }
    }

    private static String table(Random random, int rows) {
        StringBuilder text = new StringBuilder("a,b,c\n");
        String end = random.nextBoolean() ? "\n" : "\r\n";
        int quoting = random.nextInt(3);
        for (int i = 0; i < rows; i++) {
            int cells = random.nextInt(40) == 0 ? 1 + random.nextInt(4) : 3;
            for (int c = 0; c < cells; c++) {
                text.append(c == 0 ? "" : ",");
                if (random.nextInt(3) < quoting) {
                    text.append('"');
                    for (int k = random.nextInt(6); k > 0; k--) {
                        text.append(PIECES[random.nextInt(PIECES.length)]);
                    }
                    text.append('"');
                } else {
                    text.append(random.nextInt(1000));
                }
            }
            text.append(i == rows - 1 && random.nextBoolean() ? "" : end);
        }
        return text.toString();
    }

    private static SplitResult<List<String>> walked(TextSplit split, int task) {
        try (DelimitedRowReader rows = DelimitedRowReader.open(split, HADOOP)) {
            List<String> value = new Rows(3).visit(rows);
            return new SplitResult<>(
                    task, rows.startedAt(), rows.stoppedAt(), rows.linesPassed(), rows.repairs(), value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Joined(List<String> rows, RowRepairCounts repairs, List<Long> starts, int wrong) {}

    private static Joined joined(String path, List<Long> cuts) {
        List<List<TextSplit>> tasks = new ArrayList<>();
        for (int i = 0; i <= cuts.size(); i++) {
            long start = i == 0 ? 0 : cuts.get(i - 1);
            long end = i == cuts.size() ? Long.MAX_VALUE : cuts.get(i);
            tasks.add(List.of(new TextSplit(path, 0, start, end, i > 0, Dialect.STANDARD, 3, null, List.of())));
        }
        SplitReconciler<List<String>> reconciler = new SplitReconciler<>(tasks, new Rows(3), split -> walked(split, 0));
        for (int i = 0; i < tasks.size(); i++) {
            reconciler.add(walked(tasks.get(i).get(0), i));
        }
        List<Long> starts = reconciler
                .withRowStarts(List.of(new DataFile(path, 0, 0)))
                .get(0)
                .rowStarts();
        return new Joined(
                reconciler.value(),
                reconciler.repairs(),
                starts,
                reconciler.rescannedTasks().size());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25})
    void anySplittingGivesTheRowsOfOneScan(long seed) throws IOException {
        Random random = new Random(seed);
        for (int round = 0; round < 8; round++) {
            byte[] bytes = table(random, 1 + random.nextInt(120)).getBytes(StandardCharsets.UTF_8);
            Path file = folder.resolve("t" + round + ".csv");
            Files.write(file, bytes);
            TreeSet<Long> cuts = new TreeSet<>();
            for (int k = random.nextInt(7); k > 0; k--) {
                cuts.add(1L + random.nextInt(bytes.length));
            }
            Joined one = joined(file.toString(), List.of());
            Joined many = joined(file.toString(), List.copyOf(cuts));
            assertThat(many.rows).as("seed %d, cuts %s", seed, cuts).isEqualTo(one.rows);
            assertThat(many.repairs).usingRecursiveComparison().isEqualTo(one.repairs);
            long base = RowPositions.base(file.toString());
            assertThat(many.rows.stream().map(row -> Long.parseLong(row.substring(0, row.indexOf('|'))) - base))
                    .containsAll(many.starts);
        }
    }

    @Test
    void aWronglyGuessedSplitIsScannedAgain() throws IOException {
        // A quoted cell contains more plausible rows than the text outside, so that every guess in it is wrong.
        StringBuilder text = new StringBuilder("a,b,c\n1,2,\"");
        for (int i = 0; i < 3000; i++) {
            text.append(i).append(",x,y\n");
        }
        text.append("\"\n4,5,6\n");
        Path file = folder.resolve("trap.csv");
        Files.writeString(file, text);
        Joined one = joined(file.toString(), List.of());
        Joined many = joined(file.toString(), List.of(1000L, 20_000L, (long) text.length() - 3));
        assertThat(one.rows).hasSize(2);
        assertThat(many.rows).isEqualTo(one.rows);
        assertThat(many.wrong).isPositive();
    }

    @Test
    void aRowThatSpansSeveralSplitsBelongsToTheFirst() throws IOException {
        Path file = folder.resolve("long.csv");
        Files.writeString(file, "a,b,c\n1,2,\"" + "long text\n".repeat(5000) + "\"\n7,8,9\n");
        Joined many = joined(file.toString(), List.of(3L, 9000L, 12_000L, 40_000L));
        assertThat(many.rows).hasSize(2);
        assertThat(many.rows.get(1)).contains("LONG 9");
    }
}

package io.github.bigdatamigrator.comparison.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.analysis.DataContextBuilder;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.fixture.SharedSpark;
import io.github.bigdatamigrator.fixture.Tpch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every change of a table is found, none is invented, and 99 % of the cells have the right kind. */
@Tag("spark")
class SeededCorruptionTest {
    private static final LocalDateTime START = LocalDateTime.of(1998, 1, 1, 6, 30, 17);

    @TempDir
    Path folder;

    private final SparkSession session = SharedSpark.newSession();

    @Test
    void changesOfAFewThousandRows() throws IOException {
        verify(0.001, 600);
    }

    @Test
    @Tag("long")
    void tenThousandChanges() throws IOException {
        verify(0.1, 10_000);
    }

    private void verify(double scale, int changes) throws IOException {
        List<String[]> rows = new ArrayList<>();
        Path generated = Tpch.write("lineitem", folder, scale);
        String header;
        try (Stream<String> lines = Files.lines(generated)) {
            lines.forEach(line -> rows.add((line + "|" + time(rows.size())).split("\\|", -1)));
        }
        header = String.join("|", rows.remove(0)).replaceFirst("[^|]*$", "scanned_at");
        Path before = write("before.csv", header, rows);
        Corruption corruption = new Corruption(rows, 7);
        Path after = write("after.csv", header, corruption.apply(changes));

        RowDifferences found = RowComparison.of(profile(before), profile(after)).run(session);

        assertThat(found.key()).containsExactlyInAnyOrder("l_orderkey", "l_linenumber");
        assertThat(found.rows().missing()).isEqualTo(corruption.lost);
        assertThat(found.rows().extra()).isEqualTo(corruption.extra + corruption.duplicated);
        assertThat(found.rows().repeatedExtra()).isEqualTo(corruption.duplicated);
        assertThat(found.rows().repeatedKeysAfter()).isEqualTo(corruption.duplicated);
        assertThat(found.rows().changed()).isEqualTo(corruption.changed);
        long seeded =
                corruption.cells.values().stream().mapToLong(Long::longValue).sum();
        assertThat(found.changedCells()).isEqualTo(seeded);
        long wrong = 0;
        StringBuilder differing = new StringBuilder();
        for (ChangeKind kind : ChangeKind.values()) {
            long wanted = corruption.cells.getOrDefault(kind, 0L);
            long named = found.columns().stream()
                    .mapToLong(column -> column.kinds().getOrDefault(kind, 0L))
                    .sum();
            wrong += Math.abs(named - wanted);
            differing.append(kind + ": " + wanted + " seeded, " + named + " named\n");
        }
        // A cell with the wrong kind counts twice.
        assertThat(wrong / 2.0 / seeded).as(differing.toString()).isLessThanOrEqualTo(0.01);
    }

    /** A time for each row, to the second. */
    private static String time(int row) {
        return START.plusSeconds(row * 37L).toString().replace('T', ' ');
    }

    private Path write(String name, String header, List<String[]> rows) throws IOException {
        List<String> lines = new ArrayList<>(List.of(header));
        rows.forEach(row -> lines.add(String.join("|", row)));
        return Files.write(folder.resolve(name), lines);
    }

    private TableProfile profile(Path file) {
        return DataContextBuilder.on(session)
                .add(file.toString())
                .build()
                .tables()
                .get(0);
    }
}

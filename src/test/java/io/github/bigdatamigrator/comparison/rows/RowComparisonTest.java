package io.github.bigdatamigrator.comparison.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.analysis.DataContextBuilder;
import io.github.bigdatamigrator.comparison.rows.RowDifferences.CellChange;
import io.github.bigdatamigrator.comparison.rows.RowDifferences.KeySource;
import io.github.bigdatamigrator.comparison.rows.RowDifferences.RowCounts;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.fixture.SharedSpark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("spark")
class RowComparisonTest {
    @TempDir
    Path folder;

    private final SparkSession session = SharedSpark.newSessionForSmallTables();
    private int files;

    @Test
    void theSameTableIsEqual() {
        TableProfile table = csv("id,name\n1,Ann\n2,Bob\n3,\n");

        RowDifferences differences = RowComparison.of(table, table).run(session);

        assertThat(differences.isEqual()).isTrue();
        assertThat(differences.rows()).isEqualTo(new RowCounts(3, 3, 3, 0, 0, 0, 0, 0, 0, 0));
        assertThat(differences.rules()).isEmpty();
        assertThat(differences.key()).containsExactly("id");
        assertThat(differences.keySource()).isEqualTo(KeySource.FOUND);
    }

    @Test
    void changedMissingAndExtraRowsAreCountedAndShown() {
        RowDifferences differences = compare(
                "id,name,price\n1,Ann,1.50\n2,Bob,2.25\n3,Cid,3.75\n4,Dan,4.10\n",
                "id,name,price\n1,Ann,1.50\n2,Bobby,2.25\n4,Dan,4.1\n5,Eve,5.00\n");

        assertThat(differences.rows()).isEqualTo(new RowCounts(4, 4, 2, 1, 1, 1, 0, 0, 0, 0));
        assertThat(differences.columns()).singleElement().satisfies(column -> {
            assertThat(column.column()).isEqualTo("name");
            assertThat(column.kinds()).isEqualTo(Map.of(ChangeKind.TRUNCATION, 1L));
            assertThat(column.examples())
                    .containsExactly(new CellChange(List.of("2"), "Bob", "Bobby", ChangeKind.TRUNCATION));
        });
        assertThat(differences.missing())
                .singleElement()
                .satisfies(row -> assertThat(row.values()).containsExactly("3", "Cid", "3.75"));
        assertThat(differences.extra())
                .singleElement()
                .satisfies(row -> assertThat(row.key()).containsExactly("5"));
    }

    private RowDifferences compare(String before, String after) {
        return RowComparison.of(csv(before), csv(after)).run(session);
    }

    private TableProfile csv(String text) {
        try {
            return profile(Files.writeString(folder.resolve("t" + files++ + ".csv"), text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private TableProfile profile(Path file) {
        return DataContextBuilder.on(session)
                .add(file.toString())
                .build()
                .tables()
                .get(0);
    }
}

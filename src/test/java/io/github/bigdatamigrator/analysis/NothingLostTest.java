package io.github.bigdatamigrator.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.context.ColumnFindings;
import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.fixture.SharedSpark;
import io.github.bigdatamigrator.source.discovery.DataSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Cells that a type would swallow: long numbers keep their digits, blank ones make no text of a column; queries say the
 * same.
 */
@Tag("spark")
class NothingLostTest {
    private static final String FORTY = "1234567890123456789012345678901234567890.5";

    @TempDir
    Path folder;

    private final SparkSession spark = SharedSpark.newSession();

    private TableProfile profile(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("t.csv"), text);
        return DataContextBuilder.on(spark)
                .add(file.toString())
                .build()
                .tables()
                .get(0);
    }

    private List<Object> values(TableProfile table, String column) {
        String name = Objects.requireNonNull(table.column(column).orElseThrow().sqlName());
        return DataSources.view(spark, table).select(name).collectAsList().stream()
                .map((Row row) -> row.isNullAt(0) ? "null" : row.get(0))
                .toList();
    }

    @Test
    void decimalsOfMoreThanThirtyEightDigitsKeepEveryDigit() throws IOException {
        TableProfile table =
                profile("id,long,both\n1," + FORTY + ",1234567890123456789012345678901\n2,2.25,0.12345678901\n");
        for (String name : List.of("long", "both")) {
            ColumnProfile column = table.column(name).orElseThrow();
            assertThat(column.type()).isEqualTo(ColumnType.STRING);
            assertThat(table.problems())
                    .filteredOn(problem -> problem.subject().endsWith("." + name))
                    .extracting(Problem::message)
                    .anyMatch(message -> message.contains("no digit is lost"));
        }
        assertThat(table.column("long").orElseThrow().min()).isEqualTo(FORTY);
        assertThat(values(table, "long")).containsExactly(FORTY, "2.25");
        assertThat(values(table, "both")).containsExactly("1234567890123456789012345678901", "0.12345678901");
    }

    @Test
    void longNumbersThatADoubleHoldsAreDoubles() throws IOException {
        String small = "0." + "0".repeat(44) + "1";
        TableProfile table = profile("id,tiny,mixed\n1," + small + ",1e5\n2,0.5,0.1234567890123456789\n");
        assertThat(table.column("tiny").orElseThrow().type()).isEqualTo(ColumnType.DOUBLE);
        assertThat(values(table, "tiny")).containsExactly(1e-45, 0.5);
        assertThat(table.column("mixed").orElseThrow().type()).isEqualTo(ColumnType.DOUBLE);
        assertThat(table.problems())
                .filteredOn(problem -> problem.subject().endsWith(".mixed"))
                .extracting(Problem::message)
                .anyMatch(message -> message.contains("rounded"));
    }

    @Test
    void blankCellsAreNullWhereAllOthersHaveAType() throws IOException {
        TableProfile table = profile("id,n,d,s\n1,10,2024-01-01,a\n2,  ,   ,  \n3,\" \",2024-01-03,b\n");
        ColumnProfile n = table.column("n").orElseThrow();
        assertThat(n.type()).isEqualTo(ColumnType.BIGINT);
        assertThat(n.nulls()).isEqualTo(2);
        assertThat(n.findings().cells()).isEqualTo(new ColumnFindings.Cells(0, 0, 0));
        assertThat(table.column("d").orElseThrow().type()).isEqualTo(ColumnType.DATE);
        assertThat(table.column("d").orElseThrow().nulls()).isEqualTo(1);
        assertThat(table.problems())
                .filteredOn(problem -> problem.subject().endsWith(".n"))
                .extracting(Problem::message, Problem::count)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("cells hold nothing but blanks, read as null", 2L));
        assertThat(values(table, "n")).containsExactly(10L, "null", "null");
        ColumnProfile s = table.column("s").orElseThrow();
        assertThat(s.type()).isEqualTo(ColumnType.STRING);
        assertThat(s.nulls()).isZero();
        assertThat(s.findings().cells()).isEqualTo(new ColumnFindings.Cells(1, 0, 0));
        assertThat(values(table, "s")).containsExactly("a", "", "b");
    }

    @Test
    void blankCellsBeyondTheDictionaryAreCountedAlike() throws IOException {
        StringBuilder text = new StringBuilder("id,n\n");
        for (int i = 0; i < 40_000; i++) {
            text.append(i)
                    .append(',')
                    .append(i % 10 == 9 ? " " : Integer.toString(i))
                    .append('\n');
        }
        ColumnProfile n = profile(text.toString()).column("n").orElseThrow();
        assertThat(n.type()).isEqualTo(ColumnType.BIGINT);
        assertThat(n.nulls()).isEqualTo(4000);
        assertThat(n.findings().cells()).isEqualTo(new ColumnFindings.Cells(0, 0, 0));
    }
}

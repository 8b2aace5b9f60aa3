package io.github.bigdatamigrator.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.Count;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.context.Uniqueness;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.fixture.SharedSpark;
import io.github.bigdatamigrator.source.discovery.DataSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The profile of files whose every figure is known. */
@Tag("spark")
class ProfileTest {
    @TempDir
    Path folder;

    private final SparkSession spark = SharedSpark.newSession();

    private DataContext profile(Path... files) {
        DataContextBuilder builder = DataContextBuilder.on(spark);
        for (Path file : files) {
            builder.add(file.toString());
        }
        return builder.build();
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private TableProfile only(Path file) {
        DataContext context = profile(file);
        assertThat(context.tables()).hasSize(1);
        return context.tables().get(0);
    }

    private static ColumnProfile column(TableProfile table, String name) {
        return table.column(name).orElseThrow();
    }

    @Test
    void typesAreSettledByEveryCellAndNotByTheFirstOnes() throws IOException {
        StringBuilder text = new StringBuilder("whole,mixed,money,zip,day,german,flag,late\n");
        for (int i = 0; i < 500; i++) {
            text.append(String.join(
                            ",",
                            Integer.toString(i),
                            i == 499 ? "x" : Integer.toString(i),
                            i + ".5",
                            String.format("%05d", i * 7),
                            "2024-01-" + String.format("%02d", 1 + i % 28),
                            String.format("%02d.02.2023", 1 + i % 28),
                            i % 2 == 0 ? "yes" : "no",
                            i == 499 ? "1e3" : "7"))
                    .append('\n');
        }
        TableProfile table = only(write("types.csv", text.toString()));
        assertThat(table.rows()).isEqualTo(500);
        assertThat(column(table, "whole").type()).isEqualTo(ColumnType.BIGINT);
        assertThat(column(table, "mixed").type()).isEqualTo(ColumnType.STRING);
        assertThat(column(table, "money").type()).isEqualTo(ColumnType.decimal(4, 1));
        assertThat(column(table, "zip").type()).isEqualTo(ColumnType.STRING);
        assertThat(column(table, "day").type()).isEqualTo(ColumnType.DATE);
        assertThat(column(table, "german").type()).isEqualTo(ColumnType.DATE);
        assertThat(column(table, "german").pattern()).isEqualTo("dd.MM.yyyy");
        assertThat(column(table, "german").max()).isEqualTo("2023-02-28");
        assertThat(column(table, "flag").type()).isEqualTo(ColumnType.BOOLEAN);
        assertThat(column(table, "late").type()).isEqualTo(ColumnType.DOUBLE);
    }

    @Test
    void figuresAreExact() throws IOException {
        TableProfile table = only(write("figures.csv", "id,amount,name\n1,2.50,b\n2,,a\n3,-1.25,ä\n4,2.50,\n5,10,b\n"));
        ColumnProfile amount = column(table, "amount");
        assertThat(amount.type()).isEqualTo(ColumnType.decimal(4, 2));
        assertThat(amount.nulls()).isEqualTo(1);
        assertThat(amount.min()).isEqualTo("-1.25");
        assertThat(amount.max()).isEqualTo("10.00");
        assertThat(amount.sum()).isEqualTo("13.75");
        assertThat(amount.mean()).isEqualTo(13.75 / 4);
        assertThat(amount.stddev()).isCloseTo(4.7186, org.assertj.core.data.Offset.offset(0.0001));
        assertThat(amount.distinct()).isEqualTo(Count.exactly(3));
        assertThat(amount.unique()).isEqualTo(new Uniqueness(false, true));
        assertThat(amount.topValues().get(0)).isEqualTo(new ColumnProfile.TopValue("2.50", 2, true));
        assertThat(amount.histogram().stream()
                        .mapToLong(ColumnProfile.Bin::count)
                        .sum())
                .isEqualTo(4);
        ColumnProfile name = column(table, "name");
        assertThat(name.min()).isEqualTo("a");
        assertThat(name.max()).isEqualTo("ä");
        assertThat(name.lengths()).isEqualTo(new ColumnProfile.Lengths(1, 1, 1));
        assertThat(column(table, "id").unique()).isEqualTo(new Uniqueness(true, true));
        assertThat(table.primaryKey()).containsExactly("id");
        assertThat(table.sampleRows()).hasSize(5).contains(List.of("1", "2.50", "b"));
    }

    @Test
    void nullMarkersBecomeNullsOnlyWhereTheRestIsNoText() throws IOException {
        TableProfile table = only(write("markers.csv", "n,t\n1,x\nN/A,N/A\n-,y\n4,z\n"));
        assertThat(column(table, "n").type()).isEqualTo(ColumnType.BIGINT);
        assertThat(column(table, "n").nulls()).isEqualTo(2);
        assertThat(column(table, "n").nullMarkers()).containsExactly("-", "N/A");
        assertThat(column(table, "t").nulls()).isZero();
        assertThat(column(table, "t").distinct()).isEqualTo(Count.exactly(4));
        assertThat(table.problems())
                .extracting(problem -> problem.subject() + ": " + problem.message())
                .contains("markers.n: cells hold 'N/A', read as null");
    }

    @Test
    void ambiguousDatesAreReported() throws IOException {
        TableProfile doubtful = only(write("doubtful.csv", "d,n\n02/01/2024,1\n03/11/2024,2\n"));
        assertThat(column(doubtful, "d").type()).isEqualTo(ColumnType.DATE);
        assertThat(doubtful.problems()).extracting(Problem::message).anyMatch(text -> text.contains("may be wrong"));
        TableProfile certain = only(write("certain.csv", "d,n\n02/01/2024,1\n23/11/2024,2\n"));
        assertThat(column(certain, "d").max()).isEqualTo("2024-11-23");
        assertThat(certain.problems()).isEmpty();
    }

    @Test
    void rowsThatDoNotFitAreKeptAndCounted() throws IOException {
        TableProfile table = only(write("ragged.csv", "a,b,c\n1,2,3\n4,5\n6,7,8,9\n1,2,3\n"));
        assertThat(table.rows()).isEqualTo(4);
        assertThat(table.problems())
                .extracting(problem -> problem.message().replaceAll(",.*|;.*", "") + " " + problem.count())
                .contains(
                        "rows have too few cells 1",
                        "rows have too many cells 1",
                        "rows repeat another row in every cell 1");
    }

    @Test
    void aCsvAndTheSameTableAsParquetGiveTheSameFigures() throws IOException {
        StringBuilder text = new StringBuilder("id,price,city,day,seen\n");
        for (int i = 0; i < 2000; i++) {
            text.append(i)
                    .append(',')
                    .append(i % 97 == 0 ? "" : i % 50 + "." + (i % 90 + 10))
                    .append(",Zürich ")
                    .append(i % 7)
                    .append(",2024-02-")
                    .append(String.format("%02d", i % 29 + 1))
                    .append(",2024-01-01T10:00:")
                    .append(String.format("%02d", i % 60))
                    .append('\n');
        }
        Path csv = write("road.csv", text.toString());
        TableProfile fromText = only(csv);
        Path parquet = folder.resolve("road2.parquet");
        DataSources.view(spark, fromText).write().parquet(parquet.toString());
        TableProfile fromColumns = only(parquet);
        assertThat(fromColumns.rows()).isEqualTo(fromText.rows());
        for (int i = 0; i < fromText.columns().size(); i++) {
            ColumnProfile text1 = fromText.columns().get(i);
            ColumnProfile columnar = fromColumns.columns().get(i);
            assertThat(columnar.type()).as(text1.name()).isEqualTo(text1.type());
            assertThat(columnar.nulls()).as(text1.name()).isEqualTo(text1.nulls());
            assertThat(columnar.min()).as(text1.name()).isEqualTo(text1.min());
            assertThat(columnar.max()).as(text1.name()).isEqualTo(text1.max());
            assertThat(columnar.sum()).as(text1.name()).isEqualTo(text1.sum());
            assertThat(columnar.distinct()).as(text1.name()).isEqualTo(text1.distinct());
            assertThat(columnar.unique()).as(text1.name()).isEqualTo(text1.unique());
            assertThat(columnar.lengths()).as(text1.name()).isEqualTo(text1.lengths());
        }
    }

    @Test
    void sqlAndTheProfileNeverDisagree() throws IOException {
        TableProfile table = only(write("agree.csv", """
                id;betrag;tag;note;ok
                1;1.234,50;17-06-2013;"zwei
                Zeilen";t
                2;-;01-12-2014;;f
                3;0,99;31-01-2015; x ;t
                """));
        DataSources.view(spark, table).createOrReplaceTempView("agree");
        for (ColumnProfile column : table.columns()) {
            String name = "`" + column.sqlName() + "`";
            Row row = spark.sql("SELECT count(*), count(" + name + "), cast(min(" + name + ") AS string), cast(max("
                            + name + ") AS string) FROM agree")
                    .collectAsList()
                    .get(0);
            assertThat(row.getLong(0)).isEqualTo(table.rows());
            assertThat(row.getLong(1)).as(column.name()).isEqualTo(table.rows() - column.nulls());
            assertThat(row.getString(2)).as(column.name()).isEqualTo(column.min());
            assertThat(row.getString(3)).as(column.name()).isEqualTo(column.max());
        }
    }

    @Test
    void threeHundredColumnsAreNoTrouble() throws IOException {
        StringBuilder header = new StringBuilder("c0");
        StringBuilder row = new StringBuilder("0");
        for (int i = 1; i < 300; i++) {
            header.append(",c").append(i);
            row.append(',').append(i);
        }
        TableProfile table = only(write("wide.csv", header + "\n" + row + "\n" + row + "\n"));
        assertThat(table.columns()).hasSize(300);
        assertThat(column(table, "c299").max()).isEqualTo("299");
    }

    @Test
    void tablesOfTheSameNameGetDifferentSqlNames() throws IOException {
        Files.createDirectories(folder.resolve("old"));
        DataContext context = profile(write("sales.csv", "a\n1\n"), write("old/Sales.csv", "a\n2\n3\n"));
        assertThat(context.tables()).extracting(TableProfile::name).containsExactly("sales", "Sales");
        assertThat(context.tables())
                .extracting(table -> table.sqlName().toLowerCase(java.util.Locale.ROOT))
                .doesNotHaveDuplicates();
    }

    @Test
    void aMissingFileEndsTheRunUnlessTheOthersShallGoOn() throws IOException {
        Path there = write("there.csv", "a\n1\n");
        String missing = folder.resolve("missing.csv").toString();
        assertThatThrownBy(() -> profile(there, Path.of(missing)))
                .isInstanceOfSatisfying(
                        MigratorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FILE_NOT_FOUND))
                .hasMessageContaining("missing.csv");
        DataContext context = DataContextBuilder.on(spark)
                .add(missing)
                .add(there.toString())
                .unreadable(DataContextBuilder.Unreadable.SKIP)
                .build();
        assertThat(context.tables()).extracting(TableProfile::name).containsExactly("there");
        assertThat(context.problems()).hasSize(1);
        assertThatThrownBy(() -> DataContextBuilder.on(spark)
                        .add(missing)
                        .unreadable(DataContextBuilder.Unreadable.SKIP)
                        .build())
                .isInstanceOf(MigratorException.class);
    }
}

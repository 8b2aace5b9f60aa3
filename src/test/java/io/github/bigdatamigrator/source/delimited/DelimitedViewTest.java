package io.github.bigdatamigrator.source.delimited;

import static io.github.bigdatamigrator.context.ColumnType.BIGINT;
import static io.github.bigdatamigrator.context.ColumnType.BOOLEAN;
import static io.github.bigdatamigrator.context.ColumnType.DATE;
import static io.github.bigdatamigrator.context.ColumnType.DOUBLE;
import static io.github.bigdatamigrator.context.ColumnType.STRING;
import static io.github.bigdatamigrator.context.ColumnType.TIMESTAMP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.fixture.SharedSpark;
import io.github.bigdatamigrator.source.CellConverter;
import io.github.bigdatamigrator.source.SourceColumn;
import io.github.bigdatamigrator.source.SourceTable;
import io.github.bigdatamigrator.source.TestTables;
import io.github.bigdatamigrator.source.discovery.DataSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("spark")
class DelimitedViewTest {
    private static final String SALES = """
        id,Größe (cm),amount,rate,day,at,ok,note
        1,10.5,2,1e3,17-06-2013,2024-05-01 10:11:12,y, padded
        2,N/A,3.25,2.5,18-06-2013,2024-05-01T10:11:12.5Z,n,"two
        lines"
        3,-,4,7,,,,""
        """;

    @TempDir
    Path folder;

    private final SparkSession spark = SharedSpark.newSession();

    private SourceTable table(String text) throws IOException {
        return TestTables.openOne(Files.writeString(folder.resolve("sales.csv"), text));
    }

    private static TableProfile sales(SourceTable table) {
        List<SourceColumn> columns = table.columns();
        return TestTables.profile(
                table,
                List.of(
                        TestTables.column(columns.get(0), BIGINT, null, List.of()),
                        TestTables.column(columns.get(1), ColumnType.decimal(10, 1), null, List.of("N/A", "-")),
                        TestTables.column(columns.get(2), ColumnType.decimal(5, 2), null, List.of()),
                        TestTables.column(columns.get(3), DOUBLE, null, List.of()),
                        TestTables.column(columns.get(4), DATE, "dd-MM-yyyy", List.of()),
                        TestTables.column(columns.get(5), TIMESTAMP, null, List.of()),
                        TestTables.column(columns.get(6), BOOLEAN, "y/n", List.of()),
                        TestTables.column(columns.get(7), STRING, null, List.of())));
    }

    private List<String> sql(String query) {
        return spark.sql(query).toJSON().collectAsList();
    }

    /** A shared unescape buffer would overwrite the first cell with the last. */
    @Test
    void severalCellsOfARowMayHoldQuotes() throws IOException {
        SourceTable table = table("id,a,b,c\n1,\"a \"\"first\"\" one\",\"b \"\"x\"\"\",\"\"\"\"\n2,p,q,r\n");
        List<SourceColumn> columns = table.columns();
        TableProfile profile = TestTables.profile(
                table,
                List.of(
                        TestTables.column(columns.get(0), BIGINT, null, List.of()),
                        TestTables.column(columns.get(1), STRING, null, List.of()),
                        TestTables.column(columns.get(2), STRING, null, List.of()),
                        TestTables.column(columns.get(3), STRING, null, List.of())));
        DataSources.view(spark, profile).createOrReplaceTempView("quoted");

        assertThat(spark.sql("SELECT a, b, c FROM quoted WHERE id = 1").head().mkString("|"))
                .isEqualTo("a \"first\" one|b \"x\"|\"");
    }

    @Test
    void rawTextsAreAvailableBesideValues() throws IOException {
        SourceTable table =
                table("id,t,at\n1, x ,2024-05-01 10:00:00.123456789\n2,N/A,2024-05-01 10:00:00\n3,\" \",\n");
        List<SourceColumn> columns = table.columns();
        TableProfile profile = TestTables.profile(
                table,
                List.of(
                        TestTables.column(columns.get(0), BIGINT, null, List.of()),
                        TestTables.column(columns.get(1), STRING, null, List.of("N/A")),
                        TestTables.column(columns.get(2), TIMESTAMP, null, List.of())));
        DataSources.viewWithOriginalText(spark, profile).createOrReplaceTempView("written");

        assertThat(sql("SELECT id, `t original text` AS w, t, `at original text` AS aw FROM written ORDER BY id"))
                .containsExactly(
                        "{\"id\":1,\"w\":\" x \",\"t\":\"x\",\"aw\":\"2024-05-01 10:00:00.123456789\"}",
                        "{\"id\":2,\"w\":\"N/A\",\"aw\":\"2024-05-01 10:00:00\"}",
                        "{\"id\":3,\"w\":\" \",\"t\":\"\"}");
    }

    @Test
    void sqlGetsTheProfilesTypesNullsAndTrimmedTexts() throws IOException {
        Dataset<Row> view = DataSources.view(spark, sales(table(SALES)));
        assertThat(view.schema().catalogString())
                .isEqualTo(new StructType()
                        .add("id", "bigint")
                        .add("Grosse_cm", "decimal(10,1)")
                        .add("amount", "decimal(5,2)")
                        .add("rate", "double")
                        .add("day", "date")
                        .add("at", "timestamp")
                        .add("ok", "boolean")
                        .add("note", "string")
                        .catalogString());
        view.createOrReplaceTempView("sales");
        assertThat(sql("SELECT * FROM sales ORDER BY id"))
                .containsExactly(
                        "{\"id\":1,\"Grosse_cm\":10.5,\"amount\":2.00,\"rate\":1000.0,\"day\":\"2013-06-17\","
                                + "\"at\":\"2024-05-01T10:11:12.000Z\",\"ok\":true,\"note\":\"padded\"}",
                        "{\"id\":2,\"amount\":3.25,\"rate\":2.5,\"day\":\"2013-06-18\","
                                + "\"at\":\"2024-05-01T10:11:12.500Z\",\"ok\":false,\"note\":\"two\\nlines\"}",
                        "{\"id\":3,\"amount\":4.00,\"rate\":7.0}");
    }

    @Test
    void rowsAreCountedWithoutReadingAnyColumn() throws IOException {
        DataSources.view(spark, sales(table(SALES))).createOrReplaceTempView("sales");
        assertThat(sql("SELECT COUNT(*) AS n FROM sales")).containsExactly("{\"n\":3}");
        assertThat(sql("SELECT COUNT(*) AS n FROM sales a JOIN sales b ON a.id = b.id"))
                .containsExactly("{\"n\":3}");
    }

    @Test
    void onlyTheColumnsThatAQueryUsesAreRead() throws IOException {
        SourceTable table = table("a,b\n1,x\n2,y\n");
        DataSources.view(spark, TestTables.profile(table, BIGINT, BIGINT)).createOrReplaceTempView("t");
        assertThat(sql("SELECT SUM(a) AS s FROM t")).containsExactly("{\"s\":3}");
        assertThatThrownBy(() -> sql("SELECT SUM(b) FROM t"))
                .rootCause()
                .isInstanceOf(CellConverter.TypeMismatchException.class);
        assertThatThrownBy(() -> sql("SELECT SUM(b) FROM t"))
                .hasStackTraceContaining("line 2: “x” in column b is not a bigint");
    }

    @Test
    void sqlAndScanAgreeOnEveryText() throws IOException {
        SourceTable table =
                table("a,b,c\n 1 , x ,\"\"\n\"q\"\"q\",\" \",z\n2,y\n3,z,w,surplus\nn/a,\"u\" v,-\n4,4,4\n5,5,5\n");
        Dataset<Row> view = DataSources.view(spark, TestTables.profile(table, STRING, STRING, STRING));
        List<List<String>> fromSql = view.collectAsList().stream()
                .map(row -> List.of(
                        String.valueOf(row.getString(0)),
                        String.valueOf(row.getString(1)),
                        String.valueOf(row.getString(2))))
                .toList();
        List<List<String>> fromCursor = TestTables.cells(table).stream()
                .map(row -> row.stream()
                        .map(text -> String.valueOf(text).replaceFirst("^(LONG|NULL_MARKER|BOOLEAN) ", ""))
                        .toList())
                .toList();
        assertThat(fromSql).isEqualTo(fromCursor).hasSize(7);
    }

    @Test
    void changedFilesAreRejected() throws IOException {
        SourceTable table = table(SALES);
        TableProfile profile = sales(table);
        Path file = folder.resolve("sales.csv");
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));
        changed(profile, "has changed");
        Files.delete(file);
        changed(profile, "is gone");
    }

    private void changed(TableProfile profile, String message) {
        assertThatThrownBy(() -> DataSources.view(spark, profile))
                .isInstanceOfSatisfying(
                        MigratorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DATA_CHANGED))
                .hasMessageContaining(message)
                .hasMessageContaining("Profile it again");
    }

    @Test
    void emptyTablesHaveEmptyViews() throws IOException {
        SourceTable empty = table("");
        DataSources.view(spark, TestTables.profile(empty)).createOrReplaceTempView("none");
        assertThat(sql("SELECT COUNT(*) AS n FROM none")).containsExactly("{\"n\":0}");
        SourceTable header = table("a,b\n");
        DataSources.view(spark, TestTables.profile(header, STRING, STRING)).createOrReplaceTempView("none");
        assertThat(sql("SELECT COUNT(*) AS n, MAX(a) AS m FROM none")).containsExactly("{\"n\":0}");
    }

    @Test
    void foldersGiveColumnsToTheViewToo() throws IOException {
        for (String part : List.of("year=2023", "year=2024")) {
            Path file = folder.resolve("events").resolve(part).resolve("part-0.csv");
            Files.createDirectories(file.getParent());
            Files.writeString(file, "id,name\n1,x\n2,y\n");
        }
        SourceTable table = TestTables.openOne(folder.resolve("events"));
        DataSources.view(spark, TestTables.profile(table, BIGINT, STRING, BIGINT))
                .createOrReplaceTempView("events");
        assertThat(sql("SELECT year, COUNT(*) AS n FROM events GROUP BY year ORDER BY year"))
                .containsExactly("{\"year\":2023,\"n\":2}", "{\"year\":2024,\"n\":2}");
    }
}

package io.github.bigdatamigrator.source;

import static io.github.bigdatamigrator.context.ColumnType.BIGINT;
import static io.github.bigdatamigrator.context.ColumnType.BINARY;
import static io.github.bigdatamigrator.context.ColumnType.BOOLEAN;
import static io.github.bigdatamigrator.context.ColumnType.DATE;
import static io.github.bigdatamigrator.context.ColumnType.DOUBLE;
import static io.github.bigdatamigrator.context.ColumnType.STRING;
import static io.github.bigdatamigrator.context.ColumnType.TIMESTAMP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.fixture.SharedSpark;
import io.github.bigdatamigrator.source.discovery.DataSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("spark")
class TypedFormatsTest {
    private static final String RECORDS = """
        {"zip": "01234", "when": "2024-05-01", "amount": 12.50, "n": 1, "ok": true, \
        "address": {"city": "Oslo", "geo": {"lat": 1.5}}, "tags": ["a", "b"]}
        {"zip": "N/A", "when": "2024-05-02", "amount": 3, "n": 2, "ok": null, "address": {"city": " Rome "}, "tags": []}
        """;

    @TempDir
    Path folder;

    private final SparkSession spark = SharedSpark.newSession();

    private List<String> view(SourceTable table, String query, ColumnType... types) {
        DataSources.view(spark, TestTables.profile(table, types)).createOrReplaceTempView("t");
        return spark.sql(query).toJSON().collectAsList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "orc", "avro"})
    void typedFilesKeepTheirTypesAndAreFlattened(String format) {
        Path out = folder.resolve("things." + format);
        spark.sql("""
            SELECT CAST(1 AS INT) AS small, 5000000000L AS big, CAST(2.5 AS FLOAT) AS half, 0.1D AS tenth,
              1.50BD AS price, true AS ok, ' Ann ' AS name, DATE'2024-02-29' AS day,
              TIMESTAMP'2024-02-29 10:11:12.5' AS at,
              X'CAFE' AS raw, named_struct('city', 'Oslo', 'geo', named_struct('lat', 59.9D)) AS address,
              array(1, 2) AS list, map('k', 'v') AS pairs, CAST(NULL AS STRING) AS nothing, DATE'9999-12-31' AS late
            """).coalesce(1).write().format(format).save(out.toString());
        SourceTable table = TestTables.openOne(out);
        assertThat(table.name()).isEqualTo("things");
        assertThat(table.origin().format()).isEqualTo(format);
        assertThat(TestTables.columnNames(table))
                .containsExactly(
                        "small",
                        "big",
                        "half",
                        "tenth",
                        "price",
                        "ok",
                        "name",
                        "day",
                        "at",
                        "raw",
                        "address.city",
                        "address.geo.lat",
                        "list",
                        "pairs",
                        "nothing",
                        "late");
        ColumnType[] types = {
            BIGINT,
            BIGINT,
            DOUBLE,
            DOUBLE,
            ColumnType.decimal(3, 2),
            BOOLEAN,
            STRING,
            DATE,
            TIMESTAMP,
            BINARY,
            STRING,
            DOUBLE,
            STRING,
            STRING,
            STRING,
            DATE
        };
        assertThat(table.columns().stream().map(SourceColumn::declared)).containsExactly(types);
        assertThat(TestTables.cells(table).get(0))
                .containsExactly(
                        "LONG 1",
                        "LONG 5000000000",
                        "DOUBLE 2.5",
                        "DOUBLE 0.1",
                        "DECIMAL 1.50",
                        "BOOLEAN true",
                        "Ann",
                        "TEMPORAL 2024-02-29",
                        "TEMPORAL 2024-02-29 10:11:12.5",
                        "cafe",
                        "Oslo",
                        "DOUBLE 59.9",
                        "[1,2]",
                        "{\"k\":\"v\"}",
                        null,
                        "TEMPORAL 9999-12-31");
        assertThat(view(table, "SELECT small, name, day, address_city, list, price, late FROM t", types))
                .containsExactly("{\"small\":1,\"name\":\"Ann\",\"day\":\"2024-02-29\",\"address_city\":\"Oslo\","
                        + "\"list\":\"[1,2]\",\"price\":1.50,\"late\":\"9999-12-31\"}");
        assertThat(view(table, "SELECT COUNT(*) AS n FROM t", types)).containsExactly("{\"n\":1}");
    }

    @Test
    void jsonLinesAndDocumentsReadAlike() throws IOException {
        Path lines = Files.writeString(folder.resolve("a.json"), RECORDS);
        Path document = Files.writeString(
                folder.resolve("b.json"), "[\n" + RECORDS.strip().replace("}\n{", "},\n{") + "\n]");
        for (Path file : List.of(lines, document)) {
            SourceTable table = TestTables.openOne(file);
            assertThat(table.origin().format()).isEqualTo(file == lines ? "jsonl" : "json");
            assertThat(TestTables.columnNames(table))
                    .containsExactly("zip", "when", "amount", "n", "ok", "address.city", "address.geo.lat", "tags");
            assertThat(table.columns().stream().map(SourceColumn::declared))
                    .containsExactly(null, null, null, BIGINT, BOOLEAN, null, null, null);
            assertThat(TestTables.cells(table))
                    .containsExactly(
                            List.of(
                                    "01234",
                                    "TEMPORAL 2024-05-01",
                                    "DECIMAL 12.5",
                                    "LONG 1",
                                    "BOOLEAN true",
                                    "Oslo",
                                    "DECIMAL 1.5",
                                    "[\"a\",\"b\"]"),
                            java.util.Arrays.asList(
                                    "NULL_MARKER N/A",
                                    "TEMPORAL 2024-05-02",
                                    "DECIMAL 3.0",
                                    "LONG 2",
                                    null,
                                    "Rome",
                                    null,
                                    "[]"));
            ColumnType[] types = {STRING, DATE, ColumnType.decimal(3, 1), BIGINT, BOOLEAN, STRING, DOUBLE, STRING};
            assertThat(view(table, "SELECT when_, amount, address_city AS city, tags FROM t ORDER BY n", types))
                    .containsExactly(
                            "{\"when_\":\"2024-05-01\",\"amount\":12.5,\"city\":\"Oslo\","
                                    + "\"tags\":\"[\\\"a\\\",\\\"b\\\"]\"}",
                            "{\"when_\":\"2024-05-02\",\"amount\":3.0,\"city\":\"Rome\",\"tags\":\"[]\"}");
        }
    }

    @Test
    void brokenJsonLinesAreLeftOutAndCounted() throws IOException {
        SourceTable table = TestTables.openOne(Files.writeString(folder.resolve("a.jsonl"), RECORDS + "{broken\n"));
        assertThat(table.problems())
                .anyMatch(problem -> problem.message().contains("not valid JSON; they were left out: line 3 “{broken”")
                        && problem.count() == 1);
        assertThat(TestTables.cells(table)).hasSize(2);
        assertThat(view(
                        table,
                        "SELECT COUNT(*) AS n FROM t",
                        STRING,
                        DATE,
                        DOUBLE,
                        BIGINT,
                        BOOLEAN,
                        STRING,
                        DOUBLE,
                        STRING))
                .containsExactly("{\"n\":2}");
        assertThatThrownBy(() -> TestTables.open(Files.writeString(folder.resolve("b.json"), "no json at all")))
                .isInstanceOfSatisfying(
                        MigratorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FILE_UNREADABLE))
                .hasMessageContaining("no JSON objects");
    }

    @Test
    void textsOfJsonBecomeTheProfilesDatesInSql() throws IOException {
        SourceTable table = TestTables.openOne(Files.writeString(
                folder.resolve("d.jsonl"),
                "{\"d\": \"31.12.2024\", \"s\": \"x\"}\n{\"d\": \"n/a\", \"s\": \"-\"}\n{\"d\": null, \"s\": null}\n"));
        List<SourceColumn> columns = table.columns();
        DataSources.view(
                        spark,
                        TestTables.profile(
                                table,
                                List.of(
                                        TestTables.column(columns.get(0), DATE, "dd.MM.yyyy", List.of("n/a")),
                                        TestTables.column(columns.get(1), STRING, null, List.of("-")))))
                .createOrReplaceTempView("t");
        assertThat(spark.sql("SELECT * FROM t").toJSON().collectAsList())
                .containsExactly("{\"d\":\"2024-12-31\",\"s\":\"x\"}", "{}", "{}");
    }

    @Test
    void parquetWithAnotherExtensionIsReadAsParquet() throws IOException {
        spark.sql("SELECT 1 AS a")
                .coalesce(1)
                .write()
                .parquet(folder.resolve("out").toString());
        try (var files = Files.list(folder.resolve("out"))) {
            Path part = files.filter(file -> file.toString().endsWith(".parquet"))
                    .findFirst()
                    .orElseThrow();
            SourceTable table = TestTables.openOne(Files.copy(part, folder.resolve("odd [1].csv")));
            assertThat(TestTables.cells(table)).containsExactly(List.of("LONG 1"));
            assertThat(TestTables.messages(table)).anyMatch(message -> message.contains("named as csv"));
        }
    }

    @Test
    void partitionsOfParquetAreColumns() {
        spark.sql("SELECT * FROM VALUES (1, 2023), (2, 2024) AS t(id, year)")
                .write()
                .partitionBy("year")
                .parquet(folder.resolve("events").toString());
        SourceTable table = TestTables.openOne(folder.resolve("events"));
        assertThat(TestTables.columnNames(table)).containsExactly("id", "year");
        assertThat(TestTables.cells(table))
                .containsExactlyInAnyOrder(List.of("LONG 1", "LONG 2023"), List.of("LONG 2", "LONG 2024"));
    }
}

package io.github.bigdatamigrator.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.fixture.SharedSpark;
import io.github.bigdatamigrator.source.LazySpark;
import io.github.bigdatamigrator.source.discovery.DataSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests tables that are no files: Delta tables, and tables and views of a catalog. */
@Tag("spark")
class TablesTest {
    @TempDir
    Path folder;

    private final SparkSession spark = SharedSpark.newSession();

    @AfterEach
    void dropSchema() {
        spark.sql("DROP SCHEMA IF EXISTS sources_1 CASCADE");
    }

    private DataContextBuilder builder(String... names) {
        return DataContextBuilder.on(SharedSpark.newSession())
                .cache(ProfileCache.in(folder.resolve("cache"), 1L << 30))
                .addAll(List.of(names));
    }

    private static boolean isCached(DataContext context) {
        return context.run().cachedTables() == context.tables().size();
    }

    private static List<Object> values(TableProfile table, String sql) {
        SparkSession session = SharedSpark.newSession();
        DataSources.view(session, table).createOrReplaceTempView(table.sqlName());
        return session.sql(sql).collectAsList().stream().map(row -> row.get(0)).toList();
    }

    private static Consumer<Throwable> code(ErrorCode code) {
        return thrown -> assertThat(((MigratorException) thrown).code()).isEqualTo(code);
    }

    /**
     * A table written by Delta Lake 4.4 with column mapping. Versions: 1 has 10,000 rows, 2 has 9,000 after a deletion
     * vector, 3 renames {@code name} to {@code label}, 4 sets it to x in four rows.
     */
    private Path delta() throws IOException {
        Path table = folder.resolve("Aufträge 2024");
        Path written = Path.of("src/test/resources/io/github/bigdatamigrator/analysis/delta");
        try (Stream<Path> files = Files.walk(written)) {
            for (Path file : files.toList()) {
                Files.copy(file, table.resolve(written.relativize(file).toString()));
            }
        }
        return table;
    }

    @Test
    void aDeltaTableIsReadWithItsDeletesRenamedColumnsAndEarlierVersions() throws IOException {
        Path path = delta();
        TableProfile now = builder(path.toString()).build().tables().get(0);
        assertThat(now.name()).isEqualTo("Aufträge 2024");
        assertThat(now.rows()).isEqualTo(9000);
        assertThat(now.columns()).extracting("name").containsExactly("id", "label", "amount", "day");
        assertThat(now.primaryKey()).containsExactly("id");
        assertThat(values(now, "SELECT count_if(id % 10 = 3) FROM " + now.sqlName()))
                .containsExactly(0L);

        TableProfile first = builder("delta:" + path + "@v1").build().tables().get(0);
        assertThat(first.rows()).isEqualTo(10_000);
        assertThat(first.columns()).extracting("name").containsExactly("id", "name", "amount", "day");
        assertThat(first.column("amount").orElseThrow().type()).hasToString("decimal(10,2)");
        assertThat(values(first, "SELECT count(DISTINCT name) FROM " + first.sqlName()))
                .containsExactly(100L);
    }

    @Test
    void aDeltaTableIsProfiledAgainOnlyInAnotherVersion() throws IOException {
        Path path = delta();
        TableProfile profiled = builder(path.toString()).build().tables().get(0);
        assertThat(isCached(builder("delta:" + path).build())).isTrue();
        TableProfile pinned = builder("delta:" + path + "@v4").build().tables().get(0);

        Files.writeString(
                path.resolve("_delta_log/00000000000000000005.json"),
                "{\"commitInfo\":{\"timestamp\":1796061912911,\"operation\":\"OPTIMIZE\","
                        + "\"operationParameters\":{}}}\n");
        assertThatThrownBy(() -> DataSources.requireReadable(LazySpark.of(spark), profiled))
                .satisfies(code(ErrorCode.DATA_CHANGED));
        assertThat(values(pinned, "SELECT count_if(label = 'x') FROM " + pinned.sqlName()))
                .containsExactly(4L);
        assertThat(isCached(builder(path.toString()).build())).isFalse();
    }

    @Test
    void namesOfDeltaTablesThatAreNoneAreRefused() throws IOException {
        Path plain = Files.createDirectory(folder.resolve("plain"));
        assertThatThrownBy(() -> builder("delta:" + plain).build())
                .hasMessageContaining("is no Delta table")
                .satisfies(code(ErrorCode.FILE_NOT_FOUND));
        Path path = delta();
        assertThatThrownBy(() -> builder("delta:" + path + "@v99").build())
                .hasMessageContaining("has no version 99")
                .satisfies(code(ErrorCode.FILE_NOT_FOUND));
    }

    @Test
    void aDeltaTableWhoseLogNamesFilesElsewhereIsRefused() throws IOException {
        Path path = delta();
        Path secret = folder.resolve("secret.parquet");
        try (Stream<Path> files = Files.list(path.resolve("ML"))) {
            Files.copy(files.findFirst().orElseThrow(), secret);
        }
        Path log = path.resolve("_delta_log/00000000000000000001.json");
        Files.writeString(
                log,
                Files.readString(log)
                        .replaceFirst("\"ML/[^\"]*\"", '"' + secret.toUri().toString() + '"'));
        assertThatThrownBy(() -> builder("delta:" + path + "@v1").build())
                .hasMessageContaining("names a file outside of the folder")
                .satisfies(code(ErrorCode.FILE_UNREADABLE));
    }

    private void schema() {
        spark.sql("CREATE SCHEMA sources_1");
        spark.sql(
                "CREATE TABLE sources_1.customers USING parquet AS SELECT id, concat('c', id) AS name FROM range(50)");
        spark.sql("CREATE TABLE sources_1.orders USING orc AS"
                + " SELECT id, id % 50 AS customer_id, DATE'2024-01-01' AS day FROM range(300)");
        spark.sql("CREATE VIEW sources_1.recent AS SELECT * FROM sources_1.orders WHERE id >= 100");
    }

    @Test
    void aSchemaOfTheCatalogIsProfiledAndRelatedWithItsViews() {
        schema();
        DataContext context = builder("table:sources_1.*").build();
        assertThat(context.tables()).extracting(TableProfile::name).containsExactly("customers", "orders", "recent");
        assertThat(context.tables()).extracting(TableProfile::rows).containsExactly(50L, 300L, 200L);
        assertThat(context.relationships())
                .anyMatch(found -> found.fromTable().equals("orders")
                        && found.toTable().equals("customers")
                        && found.fromColumns().equals(List.of("customer_id")));
        TableProfile one = builder("table:spark_catalog.`sources_1`.orders")
                .build()
                .tables()
                .get(0);
        assertThat(one.rows()).isEqualTo(300);
        assertThat(values(one, "SELECT max(id) FROM " + one.sqlName())).containsExactly(299L);
    }

    @Test
    void aTableOfTheCatalogIsProfiledAgainOnlyWhenItsFilesChange() {
        schema();
        TableProfile view = builder("table:sources_1.recent").build().tables().get(0);
        assertThat(isCached(builder("table:sources_1.recent").build())).isTrue();
        spark.sql("INSERT INTO sources_1.orders VALUES (1000, 1, DATE'2024-02-02')");
        assertThatThrownBy(() -> DataSources.requireReadable(LazySpark.of(SharedSpark.newSession()), view))
                .satisfies(code(ErrorCode.DATA_CHANGED));
        assertThat(builder("table:sources_1.recent").build().tables().get(0).rows())
                .isEqualTo(201);
        spark.sql("DROP VIEW sources_1.recent");
        assertThatThrownBy(() -> DataSources.requireReadable(LazySpark.of(SharedSpark.newSession()), view))
                .hasMessageContaining("is gone")
                .satisfies(code(ErrorCode.DATA_CHANGED));
    }

    @Test
    void unknownTablesAreRefusedWithTheNearestName() {
        schema();
        assertThatThrownBy(() -> builder("table:sources_1.customer").build())
                .hasMessageContaining("Did you mean table:sources_1.customers?")
                .satisfies(code(ErrorCode.FILE_NOT_FOUND));
        assertThatThrownBy(() -> builder("table:nowhere.customers").build())
                .hasMessageContaining("There is no schema nowhere")
                .satisfies(code(ErrorCode.FILE_NOT_FOUND));
        assertThatThrownBy(() -> builder("table:lake.sales.customers").build())
                .hasMessageContaining("spark.sql.catalog.lake")
                .satisfies(code(ErrorCode.FILE_NOT_FOUND));
        assertThatThrownBy(() -> builder("table:a..b").build()).satisfies(code(ErrorCode.BAD_INPUT));
    }
}

package io.github.bigdatamigrator.analysis;

import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.fixture.ProfileAgreement;
import io.github.bigdatamigrator.fixture.SameTable;
import io.github.bigdatamigrator.fixture.SharedSpark;
import io.github.bigdatamigrator.source.typed.DataFrameConnector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that a table has the same profile whatever the road by which it is read, and that SQL reads the same rows. */
@Tag("spark")
class SameProfileTest {
    @TempDir
    static Path folder;

    /** Writes the table and returns the name by which it is read. */
    private interface Road {
        String write(Dataset<Row> rows, Path target) throws Exception;
    }

    private static final String TABLE = "same_profile_table";
    private static final SparkSession SPARK = SharedSpark.newSession();
    private static final Dataset<Row> ROWS = SameTable.rows(SPARK);
    private static final Map<String, Road> ROADS = new TreeMap<>(Map.of(
            "csv",
            (rows, target) -> Files.writeString(target, SameTable.csv(SPARK)).toString(),
            "fixed width",
            (rows, target) ->
                    Files.writeString(target, SameTable.fixedWidth(SPARK)).toString(),
            "parquet",
            (rows, target) -> {
                rows.write().parquet(target.toString());
                return target.toString();
            },
            "orc",
            (rows, target) -> {
                rows.write().orc(target.toString());
                return target.toString();
            },
            "jsonl",
            (rows, target) -> {
                rows.write().option("timestampFormat", "yyyy-MM-dd HH:mm:ss").json(target.toString());
                return target.toString();
            },
            "xml",
            (rows, target) -> {
                rows.write()
                        .option("rowTag", "sale")
                        .option("timestampFormat", "yyyy-MM-dd HH:mm:ss")
                        .xml(target.toString());
                return target.toString();
            },
            "delta",
            (rows, target) -> {
                rows.write().format("delta").save(target.toString());
                return target.toString();
            },
            "catalog table",
            (rows, target) -> {
                rows.write().saveAsTable(TABLE);
                return "table:default." + TABLE;
            },
            "dataframe",
            (rows, target) -> DataFrameConnector.register("sales", ROWS)));

    private static TableProfile expected;

    @BeforeAll
    static void profileCsv() throws Exception {
        expected = profile("csv");
    }

    @AfterAll
    static void dropTable() {
        SPARK.sql("DROP TABLE IF EXISTS " + TABLE);
    }

    private static TableProfile profile(String road) throws Exception {
        String name =
                Objects.requireNonNull(ROADS.get(road)).write(ROWS, folder.resolve("sales_" + road.replace(' ', '_')));
        return DataContextBuilder.on(SharedSpark.newSession())
                .add(name)
                .build()
                .tables()
                .get(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fixed width", "parquet", "orc", "jsonl", "xml", "delta", "catalog table", "dataframe"})
    void theProfileIsThatOfTheCsvFile(String road) throws Exception {
        TableProfile profile = profile(road);
        SameTable.assertSame(expected, profile);
        new ProfileAgreement().check(SharedSpark.newSession(), List.of(profile)).assertAll(6);
    }
}

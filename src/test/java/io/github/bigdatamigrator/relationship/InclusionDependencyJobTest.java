package io.github.bigdatamigrator.relationship;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.context.DialectOptions;
import io.github.bigdatamigrator.context.ProgressListener;
import io.github.bigdatamigrator.fixture.SharedSpark;
import io.github.bigdatamigrator.profiling.ScanMetrics;
import io.github.bigdatamigrator.profiling.TableScanner;
import io.github.bigdatamigrator.relationship.RelationshipFinder.TableFacts;
import io.github.bigdatamigrator.source.SourceTable;
import io.github.bigdatamigrator.source.discovery.DataSources;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("spark")
class InclusionDependencyJobTest {
    @TempDir
    Path folder;

    /**
     * The lines of an order stand together in the first rows of each file here, of which there are several, so that
     * lines of an order stand in two of them. What is counted is exact whatever comes later: lines that repeat one of
     * their order, orders that come back with other lines or with the same, one order with half of all lines, missing
     * numbers.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        parquet | id DIV 4 AS order_id, id % 4 AS line                                            | 1
        csv     | id DIV 4 AS order_id, id % 4 AS line                                            | 1
        parquet | id DIV 4 AS order_id, IF(id > 200000 AND id % 1000 < 30, 1, id % 4) AS line     | 1
        parquet | IF(id > 200000, id - 150001, id) DIV 4 AS order_id, id % 4 AS line              | 2
        csv     | IF(id > 200000, id - 150000, id) DIV 4 AS order_id, id % 4 AS line              | 2
        parquet | IF(id > 150000, 40000, id DIV 4) AS order_id, id % 70000 AS line                | 1
        parquet | IF(id % 100 = 5, NULL, id DIV 4) AS order_id, IF(id % 90 = 7, NULL, id % 4) AS line | 1
        parquet | id % 77773 AS order_id, id % 4 AS line                                          | 1
        """)
    void combinationsAreCountedExactlyByRuns(String format, String columns, int jobs) throws Exception {
        SparkSession spark = SharedSpark.newSession();
        String path = folder.resolve("lines." + format).toString();
        spark.sql("SELECT " + columns + ", id % 7 AS amount FROM range(0, 300002, 1, 3)")
                .write()
                .option("header", "true")
                .format(format)
                .save(path);
        Row expected = spark.read()
                .option("header", "true")
                .format(format)
                .load(path)
                .selectExpr("count(DISTINCT order_id, line)", "count_if(order_id IS NOT NULL AND line IS NOT NULL)")
                .head();
        TableFacts facts = facts(path);
        List<KeyTable> tables = List.of(KeyTable.of(facts));
        ColumnSet pair = new ColumnSet(0, List.of(0, 1));
        InclusionDependencyJob shuffle = new InclusionDependencyJob(
                () -> spark, table -> DataSources.view(spark, table), null, List.of(facts.profile()), tables);
        AtomicInteger started = new AtomicInteger();
        SparkListener listener = new SparkListener() {
            @Override
            public void onJobStart(SparkListenerJobStart job) {
                started.incrementAndGet();
            }
        };
        spark.sparkContext().listenerBus().waitUntilEmpty(30_000);
        spark.sparkContext().addSparkListener(listener);
        OverlapCounts tally = shuffle.count(List.of(pair), new int[0], new int[0]);
        stop(spark, listener);
        assertThat(tally.distinct(0)).isEqualTo(expected.getLong(0));
        assertThat(tally.rows(0)).isEqualTo(expected.getLong(1));
        assertThat(started.get()).isEqualTo(jobs);
    }

    private static void stop(SparkSession spark, SparkListener listener) throws TimeoutException {
        spark.sparkContext().listenerBus().waitUntilEmpty(30_000);
        spark.sparkContext().removeSparkListener(listener);
    }

    private static TableFacts facts(String path) {
        try (ScanMetrics meter = new ScanMetrics(SharedSpark.lazy())) {
            SourceTable table = DataSources.open(
                            SharedSpark.lazy(), List.of(path), DialectOptions.NONE, ProgressListener.NONE)
                    .get(0);
            var scanned =
                    TableScanner.finish(table, table.name(), new TableScanner(SharedSpark.lazy()).read(table, meter));
            return new TableFacts(scanned.profile(), scanned.sketch());
        }
    }
}

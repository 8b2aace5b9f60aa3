package io.github.bigdatamigrator.relationship;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.context.DialectOptions;
import io.github.bigdatamigrator.context.ProgressListener;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.fixture.SharedSpark;
import io.github.bigdatamigrator.profiling.ScanMetrics;
import io.github.bigdatamigrator.profiling.TableScanner;
import io.github.bigdatamigrator.relationship.RelationshipFinder.TableFacts;
import io.github.bigdatamigrator.source.LazySpark;
import io.github.bigdatamigrator.source.SourceTable;
import io.github.bigdatamigrator.source.discovery.DataSources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
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
        ColumnSet pair = new ColumnSet(0, List.of(0, 1));
        InclusionDependencyJob shuffle = counter(spark, null, List.of(facts));
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
        if (format.equals("csv")) {
            OverlapCounts here = counter(spark, HERE, List.of(facts)).count(List.of(pair), new int[0], new int[0]);
            assertThat(here.distinct(0)).isEqualTo(expected.getLong(0));
            assertThat(here.rows(0)).isEqualTo(expected.getLong(1));
        }
    }

    /** Threads of this process count what a job counts, to the bit: values, tuples, containment, examples. */
    @Test
    void threadsCountWhatAJobCounts() throws Exception {
        SparkSession spark = SharedSpark.newSession();
        Random random = new Random(4);
        StringBuilder parent = new StringBuilder("id,code,price,day\n");
        StringBuilder child = new StringBuilder("ref,code,price,day,note\n");
        for (int i = 0; i < 30_000; i++) {
            parent.append(String.format(
                    Locale.ROOT, "%d,Größe %d,%d.%02d,2024-01-%02d%n", i, i % 9_000, i % 700, i % 100, i % 28 + 1));
            int ref = random.nextInt(33_000);
            child.append(ref == 5 ? "" : ref)
                    .append(String.format(
                            Locale.ROOT,
                            ",%s%d,%d.%d,2024-%02d-01,\"two%nlines %d\"%n",
                            i % 3 == 0 ? "Größe " : "x",
                            random.nextInt(12_000),
                            random.nextInt(900),
                            i % 10,
                            i % 12 + 1,
                            i % 50));
        }
        List<TableFacts> facts = List.of(
                facts(Files.writeString(folder.resolve("parent.csv"), parent).toString()),
                facts(Files.writeString(folder.resolve("child.csv"), child).toString()));
        List<ColumnSet> sets = List.of(
                ColumnSet.of(0, 0),
                ColumnSet.of(0, 1),
                ColumnSet.of(0, 2),
                new ColumnSet(0, List.of(1, 3)),
                ColumnSet.of(1, 0),
                ColumnSet.of(1, 1),
                ColumnSet.of(1, 2),
                new ColumnSet(1, List.of(1, 3)),
                ColumnSet.of(1, 4));
        int[] children = {4, 5, 6, 7, 5};
        int[] parents = {0, 1, 2, 3, 8};
        InclusionDependencyJob job = counter(spark, null, facts);
        InclusionDependencyJob threads = counter(spark, HERE, facts);
        OverlapCounts there = job.count(sets, children, parents);
        OverlapCounts here = threads.count(sets, children, parents);
        for (int set = 0; set < sets.size(); set++) {
            assertThat(List.of(here.distinct(set), here.rows(set)))
                    .isEqualTo(List.of(there.distinct(set), there.rows(set)));
        }
        for (int pair = 0; pair < children.length; pair++) {
            assertThat(List.of(here.containedDistinct(pair), here.containedRows(pair)))
                    .isEqualTo(List.of(there.containedDistinct(pair), there.containedRows(pair)));
            assertThat(here.orphans(pair)).isNotEmpty().isEqualTo(there.orphans(pair));
            ColumnSet columns = sets.get(children[pair]);
            assertThat(threads.texts(columns, here.orphans(pair)))
                    .hasSameSizeAs(here.orphans(pair))
                    .isEqualTo(job.texts(columns, there.orphans(pair)));
        }
    }

    private static final LocalRows HERE = new LocalRows() {
        private final LazySpark threads =
                new LazySpark("local[2]", SharedSpark::session, Configuration::new, Long.MAX_VALUE);

        @Override
        public @Nullable List<Supplier<Iterator<InternalRow>>> open(TableProfile table, List<Integer> columns) {
            return DataSources.rowsHere(threads, table, columns);
        }

        @Override
        public <A, R> void inOrder(List<A> tasks, Function<A, R> work, Consumer<R> consumer) {
            threads.inOrder(tasks, work, consumer);
        }
    };

    private static InclusionDependencyJob counter(
            SparkSession spark, @Nullable LocalRows here, List<TableFacts> facts) {
        return new InclusionDependencyJob(
                () -> spark,
                table -> DataSources.view(spark, table),
                here,
                facts.stream().map(TableFacts::profile).toList(),
                facts.stream().map(KeyTable::of).toList());
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

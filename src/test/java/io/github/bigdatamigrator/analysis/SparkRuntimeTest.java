package io.github.bigdatamigrator.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.context.query.QueryEngine;
import io.github.bigdatamigrator.conversation.FakeQueryEngine;
import io.github.bigdatamigrator.fixture.SharedSpark;
import io.github.bigdatamigrator.source.LazySpark;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("spark")
class SparkRuntimeTest {
    private static final int CORES = 2;
    private static final int LONG_TASKS = 500;

    private static final Semaphore BEGUN = new Semaphore(0);
    private static final Semaphore ALLOWED = new Semaphore(0);

    private static Long hold(Long value) throws InterruptedException {
        BEGUN.release();
        ALLOWED.acquire();
        return value;
    }

    /** Two threads, since the common pool of newer JDKs has a single one on two cores. */
    private static void start(Runnable work) {
        new Thread(work).start();
    }

    @Test
    void sparkStartsWithTheFirstQueryAndNotForWhatNeedsNone() {
        LazySpark spark = new LazySpark("local[2]", SharedSpark::session, Configuration::new, 0);
        QueryEngine queries = SparkRuntime.using(SharedSpark.session())
                .port(
                        QueryEngine.class,
                        spark,
                        session -> new FakeQueryEngine().gives("SELECT 1", List.of(), List.of()));

        queries.cancel();
        assertThat(queries.started()).isFalse();
        assertThat(spark.started()).isEmpty();

        queries.run("SELECT 1");
        assertThat(queries.started()).isTrue();
    }

    /**
     * In the order of arrival the short one would have to wait until the last task of the long one has begun, and this
     * test for ever.
     */
    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void aLongQueryOfOneSessionDoesNotKeepAnotherWaiting() throws Exception {
        SparkRuntime runtime = SparkRuntime.using(SharedSpark.session());
        SparkSession slow = runtime.newSession();
        SparkSession quick = runtime.newSession();
        slow.udf().register("hold", (UDF1<Long, Long>) SparkRuntimeTest::hold, DataTypes.LongType);
        CompletableFuture<List<Row>> all = CompletableFuture.supplyAsync(
                () -> slow.sql("SELECT hold(id) FROM range(0, " + LONG_TASKS + ", 1, " + LONG_TASKS + ")")
                        .collectAsList(),
                SparkRuntimeTest::start);
        BEGUN.acquire(CORES);
        CompletableFuture<List<Row>> one = CompletableFuture.supplyAsync(
                () -> quick.sql("SELECT id FROM range(0, 1, 1, 1)").collectAsList(), SparkRuntimeTest::start);
        // Task by task a core becomes free, and hundreds of tasks of the long query wait for it.
        while (!one.isDone()) {
            ALLOWED.release();
            BEGUN.acquire();
        }
        assertThat(all).isNotDone();
        ALLOWED.release(LONG_TASKS);
        assertThat(one.join()).hasSize(1);
        assertThat(all.get(1, TimeUnit.MINUTES)).hasSize(LONG_TASKS);
    }

    @Test
    void sessionsShareABoundedNumberOfPools() {
        SparkRuntime runtime = SparkRuntime.using(SharedSpark.session());
        List<String> pools = IntStream.range(0, 200)
                .mapToObj(i -> runtime.newSession().conf().get("spark.scheduler.pool"))
                .toList();
        assertThat(pools.subList(0, 64)).doesNotHaveDuplicates();
        assertThat(new HashSet<>(pools)).hasSize(64);
    }
}

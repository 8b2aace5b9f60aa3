package io.github.bigdatamigrator.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.context.Uniqueness;
import io.github.bigdatamigrator.context.query.QueryResult;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.fixture.ColumnBuilder;
import io.github.bigdatamigrator.fixture.Profiles;
import io.github.bigdatamigrator.fixture.SharedSpark;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks queries on small tables, which run on cached rows. */
@Tag("spark")
class SmallTableExecutorTest {
    private static final int ROWS = 1000;

    private final SparkSession session = SalesViews.session();
    private final AtomicBoolean unchanged = new AtomicBoolean(true);
    private final SmallTableCache tables = new SmallTableCache(SharedSpark::newSession, origin -> unchanged.get());

    private Optional<List<Row>> runOnCachedRows(String sql, TableProfile... profiles) {
        var guard = new SqlGuard(
                (org.apache.spark.sql.classic.SparkSession) session,
                java.util.Set.of("sales", "customers", "counted", "blocked"));
        SparkSession.setActiveSession(session);
        return new SmallTableExecutor(session, tables, List.of(profiles)).run(guard.analyze(sql), ROWS);
    }

    private static final TableProfile SALES = SalesViews.profile("sales", 6);
    private static final TableProfile CUSTOMERS = SalesViews.profile("customers", 4);

    /** Rounds doubles, whose last digits depend on the order of summation. */
    private static String cell(@Nullable Object cell) {
        return cell instanceof Double number
                ? String.format(java.util.Locale.ROOT, "%.12g", number)
                : String.valueOf(cell);
    }

    /** Cells as text; rows keep their order if the statement sorts them. */
    private static List<String> rows(QueryResult result) {
        List<String> rows = result.rows().stream()
                .map(row ->
                        row.stream().map(SmallTableExecutorTest::cell).toList().toString())
                .toList();
        return result.sql().toUpperCase(java.util.Locale.ROOT).contains("ORDER BY")
                ? rows
                : rows.stream().sorted().toList();
    }

    @Test
    void everyAllowedStatementGivesTheSameRowsAndTypesOnCachedRows() throws Exception {
        SparkQueryEngine usual = SalesViews.engine(session);
        SparkQueryEngine held = SalesViews.cachingEngine(session, tables, ROWS);
        List<String> different = new ArrayList<>();
        int compared = 0;
        int cheap = 0;
        for (String sql : AllowedStatementsTest.statements()) {
            QueryResult one = usual.run(sql);
            QueryResult other = held.run(sql);
            boolean settled = rows(one).equals(rows(usual.run(sql)));
            if (settled) {
                compared++;
                cheap += runOnCachedRows(sql, SALES, CUSTOMERS).isPresent() ? 1 : 0;
                if (!rows(one).equals(rows(other))
                        || !one.columns().equals(other.columns())
                        || !one.types().equals(other.types())) {
                    different.add(sql + "\n  " + rows(one) + "\n  " + rows(other));
                }
            }
        }

        assertThat(different).isEmpty();
        assertThat(compared).isGreaterThan(80);
        assertThat(cheap).as("of " + compared + " that were run the cheap way").isGreaterThan(compared / 2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 'm1' AS marker, sum(qty) AS units FROM sales",
                "SELECT product, sum(amount * qty) AS revenue FROM sales GROUP BY product ORDER BY revenue DESC LIMIT"
                        + " 5",
                "SELECT c.name, count(*) AS n FROM sales s JOIN customers c ON s.customer_id = c.id GROUP BY c.name",
                "SELECT c.name, s.sale_id FROM customers c LEFT JOIN sales s ON s.customer_id = c.id ORDER BY 1, 2",
                "SELECT m.name, count(e.id) FROM customers e JOIN customers m ON e.manager_id = m.id GROUP BY m.name",
                "SELECT count(DISTINCT product), count(DISTINCT customer_id) FROM sales",
                "SELECT product FROM sales WHERE amount = (SELECT max(amount) FROM sales)",
                "SELECT name FROM customers c WHERE EXISTS (SELECT 1 FROM sales s WHERE s.customer_id = c.id)",
                "WITH m AS (SELECT date_trunc('month', sold_on) AS month, sum(qty) AS n FROM sales GROUP BY 1)"
                        + " SELECT month, n, n - lag(n) OVER (ORDER BY month) AS more FROM m ORDER BY month",
                "SELECT product, row_number() OVER (PARTITION BY product ORDER BY amount DESC) AS r FROM sales QUALIFY"
                        + " r = 1",
                "SELECT product FROM sales UNION SELECT name FROM customers"
            })
    void typicalQueriesRunOnCachedRows(String sql) {
        assertThat(runOnCachedRows(sql, SALES, CUSTOMERS).orElseThrow()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT count(*) FROM sales, customers",
                "SELECT count(*) FROM sales s JOIN customers c ON s.sale_id < c.id",
                "SELECT explode(sequence(1, 1000)) FROM sales",
                "SELECT count(*) FROM sales CROSS JOIN range(1000)",
                "SELECT 1"
            })
    void generatedRowsAndCrossJoinsRunRegularly(String sql) {
        assertThat(runOnCachedRows(sql, SALES, CUSTOMERS)).isEmpty();
    }

    @Test
    void unknownOrLargeTablesRunRegularly() {
        String sql = "SELECT count(*) FROM sales";

        assertThat(runOnCachedRows(sql, SALES)).isPresent();
        assertThat(runOnCachedRows(sql, CUSTOMERS)).isEmpty();
        assertThat(runOnCachedRows(sql, SalesViews.profile("sales", 20_001))).isEmpty();
        assertThat(runOnCachedRows("SELECT count(*) FROM sales s JOIN customers c ON s.customer_id = c.id", SALES))
                .isEmpty();
    }

    @Test
    void joinsOnAUniqueColumnRunOnCachedRows() {
        session.sql("SELECT id, id % 10 AS customer_id FROM range(11000)").createOrReplaceTempView("counted");
        TableProfile many = Profiles.table(
                "counted",
                11_000,
                List.of(
                        Profiles.column("id", ColumnType.BIGINT, 11_000),
                        Profiles.column("customer_id", ColumnType.BIGINT, 10)));
        TableProfile keyed = Profiles.table("customers", 4, List.of(unique("id"), unique("name")));
        String join = "SELECT count(*) FROM counted n JOIN customers c ON n.customer_id = c.id - 10";
        String onKey = "SELECT count(*) FROM counted n JOIN customers c ON n.customer_id + 10 = c.id";
        String onEither = "SELECT count(*) FROM counted n JOIN customers c ON n.customer_id = length(c.name)"
                + " AND (c.id = n.id OR c.city = 'Bern')";

        assertThat(runOnCachedRows(onKey, many, keyed).orElseThrow().get(0).getLong(0))
                .isEqualTo(4_400);
        assertThat(runOnCachedRows(join, many, keyed))
                .as("no column of a key is equated")
                .isEmpty();
        assertThat(runOnCachedRows(onEither, many, keyed))
                .as("a key that need not be equal")
                .isEmpty();
        assertThat(runOnCachedRows(
                        "SELECT count(*) FROM counted a JOIN counted b ON a.customer_id = b.customer_id", many))
                .isEmpty();
        assertThat(runOnCachedRows(
                        "SELECT count(*) FROM (SELECT c.id FROM customers c JOIN counted n ON c.id = n.customer_id) d"
                                + " JOIN counted m ON d.id = m.customer_id",
                        many,
                        keyed))
                .as("a key that a join before has multiplied")
                .isEmpty();
    }

    private static ColumnProfile unique(String name) {
        return ColumnBuilder.named(name, ColumnType.BIGINT)
                .unique(new Uniqueness(true, true))
                .build();
    }

    @Test
    void rowsAreReadOnceAndIgnoredAfterFilesChange() {
        AtomicInteger reads = Counted.READS;
        reads.set(0);
        session.udf().register("counting", (UDF1<Long, Long>) Counted::count, DataTypes.LongType);
        session.sql("SELECT counting(id) AS x FROM range(3)").createOrReplaceTempView("counted");
        SparkQueryEngine engine = new SparkQueryEngine(
                session,
                Profiles.context(List.of(SalesViews.profile("counted", 3)), List.of()),
                ROWS,
                SalesViews.MINUTE,
                tables);

        for (int i = 0; i < 4; i++) {
            assertThat(engine.run("SELECT sum(x) + " + i + " FROM counted").rows())
                    .containsExactly(List.of(3L + i));
        }
        assertThat(reads).hasValue(3);

        unchanged.set(false);
        engine.run("SELECT sum(x) FROM counted");
        assertThat(reads).as("read from the files again").hasValue(6);
    }

    private static final class Counted {
        private static final AtomicInteger READS = new AtomicInteger();

        static Long count(Long value) {
            READS.incrementAndGet();
            return value;
        }
    }

    @Test
    void resultIsTruncatedAtTheRowLimit() {
        SparkQueryEngine engine = SalesViews.cachingEngine(session, tables, 3);

        QueryResult cut = engine.run("SELECT sale_id FROM sales ORDER BY sale_id DESC");

        assertThat(cut.rows()).containsExactly(List.of(6L), List.of(5L), List.of(4L));
        assertThat(cut.truncated()).isTrue();
        assertThat(engine.run("SELECT sale_id FROM sales LIMIT 3").truncated()).isFalse();
    }

    @Test
    void timeLimitStopsTheTask() throws InterruptedException {
        Slow.STOPPED = new CountDownLatch(1);
        session.udf().register("wait_for_ever", (UDF1<Long, Long>) Slow::wait, DataTypes.LongType);
        session.sql("SELECT wait_for_ever(id) AS x FROM range(1)").createOrReplaceTempView("blocked");
        SparkQueryEngine engine = new SparkQueryEngine(
                session,
                Profiles.context(List.of(SalesViews.profile("blocked", 1)), List.of()),
                ROWS,
                Duration.ofMillis(500),
                tables);

        MigratorException late =
                catchThrowableOfType(MigratorException.class, () -> engine.run("SELECT sum(x) FROM blocked"));

        assertThat(late.code()).isEqualTo(ErrorCode.QUERY_TIMEOUT);
        assertThat(Slow.STOPPED.await(1, TimeUnit.MINUTES)).isTrue();
    }

    private static final class Slow {
        private static volatile CountDownLatch STOPPED = new CountDownLatch(1);

        static Long wait(Long value) {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException stopped) {
                STOPPED.countDown();
                throw new IllegalStateException(stopped);
            }
            return value;
        }
    }

    @Test
    void severalThreadsCanQueryAtOnce() {
        SparkQueryEngine engine = SalesViews.cachingEngine(session, tables, ROWS);
        SalesViews.assertConcurrentQueries(engine, 16);
    }

    @Test
    void invalidValueGivesTheErrorOfRegularExecution() {
        SparkQueryEngine held = SalesViews.cachingEngine(session, tables, ROWS);
        String sql = "SELECT sum(qty) / (count(*) - count(*)) FROM sales";

        MigratorException usual = catchThrowableOfType(
                MigratorException.class, () -> SalesViews.engine(session).run(sql));
        MigratorException cheap = catchThrowableOfType(MigratorException.class, () -> held.run(sql));

        assertThat(cheap.code()).isEqualTo(ErrorCode.QUERY_FAILED);
        assertThat(cheap).hasMessage(usual.getMessage());
    }
}

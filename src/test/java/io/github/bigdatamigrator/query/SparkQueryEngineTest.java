package io.github.bigdatamigrator.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.query.QueryResult;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("spark")
class SparkQueryEngineTest {
    private static final int ROW_LIMIT = 3;

    private final SparkSession session = SalesViews.session();
    private final SparkQueryEngine engine = SalesViews.engine(session);

    @Test
    void resultHasColumnNamesAndTypes() {
        QueryResult result = engine.run("SELECT sale_id, amount, sold_on, sold_at, tags, score, qty > 0 FROM sales");

        assertThat(result.columns())
                .containsExactly("sale_id", "amount", "sold_on", "sold_at", "tags", "score", "(qty > 0)");
        assertThat(result.types())
                .containsExactly(
                        ColumnType.BIGINT,
                        ColumnType.decimal(4, 2),
                        ColumnType.DATE,
                        ColumnType.TIMESTAMP,
                        ColumnType.STRING,
                        ColumnType.DOUBLE,
                        ColumnType.BOOLEAN);
        assertThat(result.truncated()).isFalse();
        assertThat(result.seconds()).isPositive();
    }

    @Test
    void duplicateColumnNamesAreKept() {
        assertThat(engine.run("SELECT 1 AS a, 2 AS a").columns()).containsExactly("a", "a");
    }

    @Test
    void resultIsTruncatedAtTheRowLimit() {
        SparkQueryEngine small = new SparkQueryEngine(session, Set.of("sales"), ROW_LIMIT, SalesViews.MINUTE);

        QueryResult cut = small.run("SELECT sale_id FROM sales ORDER BY sale_id DESC");
        QueryResult whole = small.run("SELECT sale_id FROM sales ORDER BY sale_id DESC LIMIT 3");

        assertThat(cut.rows()).containsExactly(List.of(6L), List.of(5L), List.of(4L));
        assertThat(cut.truncated()).isTrue();
        assertThat(whole.rows()).hasSize(ROW_LIMIT);
        assertThat(whole.truncated()).isFalse();
    }

    @Test
    void viewNamesIgnoreCaseAndColumnNamesMayContainBlanks() {
        session.sql("SELECT 7 AS `a b`").createOrReplaceTempView("my_sales");
        SparkQueryEngine named = new SparkQueryEngine(session, Set.of("My_Sales"), ROW_LIMIT, SalesViews.MINUTE);

        assertThat(named.run("SELECT `a b` FROM MY_SALES").rows()).containsExactly(List.of(7L));
    }

    @Test
    void unknownColumnErrorIsOneLineWithNearestNames() {
        MigratorException failed = failure("SELECT amout FROM sales");

        assertThat(failed.code()).isEqualTo(ErrorCode.QUERY_FAILED);
        assertThat(failed.getMessage())
                .startsWith("[UNRESOLVED_COLUMN.WITH_SUGGESTION]")
                .contains("`amout`", "`amount`")
                .doesNotContain("SQLSTATE", "Project", "\n")
                .hasSizeLessThanOrEqualTo(300);
    }

    @Test
    void unknownTableErrorNamesTheNearest() {
        assertThat(failure("SELECT * FROM sale"))
                .hasMessage("[TABLE_OR_VIEW_NOT_FOUND] There is no table `sale`. Did you mean `sales`?"
                        + " Tables: customers, sales.");
        assertThat(failure("SELECT * FROM public.sales").getMessage()).contains("Did you mean `sales`?");
    }

    @Test
    void unknownFunctionErrorNamesTheNearest() {
        assertThat(failure("SELECT date_trunk('month', sold_on) FROM sales"))
                .hasMessage("[UNRESOLVED_ROUTINE] Spark SQL has no function `date_trunk`. Did you mean `date_trunc`?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SELECT TOP 3 product FROM sales | put LIMIT n at the end",
                "SELECT TOP 3 product FROM sales | leave it out; only if n rows are asked for",
                "SELECT TOP 3 [product] FROM sales | at the end. Quote names with backticks",
                "SELECT [product] FROM sales | backticks",
                "SELECT product FROM sales LIMIT 2, 3 | OFFSET",
                "SELECT strftime('%Y', sold_on) FROM sales | date_format",
                "SELECT group_concat(product) FROM sales | listagg"
            })
    void syntaxOfOtherDialectsGetsAHint(String sql, String hint) {
        assertThat(failure(sql).getMessage()).contains(hint);
    }

    @Test
    void syntaxErrorNamesThePosition() {
        assertThat(failure("SELECT *\nFORM sales WHERE"))
                .hasMessage("[PARSE_SYNTAX_ERROR] Syntax error at or near 'sales'. (line 2, position 5)");
    }

    @Test
    void runtimeErrorIsOneLineWithoutSettingsAdvice() {
        MigratorException failed = failure("SELECT 1 / (qty - qty) FROM sales");

        assertThat(failed.code()).isEqualTo(ErrorCode.QUERY_FAILED);
        assertThat(failed.getMessage())
                .startsWith("[DIVIDE_BY_ZERO]")
                .contains("try_divide")
                .doesNotContain("ansi", "SQLSTATE", "\n");
        assertThat(failure("SELECT cast(product AS INT) FROM sales").getMessage())
                .startsWith("[CAST_INVALID_INPUT]")
                .doesNotContain("ansi", "SQLSTATE", "\n");
    }

    @Test
    void checkAnalysesWithoutRunning() {
        Latch latch = blockingView();

        assertThatNoException().isThrownBy(() -> latch.engine(SalesViews.MINUTE).check("SELECT * FROM blocked"));

        assertThat(failureOf(() -> engine.check("SELECT amout FROM sales")).code())
                .isEqualTo(ErrorCode.QUERY_FAILED);
        assertThat(Latch.STARTED.getCount()).isEqualTo(1);
    }

    @Test
    void timeLimitStopsTheQueryAndIsNamed() throws InterruptedException {
        Latch latch = blockingView();

        MigratorException late =
                failureOf(() -> latch.engine(Duration.ofMillis(1500)).run("SELECT * FROM blocked"));

        assertThat(late.code()).isEqualTo(ErrorCode.QUERY_TIMEOUT);
        assertThat(late)
                .hasMessage(
                        "The query ran longer than 1.5 s and was stopped. Ask for less, or raise" + " QUERY_TIMEOUT.");
        assertThat(Latch.INTERRUPTED.await(1, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void anotherThreadCanCancelAndTheEngineKeepsWorking() throws Exception {
        Latch latch = blockingView();
        SparkQueryEngine blocked = latch.engine(SalesViews.MINUTE);
        CompletableFuture<MigratorException> waiting =
                CompletableFuture.supplyAsync(() -> failureOf(() -> blocked.run("SELECT * FROM blocked")));
        assertThat(Latch.STARTED.await(1, TimeUnit.MINUTES)).isTrue();

        blocked.cancel();

        assertThat(waiting.get(1, TimeUnit.MINUTES).code()).isEqualTo(ErrorCode.CANCELLED);
        assertThat(Latch.INTERRUPTED.await(1, TimeUnit.MINUTES)).isTrue();
        assertThat(engine.run("SELECT 1").rowCount()).isEqualTo(1);
    }

    @Test
    void cancelLeavesOtherEnginesAlone() throws Exception {
        Latch latch = blockingView();
        SparkQueryEngine blocked = latch.engine(SalesViews.MINUTE);
        CompletableFuture<MigratorException> waiting =
                CompletableFuture.supplyAsync(() -> failureOf(() -> blocked.run("SELECT * FROM blocked")));
        assertThat(Latch.STARTED.await(1, TimeUnit.MINUTES)).isTrue();

        engine.cancel();

        assertThat(waiting).isNotDone();
        blocked.cancel();
        assertThat(waiting.get(1, TimeUnit.MINUTES).code()).isEqualTo(ErrorCode.CANCELLED);
    }

    @Test
    void severalThreadsCanQueryAtOnce() {
        SalesViews.assertConcurrentQueries(engine, 6);
    }

    @Test
    void invalidLimitsAreRejected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SparkQueryEngine(session, Set.of(), 0, SalesViews.MINUTE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SparkQueryEngine(session, Set.of(), 1, Duration.ZERO));
    }

    private MigratorException failure(String sql) {
        return failureOf(() -> engine.run(sql));
    }

    private static MigratorException failureOf(org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
        return catchThrowableOfType(MigratorException.class, work);
    }

    private Latch blockingView() {
        Latch.STARTED = new CountDownLatch(1);
        Latch.INTERRUPTED = new CountDownLatch(1);
        session.udf().register("wait_for_ever", (UDF1<Long, Long>) Latch::waitForEver, DataTypes.LongType);
        session.sql("SELECT wait_for_ever(id) AS x FROM range(1)").createOrReplaceTempView("blocked");
        return new Latch(session);
    }

    /** A view whose only row blocks until its task is interrupted. */
    private record Latch(SparkSession session) {
        private static volatile CountDownLatch STARTED = new CountDownLatch(1);
        private static volatile CountDownLatch INTERRUPTED = new CountDownLatch(1);

        static Long waitForEver(Long value) {
            STARTED.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException stopped) {
                INTERRUPTED.countDown();
                throw new IllegalStateException(stopped);
            }
            return value;
        }

        SparkQueryEngine engine(Duration limit) {
            return new SparkQueryEngine(session, Set.of("blocked"), ROW_LIMIT, limit);
        }
    }
}

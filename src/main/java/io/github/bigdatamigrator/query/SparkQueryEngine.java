package io.github.bigdatamigrator.query;

import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.context.query.QueryEngine;
import io.github.bigdatamigrator.context.query.QueryResult;
import io.github.bigdatamigrator.context.query.StatementReview;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.query.counting.Measurement;
import io.github.bigdatamigrator.query.counting.StatementReviewer;
import io.github.bigdatamigrator.sql.DialectHints;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.types.StructField;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs read-only SQL on the views of one conversation, on the full data.
 *
 * <pre>{@code
 * var queries = new SparkQueryEngine(session, Set.of("sales"), 1000, Duration.ofSeconds(120));
 * queries.run("SELECT count(*) FROM sales").rows(); // [[1204331]]
 * }</pre>
 *
 * <p>Thread-safe; each query runs on its own thread, so that a caller never waits longer than the time limit, even if
 * Spark cannot stop. Lives on the driver. A run costs one Spark query and collects at most {@code rowLimit + 1} rows. A
 * LIMIT of the statement is run beyond, to say what it leaves out.
 */
public final class SparkQueryEngine implements QueryEngine {
    private static final Logger LOG = LoggerFactory.getLogger(SparkQueryEngine.class);
    /** Maximum characters of an error before a hint. */
    private static final int MAX_HINTED_ERROR = 160;
    /** Time limit of all measurements of a review. */
    private static final Duration MEASURING = Duration.ofSeconds(10);

    private final SparkSession session;
    private final SqlGuard guard;
    private final int rowLimit;
    private final QueryRunner runner;
    private final Duration timeLimit;
    private final @Nullable SmallTableExecutor smallTables;
    private final @Nullable StatementReviewer reviewer;

    /**
     * Changes the SQL settings of the session: files cannot be queried by path, and dates are collected as
     * {@code java.time}.
     *
     * @param conversationSession the session of the conversation, with its views
     * @param viewNames SQL names, in any case, of the only readable views
     * @param rowLimit maximum rows of a result, at least 1
     * @param timeLimit maximum wall time of a run, more than zero
     */
    public SparkQueryEngine(SparkSession conversationSession, Set<String> viewNames, int rowLimit, Duration timeLimit) {
        this(conversationSession, viewNames, rowLimit, timeLimit, null, null);
    }

    /**
     * As {@link #SparkQueryEngine(SparkSession, Set, int, Duration)}, for views of profiled tables: queries on small
     * ones read cached rows and take a few milliseconds, and statements can be reviewed.
     *
     * @param context the profile of all views
     */
    public SparkQueryEngine(
            SparkSession conversationSession,
            DataContext context,
            int rowLimit,
            Duration timeLimit,
            SmallTableCache tables) {
        this(
                conversationSession,
                context.tables().stream().map(TableProfile::sqlName).collect(Collectors.toSet()),
                rowLimit,
                timeLimit,
                new SmallTableExecutor(conversationSession, tables, context.tables()),
                context);
    }

    private SparkQueryEngine(
            SparkSession session,
            Set<String> viewNames,
            int rowLimit,
            Duration timeLimit,
            @Nullable SmallTableExecutor smallTables,
            @Nullable DataContext context) {
        if (rowLimit < 1 || timeLimit.isNegative() || timeLimit.isZero()) {
            throw new IllegalArgumentException(
                    "rowLimit must be at least 1 and timeLimit positive: " + rowLimit + " rows, " + timeLimit);
        }
        this.session = session;
        this.rowLimit = rowLimit;
        this.smallTables = smallTables;
        this.guard = new SqlGuard((org.apache.spark.sql.classic.SparkSession) session, viewNames);
        this.runner = new QueryRunner(session, timeLimit);
        this.timeLimit = timeLimit;
        this.reviewer = context == null ? null : new StatementReviewer(context);
        QuerySettings.apply(session);
    }

    @Override
    public QueryResult run(String sql) {
        return withDialectHint(sql, () -> collect(sql));
    }

    @Override
    public void check(String sql) {
        withDialectHint(sql, () -> guard.admit(sql).schema());
    }

    @Override
    public StatementReview review(String sql) {
        if (reviewer == null) {
            return StatementReview.NONE;
        }
        try {
            Measuring measuring = new Measuring();
            StatementReview review = runner.call(sql, () -> reviewer.review(guard.analyze(sql), sql, measuring));
            return review.corrected() == null || runs(review.corrected())
                    ? review
                    : new StatementReview(review.faults(), null);
        } catch (MigratorException e) {
            if (e.code() == ErrorCode.CANCELLED) {
                throw e;
            }
            LOG.debug("A statement cannot be reviewed", e);
            return StatementReview.NONE;
        }
    }

    private boolean runs(String sql) {
        try {
            check(sql);
            return true;
        } catch (MigratorException e) {
            LOG.debug("A correction does not run", e);
            return false;
        }
    }

    @Override
    public void cancel() {
        runner.cancelAll();
    }

    /** Runs the queries of one review until its time is used up. */
    private final class Measuring implements Measurement {
        private final long start = System.nanoTime();

        @Override
        public org.apache.spark.sql.classic.SparkSession session() {
            return (org.apache.spark.sql.classic.SparkSession) session;
        }

        @Override
        public Optional<Row> first(LogicalPlan analyzed) {
            Duration left = MEASURING.minusNanos(System.nanoTime() - start);
            if (left.isNegative() || left.isZero()) {
                return Optional.empty();
            }
            Duration limit = left.compareTo(timeLimit) < 0 ? left : timeLimit;
            try {
                return runner
                        .call("measures a suspicion", limit, () -> SparkQueryEngine.this.rows(analyzed, 1))
                        .stream()
                        .findFirst();
            } catch (MigratorException e) {
                if (e.code() == ErrorCode.CANCELLED) {
                    throw e;
                }
                LOG.debug("A suspicion cannot be measured", e);
                return Optional.empty();
            }
        }
    }

    /** Adds Spark's replacement to the error of a function of another SQL dialect. */
    private <T> T withDialectHint(String sql, Supplier<T> work) {
        try {
            return runner.call(sql, work);
        } catch (MigratorException first) {
            MigratorException e = StatementFaults.all(sql, first, text -> runner.call(text, () -> guard.analyze(text)));
            Optional<String> hint =
                    e.code() == ErrorCode.QUERY_FAILED ? DialectHints.hintOfCall(sql) : Optional.empty();
            String message = String.valueOf(e.getMessage());
            if (hint.isEmpty() || message.endsWith(hint.get())) {
                throw e;
            }
            String line = message.length() <= MAX_HINTED_ERROR ? message : message.substring(0, MAX_HINTED_ERROR) + "…";
            throw new MigratorException(ErrorCode.QUERY_FAILED, line + " " + hint.get(), e);
        }
    }

    private QueryResult collect(String sql) {
        long start = System.nanoTime();
        LogicalPlan analyzed = guard.analyze(sql);
        LimitProbe probe = LimitProbe.of(analyzed, rowLimit);
        List<Row> rows = rows(probe.plan(), probe.fetched());
        ResultCells cells = new ResultCells(ZoneId.of(session.conf().get("spark.sql.session.timeZone")));
        StructField[] fields = analyzed.schema().fields();
        List<List<@Nullable Object>> kept = rows.stream()
                .limit(probe.shown())
                .map(row -> cells.row(row, fields))
                .toList();
        List<String> names = Arrays.stream(fields).map(StructField::name).toList();
        List<ColumnType> types = Arrays.stream(fields)
                .map(field -> ResultCells.type(field.dataType()))
                .toList();
        double seconds = (System.nanoTime() - start) / 1e9;
        return new QueryResult(sql, names, types, kept, probe.truncated(rows), seconds, probe.cut(rows));
    }

    private List<Row> rows(LogicalPlan analyzed, int limit) {
        return Optional.ofNullable(smallTables)
                .flatMap(executor -> executor.run(analyzed, limit))
                .orElseGet(() -> guard.withBoundedJoins(analyzed).limit(limit).collectAsList());
    }
}

package io.github.bigdatamigrator.query;

import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Runs each query on its own daemon thread and in its own Spark job group, which is cancelled at the time limit or on
 * request. The caller returns at once; Spark tasks are interrupted and end at their next row.
 */
final class QueryRunner {
    private static final int DESCRIPTION_CHARACTERS = 100;

    private final SparkSession session;
    private final Duration limit;
    private final Map<String, CompletableFuture<?>> running = new ConcurrentHashMap<>();

    QueryRunner(SparkSession session, Duration limit) {
        this.session = session;
        this.limit = limit;
    }

    <T> T call(String sql, Supplier<T> work) {
        return call(sql, limit, work);
    }

    /** @param limit maximum wall time of this run */
    <T> T call(String sql, Duration limit, Supplier<T> work) {
        String group = "query-" + UUID.randomUUID();
        CompletableFuture<T> outcome = new CompletableFuture<>();
        running.put(group, outcome);
        try {
            outcome.completeAsync(() -> inJobGroup(group, sql, work), task -> startThread(group, task));
            return outcome.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            stop(group);
            throw new MigratorException(
                    ErrorCode.QUERY_TIMEOUT,
                    "The query ran longer than " + seconds(limit)
                            + " s and was stopped. Ask for less, or raise QUERY_TIMEOUT.",
                    late);
        } catch (InterruptedException interrupted) {
            stop(group);
            Thread.currentThread().interrupt();
            throw cancelled(interrupted);
        } catch (ExecutionException failed) {
            throw QueryErrors.explain(failed.getCause() == null ? failed : failed.getCause());
        } finally {
            running.remove(group);
        }
    }

    /** Cancels all running queries. */
    void cancelAll() {
        running.forEach((group, outcome) -> {
            outcome.completeExceptionally(cancelled(null));
            stop(group);
        });
    }

    private static void startThread(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private <T> T inJobGroup(String group, String sql, Supplier<T> work) {
        SparkSession.setActiveSession(session);
        session.sparkContext().setJobGroup(group, description(sql), true);
        try {
            return work.get();
        } finally {
            session.sparkContext().clearJobGroup();
            SparkSession.clearActiveSession();
        }
    }

    private void stop(String group) {
        session.sparkContext().cancelJobGroupAndFutureJobs(group, "stopped by time limit or user");
    }

    private static MigratorException cancelled(@Nullable Throwable cause) {
        return new MigratorException(ErrorCode.CANCELLED, "The query was stopped on request.", cause);
    }

    private static String seconds(Duration limit) {
        return limit.toMillis() % 1000 == 0
                ? Long.toString(limit.toSeconds())
                : Double.toString(limit.toMillis() / 1000.0);
    }

    private static String description(String sql) {
        String line = sql.replaceAll("\\s+", " ").strip();
        return line.length() <= DESCRIPTION_CHARACTERS ? line : line.substring(0, DESCRIPTION_CHARACTERS) + "…";
    }
}

package io.github.bigdatamigrator.analysis;

import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.profiling.ScanMetrics;
import io.github.bigdatamigrator.profiling.ScanPart;
import io.github.bigdatamigrator.profiling.ScannedTable;
import io.github.bigdatamigrator.profiling.TableScanner;
import io.github.bigdatamigrator.relationship.RelationshipFinder.TableFacts;
import io.github.bigdatamigrator.source.LazySpark;
import io.github.bigdatamigrator.source.SourceTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Scans several tables at a time, with one job for each group of files that is not cached: otherwise, with many small
 * files, planning and merging on the driver would leave the cores idle. An interrupt stops the jobs. For one call.
 */
final class ParallelTableScans {
    private static final int THREADS = 4;
    private static final int STOP_SECONDS = 5; // maximum wait for the results of tasks after the stop request

    private final LazySpark spark;
    private final ScanMetrics metrics;
    private final DataContextBuilder.Interrupted interrupted;
    private final TableScanner scanner;

    /**
     * @param facts of the tables of which something was read, in order
     * @param cachedTables how many of them came completely from the cache
     * @param unfinished a problem for each table that was not read completely
     */
    record Scanned(List<TableFacts> facts, int cachedTables, long bytesRead, List<Problem> unfinished) {}

    /** A table whose profile is built when its last unit ends. */
    private static final class Running {
        private final SourceTable table;
        private final String sqlName;
        private final CacheUnits units;
        private final AtomicInteger open;
        private volatile boolean complete = true;
        private volatile @Nullable TableFacts facts;

        Running(SourceTable table, String sqlName, CacheUnits units) {
            this.table = table;
            this.sqlName = sqlName;
            this.units = units;
            open = new AtomicInteger(units.units().size());
        }
    }

    ParallelTableScans(LazySpark spark, ScanMetrics metrics, DataContextBuilder.Interrupted interrupted) {
        this.spark = spark;
        this.metrics = metrics;
        this.interrupted = interrupted;
        scanner = new TableScanner(spark);
    }

    /** @throws MigratorException CANCELLED when interrupted, unless the policy is KEEP and something was read */
    Scanned scan(List<CacheUnits> tables, List<SourceTable> sources, List<String> sqlNames) {
        List<Running> running = new ArrayList<>();
        int units = 0;
        for (int i = 0; i < tables.size(); i++) {
            running.add(new Running(sources.get(i), sqlNames.get(i), tables.get(i)));
            units += tables.get(i).units().size();
        }
        long cached = tables.stream()
                .filter(table -> table.units().stream().allMatch(CacheUnits.Unit::known))
                .count();
        long bytes = bytesToRead(tables);
        ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, Math.min(THREADS, units)));
        List<Future<?>> jobs = new ArrayList<>();
        try {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            for (Running table : running) {
                for (CacheUnits.Unit unit : table.units.units()) {
                    jobs.add(threads.submit(() -> scan(table, unit)));
                }
            }
            for (Future<?> job : jobs) {
                job.get();
            }
            MigratorException failure = metrics.failure();
            if (failure != null && interrupted == DataContextBuilder.Interrupted.FAIL) {
                throw failure;
            }
        } catch (InterruptedException e) {
            stopped(running, threads, jobs, e);
        } catch (ExecutionException e) {
            spark.cancelJobs();
            throw e.getCause() instanceof RuntimeException known
                    ? known
                    : new MigratorException(ErrorCode.INTERNAL, "Profiling failed: " + e.getCause(), e);
        } finally {
            threads.shutdownNow();
        }
        return result(running, (int) cached, metrics.stopped() ? Math.min(bytes, metrics.bytes()) : bytes);
    }

    static long bytesToRead(List<CacheUnits> tables) {
        return tables.stream()
                .flatMap(table -> table.units().stream())
                .filter(unit -> !unit.known())
                .mapToLong(CacheUnits.Unit::bytes)
                .sum();
    }

    private void stopped(
            List<Running> running, ExecutorService threads, List<Future<?>> jobs, InterruptedException cause) {
        metrics.stop();
        boolean keeps = interrupted == DataContextBuilder.Interrupted.KEEP;
        if (!keeps || !spark.isLocal()) {
            spark.cancelJobs();
        }
        if (!keeps) {
            Thread.currentThread().interrupt();
            throw cancelled(cause);
        }
        // Cached units cost almost nothing.
        if (jobs.isEmpty()) {
            running.forEach(table ->
                    table.units.units().forEach(unit -> jobs.add(threads.submit(() -> scan(table, unit)))));
        }
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(STOP_SECONDS);
        try {
            for (Future<?> job : jobs) {
                job.get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            }
        } catch (ExecutionException | TimeoutException | InterruptedException e) {
            spark.cancelJobs();
        }
    }

    private static MigratorException cancelled(@Nullable Exception cause) {
        return new MigratorException(ErrorCode.CANCELLED, "Profiling was stopped.", cause);
    }

    private void scan(Running table, CacheUnits.Unit unit) {
        try {
            if (!unit.known()) {
                read(table, unit);
            }
        } catch (RuntimeException e) {
            // A cancelled job fails, and only its own results are lost.
            if (!metrics.stopped()) {
                throw e;
            }
            table.complete = false;
        }
        if (table.open.decrementAndGet() == 0) {
            ScanPart merged = table.units.merged();
            if (merged != null) {
                ScannedTable scanned = TableScanner.finish(table.table, table.sqlName, merged);
                table.facts = new TableFacts(scanned.profile(), scanned.sketch());
            }
        }
    }

    private void read(Running table, CacheUnits.Unit unit) {
        if (metrics.stopped()) {
            table.complete = false;
            return;
        }
        ScanPart part = scanner.read(unit.table(), metrics);
        if (metrics.stopped()) {
            table.complete = false;
            unit.readPartly(part);
        } else {
            unit.read(part);
        }
    }

    private Scanned result(List<Running> running, int cached, long bytesRead) {
        List<TableFacts> facts = new ArrayList<>();
        List<Problem> unfinished = new ArrayList<>();
        MigratorException failure = metrics.failure();
        String why = failure == null ? "profiling was stopped" : failure.getMessage();
        for (Running table : running) {
            TableFacts found = table.facts;
            long rows = found == null ? 0 : found.profile().rows();
            if (found != null && (rows > 0 || table.complete)) {
                facts.add(found);
            }
            if (!table.complete || found == null) {
                unfinished.add(new Problem(
                        table.table.name(),
                        rows == 0
                                ? "not read, since " + why
                                : String.format(
                                        Locale.ROOT,
                                        "%s; the figures cover the %,d rows that had been read",
                                        why,
                                        rows),
                        1));
            }
        }
        if (facts.isEmpty() && !running.isEmpty()) {
            if (failure != null) {
                throw failure;
            }
            Thread.currentThread().interrupt();
            throw cancelled(null);
        }
        return new Scanned(facts, cached, bytesRead, unfinished);
    }
}

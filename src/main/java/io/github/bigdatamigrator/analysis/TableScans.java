package io.github.bigdatamigrator.analysis;

import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.profiling.ScanMetrics;
import io.github.bigdatamigrator.profiling.ScanPart;
import io.github.bigdatamigrator.profiling.ScannedTable;
import io.github.bigdatamigrator.profiling.TableScanner;
import io.github.bigdatamigrator.relationship.TableFacts;
import io.github.bigdatamigrator.source.SourceTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Scans several tables at a time, one job for each group of files that the cache does not know: with many small files
 * the driver's own work, planning and merging, would else leave the cores idle. An interrupt stops the jobs. For one
 * call.
 */
final class TableScans {
    private static final int AT_A_TIME = 4;
    /** How long tasks that were asked to stop may take to come back with what they have. */
    private static final int PATIENCE_SECONDS = 5;

    private final SparkSession spark;
    private final ScanMetrics meter;
    private final DataContextBuilder.Interrupted interrupted;
    private final String group = "profile " + UUID.randomUUID();
    private final TableScanner scanner;

    /**
     * @param facts of the tables of which something was read, in their order
     * @param cachedTables how many of them came from the cache whole
     * @param unfinished the tables that were not read to their end
     */
    record Scanned(List<TableFacts> facts, int cachedTables, long bytesRead, List<Problem> unfinished) {}

    /** A table on its way: its last unit to end makes the profile. */
    private static final class Running {
        private final SourceTable table;
        private final String sqlName;
        private final CacheUnits units;
        private final AtomicInteger open;
        private volatile boolean whole = true;
        private volatile @Nullable TableFacts facts;

        Running(SourceTable table, String sqlName, CacheUnits units) {
            this.table = table;
            this.sqlName = sqlName;
            this.units = units;
            open = new AtomicInteger(units.units().size());
        }
    }

    TableScans(SparkSession spark, ScanMetrics meter, DataContextBuilder.Interrupted interrupted) {
        this.spark = spark;
        this.meter = meter;
        this.interrupted = interrupted;
        scanner = new TableScanner(spark);
    }

    /** @throws MigratorException CANCELLED when interrupted, unless what was read is to be kept and there is some */
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
        ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, Math.min(AT_A_TIME, units)));
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
        } catch (InterruptedException e) {
            stopped(running, threads, jobs, e);
        } catch (ExecutionException e) {
            spark.sparkContext().cancelJobGroup(group);
            throw e.getCause() instanceof RuntimeException known
                    ? known
                    : new MigratorException(ErrorCode.INTERNAL, "Profiling failed: " + e.getCause(), e);
        } finally {
            threads.shutdownNow();
        }
        return result(running, (int) cached, meter.stopped() ? Math.min(bytes, meter.bytes()) : bytes);
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
        meter.stop();
        boolean keeps = interrupted == DataContextBuilder.Interrupted.KEEP;
        if (!keeps || !spark.sparkContext().isLocal()) {
            spark.sparkContext().cancelJobGroup(group);
        }
        if (!keeps) {
            Thread.currentThread().interrupt();
            throw cancelled(cause);
        }
        // What the cache knows costs next to nothing.
        if (jobs.isEmpty()) {
            running.forEach(table ->
                    table.units.units().forEach(unit -> jobs.add(threads.submit(() -> scan(table, unit)))));
        }
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        try {
            for (Future<?> job : jobs) {
                job.get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            }
        } catch (ExecutionException | TimeoutException | InterruptedException e) {
            spark.sparkContext().cancelJobGroup(group);
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
            // A job that was cancelled fails; what it had read is lost, and that is all.
            if (!meter.stopped()) {
                throw e;
            }
            table.whole = false;
        }
        if (table.open.decrementAndGet() == 0) {
            ScanPart whole = table.units.whole();
            if (whole != null) {
                ScannedTable scanned = TableScanner.finish(table.table, table.sqlName, whole);
                table.facts = new TableFacts(scanned.profile(), scanned.sketch());
            }
        }
    }

    private void read(Running table, CacheUnits.Unit unit) {
        if (meter.stopped()) {
            table.whole = false;
            return;
        }
        spark.sparkContext().setJobGroup(group, "profiling " + table.table.location(), true);
        ScanPart part = scanner.read(unit.table(), meter);
        if (meter.stopped()) {
            table.whole = false;
            unit.readPartly(part);
        } else {
            unit.read(part);
        }
    }

    private Scanned result(List<Running> running, int cached, long bytesRead) {
        List<TableFacts> facts = new ArrayList<>();
        List<Problem> unfinished = new ArrayList<>();
        for (Running table : running) {
            TableFacts found = table.facts;
            long rows = found == null ? 0 : found.profile().rows();
            if (found != null && (rows > 0 || table.whole)) {
                facts.add(found);
            }
            if (!table.whole || found == null) {
                unfinished.add(new Problem(
                        table.table.name(),
                        rows == 0
                                ? "not read, since profiling was stopped"
                                : String.format(
                                        Locale.ROOT,
                                        "profiling was stopped; the figures cover the %,d rows that had been read",
                                        rows),
                        1));
            }
        }
        if (facts.isEmpty() && !running.isEmpty()) {
            Thread.currentThread().interrupt();
            throw cancelled(null);
        }
        return new Scanned(facts, cached, bytesRead, unfinished);
    }
}

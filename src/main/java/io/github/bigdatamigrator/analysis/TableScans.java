package io.github.bigdatamigrator.analysis;

import io.github.bigdatamigrator.context.ProgressListener;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.profiling.ScannedTable;
import io.github.bigdatamigrator.profiling.TableScanner;
import io.github.bigdatamigrator.relationship.TableFacts;
import io.github.bigdatamigrator.source.SourceTable;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.sql.SparkSession;

/**
 * Scans several tables at a time, one job each: with many small files the driver's own work, planning and merging, would else leave the
 * cores idle. An interrupt stops the jobs.
 */
final class TableScans {
    private static final int AT_A_TIME = 4;

    private final SparkSession spark;
    private final ProgressListener progress;
    private final AtomicInteger begun = new AtomicInteger();

    TableScans(SparkSession spark, ProgressListener progress) {
        this.spark = spark;
        this.progress = progress;
    }

    /** The facts in the order of the tables. */
    List<TableFacts> scan(List<SourceTable> tables, List<String> sqlNames) {
        String group = "profile " + UUID.randomUUID();
        TableScanner scanner = new TableScanner(spark);
        ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, Math.min(AT_A_TIME, tables.size())));
        try {
            List<Future<TableFacts>> running = new ArrayList<>();
            for (int i = 0; i < tables.size(); i++) {
                SourceTable table = tables.get(i);
                String sqlName = sqlNames.get(i);
                running.add(threads.submit(() -> scan(scanner, group, table, sqlName, tables.size())));
            }
            List<TableFacts> facts = new ArrayList<>();
            for (Future<TableFacts> one : running) {
                facts.add(one.get());
            }
            return facts;
        } catch (InterruptedException e) {
            spark.sparkContext().cancelJobGroup(group);
            Thread.currentThread().interrupt();
            throw new MigratorException(ErrorCode.CANCELLED, "Profiling was stopped.", e);
        } catch (ExecutionException e) {
            spark.sparkContext().cancelJobGroup(group);
            throw e.getCause() instanceof RuntimeException known
                    ? known
                    : new MigratorException(ErrorCode.INTERNAL, "Profiling failed: " + e.getCause(), e);
        } finally {
            threads.shutdownNow();
        }
    }

    private TableFacts scan(TableScanner scanner, String group, SourceTable table, String sqlName, int total) {
        synchronized (progress) {
            progress.progress("profiling " + table.location(), begun.getAndIncrement(), total);
        }
        spark.sparkContext().setJobGroup(group, "profiling " + table.location(), true);
        ScannedTable scanned = scanner.scan(table, sqlName);
        return new TableFacts(scanned.profile(), scanned.sketch());
    }
}

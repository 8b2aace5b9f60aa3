package io.github.bigdatamigrator.source.delimited;

import io.github.bigdatamigrator.context.DataFile;
import io.github.bigdatamigrator.context.Dialect;
import io.github.bigdatamigrator.context.Origin;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.source.HadoopFiles;
import io.github.bigdatamigrator.source.RowRepairCounts;
import io.github.bigdatamigrator.source.SourceColumn;
import io.github.bigdatamigrator.source.SourceTable;
import io.github.bigdatamigrator.source.SplitScan;
import io.github.bigdatamigrator.source.SplitVisitor;
import java.io.IOException;
import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.SerializableConfiguration;

/** A table in delimited text files; large files in several splits, small ones several to a task. */
public record DelimitedTable(
        String name, String location, Origin origin, List<SourceColumn> columns, List<Problem> problems)
        implements SourceTable {
    /** Bytes that one thread reads in less time than a job takes to start. */
    private static final long SMALL_TABLE_BYTES = 1 << 20;

    private static final int FEW_FILES = 16;

    @Override
    public SourceTable only(List<DataFile> files) {
        return new DelimitedTable(name, location, origin.withFiles(files), columns, problems);
    }

    @Override
    public <T> SplitVisitor.Result<T> scan(SparkSession spark, SplitVisitor<T> walk) {
        if (columns.isEmpty()) {
            return new SplitVisitor.Result<>(walk.empty(), new RowRepairCounts(), origin);
        }
        SerializableConfiguration configuration = hadoop(spark);
        Dialect dialect = Objects.requireNonNull(origin.dialect());
        SplitPlanner plan = new SplitPlanner(
                origin.files(), dialect, columns.size(), spark.sparkContext().defaultParallelism());
        List<List<TextSplit>> tasks = plan.firstScan(configuration.value());
        List<Task> numbered = new ArrayList<>();
        for (int i = 0; i < tasks.size(); i++) {
            numbered.add(new Task(i, tasks.get(i)));
        }
        SplitReconciler<T> chain =
                origin.bytes() <= SMALL_TABLE_BYTES && origin.files().size() <= FEW_FILES
                        ? scanOnDriver(numbered, tasks, walk, configuration.value())
                        : scanOnExecutors(spark, numbered, tasks, walk, configuration);
        return new SplitVisitor.Result<>(
                chain.value(), chain.repairs(), origin.withFiles(chain.withRowStarts(origin.files())));
    }

    private <T> SplitReconciler<T> scanOnDriver(
            List<Task> numbered, List<List<TextSplit>> tasks, SplitVisitor<T> walk, Configuration hadoop) {
        SplitReconciler<T> chain =
                new SplitReconciler<>(tasks, walk, split -> scanTask(new Task(0, List.of(split)), walk, hadoop));
        numbered.forEach(task -> chain.add(scanTask(task, walk, hadoop)));
        return chain;
    }

    private <T> SplitResult<T> scanTask(Task task, SplitVisitor<T> walk, Configuration hadoop) {
        try {
            return task.scan(walk, hadoop);
        } catch (IOException e) {
            throw HadoopFiles.unreadable(location, e);
        }
    }

    private static <T> SplitReconciler<T> scanOnExecutors(
            SparkSession spark,
            List<Task> numbered,
            List<List<TextSplit>> tasks,
            SplitVisitor<T> walk,
            SerializableConfiguration configuration) {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        Broadcast<SerializableConfiguration> hadoop = context.broadcast(configuration);
        SplitReconciler<T> chain = new SplitReconciler<>(
                tasks,
                walk,
                split -> context.parallelize(List.of(split), 1)
                        .map(known -> new Task(0, List.of(known))
                                .scan(walk, hadoop.value().value()))
                        .first());
        JavaRDD<SplitResult<T>> results = context.parallelize(numbered, Math.max(1, numbered.size()))
                .map(task -> task.scan(walk, hadoop.value().value()));
        if (numbered.size() < SplitScan.TREE_MERGE_PARTITIONS) {
            SplitScan.inOrder(results, chain::add);
        } else {
            mergeOnExecutors(results, walk, chain);
        }
        return chain;
    }

    /**
     * Keeps what was found on the executors until it is known which splits began in the wrong place; only the others
     * are merged.
     */
    private static <T> void mergeOnExecutors(
            JavaRDD<SplitResult<T>> results, SplitVisitor<T> walk, SplitReconciler<T> chain) {
        results.persist(StorageLevel.MEMORY_AND_DISK());
        try {
            SplitScan.inOrder(results.map(SplitResult::withoutValue), chain::add);
            Set<Integer> wrong = Set.copyOf(chain.rescannedTasks());
            chain.merge(SplitScan.treeMerge(
                    results.filter(result -> !wrong.contains(result.task()))
                            .map(result -> Objects.requireNonNull(result.value())),
                    walk));
        } finally {
            results.unpersist();
        }
    }

    /** Splits that are walked one after the other: one of a large file, or several small files. */
    private record Task(int number, List<TextSplit> splits) implements Serializable {
        @Serial
        private static final long serialVersionUID = 1L;

        private DelimitedRowReader open(TextSplit split, Configuration configuration) throws IOException {
            return splits.size() > FEW_FILES
                    ? DelimitedRowReader.openSmall(split, configuration)
                    : DelimitedRowReader.open(split, configuration);
        }

        <T> SplitResult<T> scan(SplitVisitor<T> walk, Configuration configuration) throws IOException {
            RowRepairCounts repairs = new RowRepairCounts();
            T value = null;
            long startedAt = 0;
            long stoppedAt = 0;
            long lines = 0;
            for (TextSplit split : splits) {
                try (DelimitedRowReader rows = open(split, configuration)) {
                    T part = walk.visit(rows);
                    value = value == null ? part : walk.merge(value, part);
                    repairs.merge(rows.repairs());
                    startedAt = rows.startedAt();
                    stoppedAt = rows.stoppedAt();
                    lines = rows.linesPassed();
                }
            }
            return new SplitResult<>(number, startedAt, stoppedAt, lines, repairs, value);
        }
    }

    static SerializableConfiguration hadoop(SparkSession spark) {
        return new SerializableConfiguration(
                new Configuration(spark.sparkContext().hadoopConfiguration()));
    }
}

package io.github.bigdatamigrator.source.delimited;

import io.github.bigdatamigrator.context.DataFile;
import io.github.bigdatamigrator.context.Origin;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.source.HadoopFiles;
import io.github.bigdatamigrator.source.LazySpark;
import io.github.bigdatamigrator.source.OrderedPartitionJob;
import io.github.bigdatamigrator.source.RowRepairCounts;
import io.github.bigdatamigrator.source.SourceColumn;
import io.github.bigdatamigrator.source.SourceTable;
import io.github.bigdatamigrator.source.SplitVisitor;
import io.github.bigdatamigrator.source.delimited.SplitReconciler.SplitResult;
import java.io.IOException;
import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Represents a table in delimited text files or in a sheet, which is read as such text. A large file is scanned in
 * several splits, small files share a task.
 */
record DelimitedTable(String name, String location, Origin origin, List<SourceColumn> columns, List<Problem> problems)
        implements SourceTable {
    private static final int FEW_FILES = 16;

    @Override
    public SourceTable only(List<DataFile> files) {
        return new DelimitedTable(name, location, origin.withFiles(files), columns, problems);
    }

    @Override
    public SourceTable withProblem(Problem problem) {
        return new DelimitedTable(
                name,
                location,
                origin,
                columns,
                Stream.concat(problems.stream(), Stream.of(problem)).toList());
    }

    @Override
    public <T> SplitVisitor.Result<T> scan(LazySpark spark, SplitVisitor<T> visitor) {
        if (columns.isEmpty()) {
            return new SplitVisitor.Result<>(visitor.empty(), new RowRepairCounts(), origin);
        }
        boolean here = spark.scansHere(origin);
        int cores = here ? spark.threads() : spark.session().sparkContext().defaultParallelism();
        SplitPlanner plan = new SplitPlanner(origin, columns.size(), cores, here || spark.isLocal());
        List<List<TextSplit>> tasks = plan.firstScan(spark.hadoop());
        List<Task> numbered = new ArrayList<>();
        for (int i = 0; i < tasks.size(); i++) {
            numbered.add(new Task(i, tasks.get(i)));
        }
        SplitReconciler<T> reconciler = here
                ? scanHere(spark, numbered, tasks, visitor)
                : scanOnExecutors(
                        spark.sessionForJobs("profiling " + location), numbered, tasks, visitor);
        // Row starts of a sheet's copy are none of the workbook.
        Origin known = origin.sheet() == null ? origin.withFiles(reconciler.withRowStarts(origin.files())) : origin;
        return new SplitVisitor.Result<>(reconciler.value(), reconciler.repairs(), known);
    }

    private <T> SplitReconciler<T> scanHere(
            LazySpark spark, List<Task> numbered, List<List<TextSplit>> tasks, SplitVisitor<T> visitor) {
        Configuration hadoop = spark.hadoop();
        SplitReconciler<T> reconciler =
                new SplitReconciler<>(tasks, visitor, split -> scanTask(new Task(0, List.of(split)), visitor, hadoop));
        if (numbered.size() == 1) {
            reconciler.add(scanTask(numbered.get(0), visitor, hadoop));
        } else {
            spark.inOrder(numbered, task -> scanTask(task, visitor, hadoop), reconciler::add);
        }
        return reconciler;
    }

    private <T> SplitResult<T> scanTask(Task task, SplitVisitor<T> visitor, Configuration hadoop) {
        try {
            return task.scan(visitor, hadoop);
        } catch (IOException e) {
            throw HadoopFiles.unreadable(location, e);
        }
    }

    private static <T> SplitReconciler<T> scanOnExecutors(
            SparkSession spark,
            List<Task> numbered,
            List<List<TextSplit>> tasks,
            SplitVisitor<T> visitor) {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        Broadcast<SerializableConfiguration> hadoop = context.broadcast(hadoop(spark));
        SplitReconciler<T> reconciler = new SplitReconciler<>(
                tasks,
                visitor,
                split -> context.parallelize(List.of(split), 1)
                        .map(known -> new Task(0, List.of(known))
                                .scan(visitor, hadoop.value().value()))
                        .first());
        JavaRDD<SplitResult<T>> results = context.parallelize(numbered, Math.max(1, numbered.size()))
                .map(task -> task.scan(visitor, hadoop.value().value()));
        if (numbered.size() < OrderedPartitionJob.TREE_MERGE_PARTITIONS) {
            OrderedPartitionJob.inOrder(results, reconciler::add);
        } else {
            mergeOnExecutors(results, visitor, reconciler);
        }
        return reconciler;
    }

    /**
     * Keeps the results on the executors until the wrongly guessed splits are known, then merges the others in a tree.
     */
    private static <T> void mergeOnExecutors(
            JavaRDD<SplitResult<T>> results, SplitVisitor<T> visitor, SplitReconciler<T> reconciler) {
        results.persist(StorageLevel.MEMORY_AND_DISK());
        try {
            OrderedPartitionJob.inOrder(results.map(SplitResult::withoutValue), reconciler::add);
            Set<Integer> wrong = Set.copyOf(reconciler.rescannedTasks());
            reconciler.merge(OrderedPartitionJob.treeMerge(
                    results.filter(result -> !wrong.contains(result.task()))
                            .map(result -> Objects.requireNonNull(result.value())),
                    visitor));
        } finally {
            results.unpersist();
        }
    }

    /** Splits that one task scans in sequence: one of a large file, or several small files. */
    private record Task(int number, List<TextSplit> splits) implements Serializable {
        @Serial
        private static final long serialVersionUID = 1L;

        private DelimitedRowReader open(TextSplit split, Configuration configuration) throws IOException {
            return splits.size() > FEW_FILES
                    ? DelimitedRowReader.openSmall(split, configuration)
                    : DelimitedRowReader.open(split, configuration);
        }

        <T> SplitResult<T> scan(SplitVisitor<T> visitor, Configuration configuration) throws IOException {
            RowRepairCounts repairs = new RowRepairCounts();
            T value = null;
            long startedAt = 0;
            long stoppedAt = 0;
            long lines = 0;
            for (TextSplit split : splits) {
                try (DelimitedRowReader rows = open(split, configuration)) {
                    T part = visitor.visit(rows);
                    value = value == null ? part : visitor.merge(value, part);
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

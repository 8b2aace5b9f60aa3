package io.github.bigdatamigrator.source.typed;

import io.github.bigdatamigrator.columnar.VectorScan;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.DataFile;
import io.github.bigdatamigrator.context.Origin;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.source.LazySpark;
import io.github.bigdatamigrator.source.OrderedPartitionJob;
import io.github.bigdatamigrator.source.RowRepairCounts;
import io.github.bigdatamigrator.source.SourceColumn;
import io.github.bigdatamigrator.source.SourceFormat;
import io.github.bigdatamigrator.source.SourceTable;
import io.github.bigdatamigrator.source.SplitVisitor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Represents a table of a format that Spark reads, flattened.
 *
 * @param flat the flattened rows
 * @param reader reads and flattens the rows of some of the files
 */
record TypedTable(
        String name,
        String location,
        Origin origin,
        List<SourceColumn> columns,
        List<Problem> problems,
        List<ColumnType> stored,
        Dataset<Row> flat,
        Function<Origin, Dataset<Row>> reader)
        implements SourceTable {
    @Override
    public SourceTable only(List<DataFile> files) {
        Origin part = origin.withFiles(files);
        return files.size() == origin.files().size()
                ? this
                : new TypedTable(name, location, part, columns, problems, stored, reader.apply(part), reader);
    }

    @Override
    public SourceTable withProblem(Problem problem) {
        List<Problem> all = Stream.concat(problems.stream(), Stream.of(problem)).toList();
        return new TypedTable(name, location, origin, columns, all, stored, flat, reader);
    }

    @Override
    public String layout() {
        return SourceTable.super.layout() + "\n" + stored;
    }

    @Override
    public <T> SplitVisitor.Result<T> scan(LazySpark spark, SplitVisitor<T> visitor) {
        spark.sessionForJobs("profiling " + location);
        try {
            return scan(visitor);
        } catch (Exception e) {
            // Spark throws checked exceptions that it does not declare.
            if (SourceFormat.of(origin.format()) != SourceFormat.DATAFRAME || isStopped(e)) {
                throw e;
            }
            throw new MigratorException(
                    ErrorCode.FILE_UNREADABLE,
                    "The DataFrame “" + name + "” cannot be computed: " + reason(e)
                            + " Mend it, or leave out the rows or the column that fail.",
                    e);
        }
    }

    private static boolean isStopped(Exception failure) {
        return (failure instanceof MigratorException ours && ours.code() == ErrorCode.CANCELLED)
                || ExceptionUtils.indexOfType(failure, InterruptedException.class) >= 0;
    }

    /** What a user's expression or function says: of a function in Python, the line below its stack. */
    private static String reason(Exception failure) {
        Throwable root = ExceptionUtils.getRootCause(failure);
        List<String> lines = String.valueOf(root.getMessage())
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        boolean python = lines.stream().anyMatch(line -> line.startsWith("Traceback "));
        String line = lines.isEmpty()
                ? root.toString()
                : lines.get(python ? lines.size() - 1 : 0).strip();
        return line.endsWith(".") ? line : line + ".";
    }

    private <T> SplitVisitor.Result<T> scan(SplitVisitor<T> visitor) {
        TypedCells cells = new TypedCells(SourceFormat.of(origin.format()), stored);
        JavaRDD<T> parts = parts(cells, visitor);
        if (parts.getNumPartitions() >= OrderedPartitionJob.TREE_MERGE_PARTITIONS) {
            return new SplitVisitor.Result<>(
                    OrderedPartitionJob.treeMerge(parts, visitor), new RowRepairCounts(), origin);
        }
        List<T> whole = new ArrayList<>(List.of(visitor.empty()));
        OrderedPartitionJob.inOrder(parts, part -> whole.set(0, visitor.merge(whole.get(0), part)));
        return new SplitVisitor.Result<>(whole.get(0), new RowRepairCounts(), origin);
    }

    private <T> JavaRDD<T> parts(TypedCells cells, SplitVisitor<T> visitor) {
        VectorScan scan = VectorScan.of(flat);
        if (scan == null) {
            return flat.queryExecution()
                    .toRdd()
                    .toJavaRDD()
                    .mapPartitionsWithIndex(
                            (partition, rows) -> List.of(visitor.visit(new SparkRowReader(partition, rows, cells)))
                                    .iterator(),
                            true);
        }
        int[] vectors = scan.vectors();
        return scan.batches()
                .mapPartitionsWithIndex(
                        (partition, batches) -> List.of(
                                        visitor.visit(new VectorBatchReader(partition, batches, cells, vectors)))
                                .iterator(),
                        true);
    }
}

package io.github.bigdatamigrator.source.typed;

import io.github.bigdatamigrator.columnar.VectorScan;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.DataFile;
import io.github.bigdatamigrator.context.Origin;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.source.FileFormat;
import io.github.bigdatamigrator.source.RowRepairCounts;
import io.github.bigdatamigrator.source.SourceColumn;
import io.github.bigdatamigrator.source.SourceTable;
import io.github.bigdatamigrator.source.SplitScan;
import io.github.bigdatamigrator.source.SplitVisitor;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/**
 * A table of a format that Spark reads, flattened.
 *
 * @param flat its rows
 * @param some the rows of some of its files
 */
public record TypedTable(
        String name,
        String location,
        Origin origin,
        List<SourceColumn> columns,
        List<Problem> problems,
        List<ColumnType> stored,
        Dataset<Row> flat,
        Function<Origin, Dataset<Row>> some)
        implements SourceTable {
    @Override
    public SourceTable only(List<DataFile> files) {
        Origin part = origin.withFiles(files);
        return files.size() == origin.files().size()
                ? this
                : new TypedTable(name, location, part, columns, problems, stored, some.apply(part), some);
    }

    @Override
    public String layout() {
        return SourceTable.super.layout() + "\n" + stored;
    }

    @Override
    public <T> SplitVisitor.Result<T> scan(SparkSession spark, SplitVisitor<T> walk) {
        TypedCells cells = new TypedCells(FileFormat.of(origin.format()), stored);
        JavaRDD<T> parts = parts(cells, walk);
        if (parts.getNumPartitions() >= SplitScan.TREE_MERGE_PARTITIONS) {
            return new SplitVisitor.Result<>(SplitScan.treeMerge(parts, walk), new RowRepairCounts(), origin);
        }
        List<T> whole = new ArrayList<>(List.of(walk.empty()));
        SplitScan.inOrder(parts, part -> whole.set(0, walk.merge(whole.get(0), part)));
        return new SplitVisitor.Result<>(whole.get(0), new RowRepairCounts(), origin);
    }

    private <T> JavaRDD<T> parts(TypedCells cells, SplitVisitor<T> walk) {
        VectorScan scan = VectorScan.of(flat);
        if (scan == null) {
            return flat.queryExecution()
                    .toRdd()
                    .toJavaRDD()
                    .mapPartitionsWithIndex((partition, rows) -> scan(partition, rows, cells, walk), true);
        }
        int[] vectors = scan.vectors();
        return scan.batches()
                .mapPartitionsWithIndex((partition, batches) -> scan(partition, batches, cells, vectors, walk), true);
    }

    private static <T> Iterator<T> scan(
            int partition, Iterator<ColumnarBatch> batches, TypedCells cells, int[] vectors, SplitVisitor<T> walk)
            throws java.io.IOException {
        try (VectorBatchReader cursor = new VectorBatchReader(partition, batches, cells, vectors)) {
            return List.of(walk.visit(cursor)).iterator();
        }
    }

    private static <T> Iterator<T> scan(
            int partition, Iterator<InternalRow> rows, TypedCells cells, SplitVisitor<T> walk)
            throws java.io.IOException {
        try (SparkRowReader cursor = new SparkRowReader(partition, rows, cells)) {
            return List.of(walk.visit(cursor)).iterator();
        }
    }
}

package io.github.bigdatamigrator.source;

import io.github.bigdatamigrator.columnar.VectorScan;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.DataFile;
import io.github.bigdatamigrator.context.Origin;
import io.github.bigdatamigrator.context.Problem;
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
record TypedTable(
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
    public <T> Walk.Done<T> walk(SparkSession spark, Walk<T> walk) {
        TypedCells cells = new TypedCells(FileFormat.of(origin.format()), stored);
        JavaRDD<T> parts = parts(cells, walk);
        if (parts.getNumPartitions() >= SplitRun.TREE_FROM) {
            return new Walk.Done<>(SplitRun.tree(parts, walk), new Repairs(), origin);
        }
        List<T> whole = new ArrayList<>(List.of(walk.empty()));
        SplitRun.inOrder(parts, part -> whole.set(0, walk.merge(whole.get(0), part)));
        return new Walk.Done<>(whole.get(0), new Repairs(), origin);
    }

    private <T> JavaRDD<T> parts(TypedCells cells, Walk<T> walk) {
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
            int partition, Iterator<ColumnarBatch> batches, TypedCells cells, int[] vectors, Walk<T> walk)
            throws java.io.IOException {
        try (VectorCursor cursor = new VectorCursor(partition, batches, cells, vectors)) {
            return List.of(walk.over(cursor)).iterator();
        }
    }

    private static <T> Iterator<T> scan(int partition, Iterator<InternalRow> rows, TypedCells cells, Walk<T> walk)
            throws java.io.IOException {
        try (TypedCursor cursor = new TypedCursor(partition, rows, cells)) {
            return List.of(walk.over(cursor)).iterator();
        }
    }
}

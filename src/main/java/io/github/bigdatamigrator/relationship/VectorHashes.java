package io.github.bigdatamigrator.relationship;

import java.util.Iterator;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/** Hashes of batches of vectors, each column in one go. */
final class VectorHashes implements HashedRows {
    private final Iterator<ColumnarBatch> source;
    private final ValueReader reader;
    private final int[] vectors;
    private final long[][] columns;
    private int rows;

    /** @param vectors which vector of a batch holds each column */
    VectorHashes(Iterator<ColumnarBatch> source, ValueReader reader, int[] vectors) {
        this.source = source;
        this.reader = reader;
        this.vectors = vectors;
        columns = new long[vectors.length][0];
    }

    @Override
    public boolean next() {
        rows = 0;
        while (rows == 0 && source.hasNext()) {
            ColumnarBatch batch = source.next();
            rows = batch.numRows();
            for (int ordinal = 0; ordinal < columns.length; ordinal++) {
                if (columns[ordinal].length < rows) {
                    columns[ordinal] = new long[rows];
                }
                ColumnVector vector = batch.column(vectors[ordinal]);
                reader.hash(vector, ordinal, rows, columns[ordinal]);
            }
        }
        return rows > 0;
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public long[] column(int ordinal) {
        return columns[ordinal];
    }
}

package io.github.bigdatamigrator.relationship;

import java.util.Iterator;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/** Hashes batches of vectors column by column. */
final class VectorHashes extends HashedRows {
    private final Iterator<ColumnarBatch> source;
    private final ValueHasher hasher;
    private final int[] vectors;

    /** @param vectors index of each column's vector in a batch */
    VectorHashes(Iterator<ColumnarBatch> source, ValueHasher hasher, int[] vectors) {
        super(vectors.length);
        this.source = source;
        this.hasher = hasher;
        this.vectors = vectors;
    }

    @Override
    boolean next() {
        rows = 0;
        while (rows == 0 && source.hasNext()) {
            ColumnarBatch batch = source.next();
            rows = batch.numRows();
            for (int ordinal = 0; ordinal < columns.length; ordinal++) {
                if (columns[ordinal].length < rows) {
                    columns[ordinal] = new long[rows];
                }
                ColumnVector vector = batch.column(vectors[ordinal]);
                hasher.hash(vector, ordinal, rows, columns[ordinal]);
            }
        }
        return rows > 0;
    }
}

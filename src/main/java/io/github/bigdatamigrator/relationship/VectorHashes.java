package io.github.bigdatamigrator.relationship;

import java.util.Iterator;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/** Hashes of batches of vectors, each column in one go. */
final class VectorHashes extends HashedRows {
    private final Iterator<ColumnarBatch> source;
    private final ValueHasher reader;
    private final int[] vectors;

    /** @param vectors which vector of a batch holds each column */
    VectorHashes(Iterator<ColumnarBatch> source, ValueHasher reader, int[] vectors) {
        super(vectors.length);
        this.source = source;
        this.reader = reader;
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
                reader.hash(vector, ordinal, rows, columns[ordinal]);
            }
        }
        return rows > 0;
    }
}

package io.github.bigdatamigrator.relationship;

import java.util.Arrays;
import java.util.Iterator;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/** Reads hashes of cells in blocks of rows, column by column. Runs on executors; for one thread. */
abstract class HashedRows {
    /** Hashes by column and row of the block, 0 for null; arrays may be longer. The next block overwrites them. */
    final long[][] columns;

    int rows;

    HashedRows(int columns) {
        this.columns = new long[columns][0];
    }

    /** Moves to the next block; false at the end. */
    abstract boolean next();

    /** Collects the hashes of some columns of the block. */
    final void columns(int[] ordinals, long[][] into) {
        for (int i = 0; i < ordinals.length; i++) {
            into[i] = columns[ordinals[i]];
        }
    }

    static final class OfRows extends HashedRows {
        private static final int BLOCK = 1024;

        private final Iterator<InternalRow> source;
        private final ValueHasher hasher;

        OfRows(Iterator<InternalRow> source, ValueHasher hasher) {
            super(hasher.types().size());
            this.source = source;
            this.hasher = hasher;
            Arrays.setAll(columns, column -> new long[BLOCK]);
        }

        @Override
        boolean next() {
            for (rows = 0; rows < BLOCK && source.hasNext(); rows++) {
                hasher.hash(source.next(), columns, rows);
            }
            return rows > 0;
        }
    }

    static final class OfVectors extends HashedRows {
        private final Iterator<ColumnarBatch> source;
        private final ValueHasher hasher;
        private final int[] vectors;

        /** @param vectors index of each column's vector in a batch */
        OfVectors(Iterator<ColumnarBatch> source, ValueHasher hasher, int[] vectors) {
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
}

package io.github.bigdatamigrator.source.typed;

import io.github.bigdatamigrator.columnar.NarrowNumbers;
import io.github.bigdatamigrator.source.ByteHash;
import io.github.bigdatamigrator.source.Cell;
import io.github.bigdatamigrator.source.RowBatchReader;
import java.util.Arrays;
import java.util.Iterator;
import org.apache.spark.sql.execution.vectorized.WritableColumnVector;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/**
 * Reads the rows of one partition of a {@code VectorScan}. If a column has a dictionary, each of its values is hashed
 * once per batch and cells are identified by their dictionary index.
 */
final class VectorBatchReader implements RowBatchReader {
    private static final int MAX_ROWS = 256;

    private final Iterator<ColumnarBatch> batches;
    private final TypedCells cells;
    private final int[] vectors;
    private final SparkRowPositions numbers;

    // For each column with a dictionary: the hashes of its values, and the batch in which each was computed.
    private final long[][] dictionaryHashes;
    private final int[][] hashedInBatch;
    private ColumnarBatch batch = new ColumnarBatch(new ColumnVector[0]);
    private ColumnVector[] columns = new ColumnVector[0];
    private int batchNumber;
    private int from;
    private int count;

    VectorBatchReader(int partition, Iterator<ColumnarBatch> batches, TypedCells cells, int[] vectors) {
        this.batches = batches;
        this.cells = cells;
        this.vectors = vectors;
        numbers = new SparkRowPositions(partition, MAX_ROWS);
        dictionaryHashes = new long[vectors.length][0];
        hashedInBatch = new int[vectors.length][0];
    }

    @Override
    public int nextBatch() {
        from += count;
        count = 0;
        while (from >= batch.numRows()) {
            if (!batches.hasNext()) {
                return 0;
            }
            setBatch(batches.next());
        }
        count = Math.min(MAX_ROWS, batch.numRows() - from);
        numbers.next(count);
        return count;
    }

    private void setBatch(ColumnarBatch next) {
        columns = new ColumnVector[vectors.length];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = next.column(vectors[i]);
        }
        batch = new ColumnarBatch(columns, next.numRows());
        batchNumber++;
        from = 0;
    }

    @Override
    public int maxRows() {
        return MAX_ROWS;
    }

    @Override
    public void cellHashes(int column, long[] into) {
        ColumnVector vector = columns[column];
        if (vector instanceof WritableColumnVector own && own.hasDictionary()) {
            hashesByDictionary(column, own, into);
            return;
        }
        boolean nulls = vector.hasNull();
        for (int row = 0; row < count; row++) {
            into[row] = nulls && vector.isNullAt(from + row) ? 0 : hash(vector, column, from + row);
        }
    }

    private void hashesByDictionary(int column, WritableColumnVector vector, long[] into) {
        WritableColumnVector entries = vector.getDictionaryIds();
        boolean nulls = vector.hasNull();
        for (int row = 0; row < count; row++) {
            if (nulls && vector.isNullAt(from + row)) {
                into[row] = 0;
                continue;
            }
            int entry = entries.getDictId(from + row);
            if (entry >= hashedInBatch[column].length) {
                int length = Math.max(16, 2 * (entry + 1));
                dictionaryHashes[column] = Arrays.copyOf(dictionaryHashes[column], length);
                hashedInBatch[column] = Arrays.copyOf(hashedInBatch[column], length);
            }
            if (hashedInBatch[column][entry] != batchNumber) {
                hashedInBatch[column][entry] = batchNumber;
                dictionaryHashes[column][entry] = hash(vector, column, from + row);
            }
            into[row] = dictionaryHashes[column][entry];
        }
    }

    private long hash(ColumnVector vector, int column, int at) {
        DataType type = vector.dataType();
        if (NarrowNumbers.isNarrow(type)) {
            return ByteHash.of(NarrowNumbers.longAt(vector, type, at));
        }
        return type instanceof FloatType
                ? ByteHash.of(Double.doubleToLongBits(vector.getFloat(at)))
                : cells.hash(batch.getRow(at), column);
    }

    @Override
    public void present(int column, long[] into) {
        ColumnVector vector = columns[column];
        boolean nulls = vector.hasNull();
        for (int row = 0; row < count; row++) {
            into[row] = nulls && vector.isNullAt(from + row) ? 0 : 1;
        }
    }

    @Override
    public void read(int row, int column, Cell cell) {
        ColumnVector vector = columns[column];
        DataType type = vector.dataType();
        int at = from + row;
        if (vector.isNullAt(at)) {
            cell.setNull();
        } else if (NarrowNumbers.isNarrow(type)) {
            cells.readLong(NarrowNumbers.longAt(vector, type, at), cell);
        } else if (type instanceof FloatType) {
            cells.readDouble(vector.getFloat(at), column, cell);
        } else {
            cells.read(batch.getRow(at), column, cell);
        }
    }

    @Override
    public long position(int row) {
        return numbers.position(row);
    }
}

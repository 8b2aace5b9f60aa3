package io.github.bigdatamigrator.source.typed;

import io.github.bigdatamigrator.columnar.NarrowNumbers;
import io.github.bigdatamigrator.source.ByteHash;
import io.github.bigdatamigrator.source.Cell;
import io.github.bigdatamigrator.source.RowBatchReader;
import io.github.bigdatamigrator.source.RowNumbers;
import io.github.bigdatamigrator.source.RowRepairCounts;
import java.util.Arrays;
import java.util.Iterator;
import org.apache.spark.sql.execution.vectorized.WritableColumnVector;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/**
 * The rows of one partition of a {@link VectorScan}. Where the file keeps a column's values in a dictionary, each is
 * looked at once a batch and cells are told by their number in it.
 */
final class VectorBatchReader implements RowBatchReader {
    private static final int MOST_ROWS = 256;

    private final Iterator<ColumnarBatch> batches;
    private final TypedCells cells;
    private final int[] vectors;
    private final RowNumbers numbers;
    private final RowRepairCounts repairs = new RowRepairCounts();
    // Of each column with a dictionary: the spellings of its values, and in which batch they were looked at.
    private final long[][] known;
    private final int[][] knownIn;
    private ColumnarBatch batch = new ColumnarBatch(new ColumnVector[0]);
    private ColumnVector[] columns = new ColumnVector[0];
    private int batchNumber;
    private int from;
    private int count;

    VectorBatchReader(int partition, Iterator<ColumnarBatch> batches, TypedCells cells, int[] vectors) {
        this.batches = batches;
        this.cells = cells;
        this.vectors = vectors;
        numbers = new RowNumbers(partition, MOST_ROWS);
        known = new long[vectors.length][0];
        knownIn = new int[vectors.length][0];
    }

    @Override
    public int nextBlock() {
        from += count;
        count = 0;
        while (from >= batch.numRows()) {
            if (!batches.hasNext()) {
                return 0;
            }
            take(batches.next());
        }
        count = Math.min(MOST_ROWS, batch.numRows() - from);
        numbers.next(count);
        return count;
    }

    private void take(ColumnarBatch next) {
        columns = new ColumnVector[vectors.length];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = next.column(vectors[i]);
        }
        batch = new ColumnarBatch(columns, next.numRows());
        batchNumber++;
        from = 0;
    }

    @Override
    public int mostRows() {
        return MOST_ROWS;
    }

    @Override
    public void spellings(int column, long[] into) {
        ColumnVector vector = columns[column];
        if (vector instanceof WritableColumnVector own && own.hasDictionary()) {
            byNumber(column, own, into);
            return;
        }
        boolean nulls = vector.hasNull();
        for (int row = 0; row < count; row++) {
            into[row] = nulls && vector.isNullAt(from + row) ? 0 : spelling(vector, column, from + row);
        }
    }

    private void byNumber(int column, WritableColumnVector vector, long[] into) {
        WritableColumnVector entries = vector.getDictionaryIds();
        boolean nulls = vector.hasNull();
        for (int row = 0; row < count; row++) {
            if (nulls && vector.isNullAt(from + row)) {
                into[row] = 0;
                continue;
            }
            int entry = entries.getDictId(from + row);
            if (entry >= knownIn[column].length) {
                int length = Math.max(16, 2 * (entry + 1));
                known[column] = Arrays.copyOf(known[column], length);
                knownIn[column] = Arrays.copyOf(knownIn[column], length);
            }
            if (knownIn[column][entry] != batchNumber) {
                knownIn[column][entry] = batchNumber;
                known[column][entry] = spelling(vector, column, from + row);
            }
            into[row] = known[column][entry];
        }
    }

    private long spelling(ColumnVector vector, int column, int at) {
        DataType type = vector.dataType();
        if (NarrowNumbers.holds(type)) {
            return ByteHash.of(NarrowNumbers.whole(vector, type, at));
        }
        return type instanceof FloatType
                ? ByteHash.of(Double.doubleToLongBits(vector.getFloat(at)))
                : cells.spelling(batch.getRow(at), column);
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
        } else if (NarrowNumbers.holds(type)) {
            cells.whole(NarrowNumbers.whole(vector, type, at), cell);
        } else if (type instanceof FloatType) {
            cells.real(vector.getFloat(at), column, cell);
        } else {
            cells.read(batch.getRow(at), column, cell);
        }
    }

    @Override
    public long position(int row) {
        return numbers.position(row);
    }

    @Override
    public RowRepairCounts repairs() {
        return repairs;
    }

    @Override
    public void close() {
        // Spark closes its own readers when the task ends.
    }
}

package io.github.bigdatamigrator.source.typed;

import io.github.bigdatamigrator.source.Cell;
import io.github.bigdatamigrator.source.RowBatchReader;
import java.util.Iterator;
import org.apache.spark.sql.catalyst.InternalRow;

/** Reads the rows of one partition from Spark's rows. */
final class SparkRowReader implements RowBatchReader {
    private static final int MAX_ROWS = 256;

    private final Iterator<InternalRow> rows;
    private final TypedCells cells;

    private final InternalRow[] batch = new InternalRow[MAX_ROWS];
    private final SparkRowPositions numbers;
    private int count;

    SparkRowReader(int partition, Iterator<InternalRow> rows, TypedCells cells) {
        this.rows = rows;
        this.cells = cells;
        numbers = new SparkRowPositions(partition, MAX_ROWS);
    }

    @Override
    public int nextBatch() {
        count = 0;
        while (count < MAX_ROWS && rows.hasNext()) {
            // Spark reuses one row object.
            batch[count] = rows.next().copy();
            numbers.number(count++);
        }
        return count;
    }

    @Override
    public int maxRows() {
        return MAX_ROWS;
    }

    @Override
    public void cellHashes(int column, long[] into) {
        for (int row = 0; row < count; row++) {
            into[row] = cells.hash(batch[row], column);
        }
    }

    @Override
    public void present(int column, long[] into) {
        for (int row = 0; row < count; row++) {
            into[row] = batch[row].isNullAt(column) ? 0 : 1;
        }
    }

    @Override
    public void read(int row, int column, Cell cell) {
        cells.read(batch[row], column, cell);
    }

    @Override
    public long position(int row) {
        return numbers.position(row);
    }
}

package io.github.bigdatamigrator.source;

import java.util.Iterator;
import org.apache.spark.rdd.InputFileBlockHolder;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** The rows of one partition that Spark has read. */
final class TypedCursor implements RowCursor {
    private static final int MOST_ROWS = 256;
    private static final int PARTITION_BITS = 44;

    private final Iterator<InternalRow> rows;
    private final TypedCells cells;
    private final Repairs repairs = new Repairs();
    private final InternalRow[] block = new InternalRow[MOST_ROWS];
    private final long unknownFile;
    private final long[] positions = new long[MOST_ROWS];
    private @Nullable UTF8String file;
    private long next;
    private int count;

    TypedCursor(int partition, Iterator<InternalRow> rows, TypedCells cells) {
        this.rows = rows;
        this.cells = cells;
        unknownFile = (long) partition << PARTITION_BITS;
    }

    @Override
    public int nextBlock() {
        count = 0;
        while (count < MOST_ROWS && rows.hasNext()) {
            // Spark hands out one object again and again.
            block[count] = rows.next().copy();
            positions[count++] = nextPosition();
        }
        return count;
    }

    /**
     * Counted from the first byte of the block of the file, since a row takes a byte or more in all but the rarest of files. Spark holds one
     * and the same text as long as it reads one block, which is quicker to tell than equal texts.
     */
    @SuppressWarnings("ReferenceEquality")
    private long nextPosition() {
        UTF8String now = InputFileBlockHolder.getInputFilePath();
        if (now != file) {
            file = now;
            next = now.numBytes() == 0
                    ? unknownFile
                    : RowPositions.base(now.toString()) + InputFileBlockHolder.getStartOffset();
        }
        return next++;
    }

    @Override
    public int mostRows() {
        return MOST_ROWS;
    }

    @Override
    public void spellings(int column, long[] into) {
        for (int row = 0; row < count; row++) {
            into[row] = cells.spelling(block[row], column);
        }
    }

    @Override
    public void read(int row, int column, Cell cell) {
        cells.read(block[row], column, cell);
    }

    @Override
    public long position(int row) {
        return positions[row];
    }

    @Override
    public Repairs repairs() {
        return repairs;
    }

    @Override
    public void close() {
        // Spark closes its own readers when the task ends.
    }
}

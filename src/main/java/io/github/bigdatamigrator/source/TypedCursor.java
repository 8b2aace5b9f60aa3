package io.github.bigdatamigrator.source;

import java.util.Iterator;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.InputFileBlockHolder;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** The rows of one partition that Spark has read. */
final class TypedCursor implements RowCursor {
    private static final int UNKNOWN_FILE = 41;

    private final Iterator<InternalRow> rows;
    private final TypedCells cells;
    private final Repairs repairs = new Repairs();
    private @Nullable InternalRow current;
    private @Nullable UTF8String file;
    private long base;
    private long row = -1;
    private long first;

    TypedCursor(Iterator<InternalRow> rows, TypedCells cells) {
        this.rows = rows;
        this.cells = cells;
    }

    /** Spark holds one and the same text as long as it reads one block of a file, which is quicker to tell than equal texts. */
    @SuppressWarnings("ReferenceEquality")
    @Override
    public boolean next() {
        if (!rows.hasNext()) {
            return false;
        }
        current = rows.next();
        row++;
        UTF8String now = InputFileBlockHolder.getInputFilePath();
        if (now != file) {
            file = now;
            first = row;
            base = now.numBytes() == 0
                    ? (long) TaskContext.getPartitionId() << UNKNOWN_FILE
                    : RowPositions.base(now.toString()) + InputFileBlockHolder.getStartOffset();
        }
        return true;
    }

    @Override
    public void read(int column, Cell cell) {
        if (current == null) {
            throw new IllegalStateException("next() has not been called");
        }
        cells.read(current, column, cell);
    }

    @Override
    public long row() {
        return row;
    }

    /** The block's first byte comes before its rows, which take a byte each or more but in the rarest of files. */
    @Override
    public long position() {
        return base + row - first;
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

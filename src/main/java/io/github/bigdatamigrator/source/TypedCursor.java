package io.github.bigdatamigrator.source;

import java.util.Iterator;
import org.apache.spark.sql.catalyst.InternalRow;
import org.jspecify.annotations.Nullable;

/** The rows of one partition that Spark has read. */
final class TypedCursor implements RowCursor {
    private final Iterator<InternalRow> rows;
    private final TypedCells cells;
    private final Repairs repairs = new Repairs();
    private @Nullable InternalRow current;
    private long row = -1;

    TypedCursor(Iterator<InternalRow> rows, TypedCells cells) {
        this.rows = rows;
        this.cells = cells;
    }

    @Override
    public boolean next() {
        if (!rows.hasNext()) {
            return false;
        }
        current = rows.next();
        row++;
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

    @Override
    public Repairs repairs() {
        return repairs;
    }

    @Override
    public void close() {
        // Spark closes its own readers when the task ends.
    }
}

package io.github.bigdatamigrator.source;

import java.io.IOException;

/** Walks the rows of one split of a table, on an executor. For one thread. */
public interface RowCursor extends AutoCloseable {
    /** Moves to the next row. */
    boolean next() throws IOException;

    /** Fills {@code cell} with the current row's cell of that column; a row that is too short has nulls at its end. */
    void read(int column, Cell cell);

    /** Number of the current row within the split, from 0. */
    long row();

    /**
     * The current row's place in the table: the same in every run and whatever else is read with it, and larger for a later row of the
     * same file. 0 or more.
     */
    long position();

    /** What had to be repaired so far. */
    Repairs repairs();

    @Override
    void close() throws IOException;
}

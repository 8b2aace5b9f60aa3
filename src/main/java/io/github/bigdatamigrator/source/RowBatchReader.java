package io.github.bigdatamigrator.source;

import java.io.IOException;

/**
 * Walks the rows of one split of a table, on an executor, a block of rows at a time, so that each column of a block can
 * be gone through by itself. For one thread.
 */
public interface RowBatchReader extends AutoCloseable {
    /** Moves to the next block of rows; returns how many it has, or 0 at the end. */
    int nextBatch() throws IOException;

    /** Most rows of a block. */
    int maxRows();

    /**
     * A hash of each of the block's cells in that column as it stands, before it is read: equal ones are equal cells. 0
     * for a cell without a value.
     */
    void cellHashes(int column, long[] into);

    /**
     * Like {@link #spellings} where it does not matter which cells are equal: 0 for a cell without a value, any other
     * number else.
     */
    default void present(int column, long[] into) {
        cellHashes(column, into);
    }

    /** Fills {@code cell} with a row's cell of that column; a row that is too short has nulls at its end. */
    void read(int row, int column, Cell cell);

    /**
     * The row's place in the table: the same in every run and whatever else is read with it, and larger for a later row
     * of the same file. It does not depend on the splits where the format allows. 0 or more.
     */
    long position(int row);

    /** What had to be repaired so far. */
    RowRepairCounts repairs();

    @Override
    void close() throws IOException;
}

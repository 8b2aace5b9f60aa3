package io.github.bigdatamigrator.source;

import java.io.IOException;

/**
 * Reads the rows of one split of a table in batches, so that each batch can be processed column by column. Runs on an
 * executor; not thread-safe.
 */
public interface RowBatchReader {
    /** Moves to the next batch; returns its number of rows, or 0 at the end. */
    int nextBatch() throws IOException;

    /** Maximum number of rows of a batch. */
    int maxRows();

    /**
     * Hashes the unparsed cells of one column of the batch; equal hashes mean equal cells. 0 for a cell without a
     * value.
     */
    void cellHashes(int column, long[] into);

    /**
     * Tells which cells of one column have a value: 0 for a cell without, any other number for a cell with a value.
     * Cheaper than {@link #cellHashes}.
     */
    default void present(int column, long[] into) {
        cellHashes(column, into);
    }

    /** Reads a row's cell of that column into {@code cell}; missing cells at the end of a row are null. */
    void read(int row, int column, Cell cell);

    /**
     * The row's position in the table, 0 or more: the same in every run, independent of other files and, where the
     * format allows, of the splits; larger for a later row of the same file.
     */
    long position(int row);
}

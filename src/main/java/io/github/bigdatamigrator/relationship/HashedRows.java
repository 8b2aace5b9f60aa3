package io.github.bigdatamigrator.relationship;

/**
 * The hashes of some rows' cells, by blocks of rows and by columns within a block. Runs on executors; for one thread.
 */
abstract class HashedRows {
    /** Of each column the hashes of the block's rows, and perhaps room for more. */
    final long[][] columns;

    int rows;

    HashedRows(int columns) {
        this.columns = new long[columns][0];
    }

    /** Goes on to the next block; false where there is none. */
    abstract boolean next();

    /** Rows of the block. */
    final int rows() {
        return rows;
    }

    /** The hashes of a column of the block, from the first row on; 0 for null. Overwritten by the next block. */
    final long[] column(int ordinal) {
        return columns[ordinal];
    }

    /** Puts the hashes of some columns of the block side by side. */
    final void columns(int[] ordinals, long[][] into) {
        for (int i = 0; i < ordinals.length; i++) {
            into[i] = columns[ordinals[i]];
        }
    }
}

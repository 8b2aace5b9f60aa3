package io.github.bigdatamigrator.relationship;

/** Reads hashes of cells in blocks of rows, column by column. Runs on executors; for one thread. */
abstract class HashedRows {
    /** Hashes by column and row of the block; arrays may be longer than the block. */
    final long[][] columns;

    int rows;

    HashedRows(int columns) {
        this.columns = new long[columns][0];
    }

    /** Moves to the next block; false at the end. */
    abstract boolean next();

    /** Returns the number of rows of the block. */
    final int rows() {
        return rows;
    }

    /** Returns the hashes of a column of the block; 0 for null. The next block overwrites them. */
    final long[] column(int ordinal) {
        return columns[ordinal];
    }

    /** Collects the hashes of some columns of the block. */
    final void columns(int[] ordinals, long[][] into) {
        for (int i = 0; i < ordinals.length; i++) {
            into[i] = columns[ordinals[i]];
        }
    }
}

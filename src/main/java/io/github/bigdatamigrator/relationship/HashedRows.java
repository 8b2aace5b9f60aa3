package io.github.bigdatamigrator.relationship;

/** The hashes of some rows' cells, by blocks of rows and by columns within a block. Runs on executors; for one thread. */
interface HashedRows {
    /** Goes on to the next block; false where there is none. */
    boolean next();

    /** Rows of the block. */
    int rows();

    /** The hashes of a column of the block, from the first row on; 0 for null. Overwritten by the next block. */
    long[] column(int ordinal);
}

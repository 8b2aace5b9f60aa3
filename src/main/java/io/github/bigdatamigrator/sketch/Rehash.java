package io.github.bigdatamigrator.sketch;

/** Computes the hash by which a dictionary's entry is counted once the column's type is known. */
@FunctionalInterface
interface Rehash {
    /** Keeps the hashes of the scan. */
    Rehash NONE = (dictionary, entry, hash) -> hash;

    long of(Dictionary dictionary, int entry, long hash);
}

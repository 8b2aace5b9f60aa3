package io.github.bigdatamigrator.sketch;

/** Recomputes the hash of a dictionary entry after the column's type becomes known. */
@FunctionalInterface
interface Rehash {
    /** Keeps the hashes of the scan. */
    Rehash NONE = (dictionary, entry, hash) -> hash;

    long of(Dictionary dictionary, int entry, long hash);
}

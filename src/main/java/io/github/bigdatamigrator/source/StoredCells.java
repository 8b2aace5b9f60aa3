package io.github.bigdatamigrator.source;

/** A row that knows the bytes of its cells as they are stored, which saves reading what is stored alike. */
public interface StoredCells {
    /** The hash of a cell's bytes; 0 for an empty cell. Equal bytes have equal hashes in every table and process. */
    long storedHash(int ordinal);
}

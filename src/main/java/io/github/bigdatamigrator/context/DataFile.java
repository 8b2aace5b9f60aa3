package io.github.bigdatamigrator.context;

import java.util.List;

/**
 * Describes one physical file of a table in the state in which it was read; fingerprints are computed from it.
 *
 * @param path absolute path or URI, as Hadoop's file systems take it
 * @param bytes its length
 * @param modifiedMillis its modification time, milliseconds since 1970
 * @param rowStarts for a large text file that has been read: some offsets at which rows begin, ascending and without
 *     the first, so that later reads can be split there
 */
public record DataFile(String path, long bytes, long modifiedMillis, List<Long> rowStarts) {
    public DataFile {
        rowStarts = List.copyOf(rowStarts);
    }

    public DataFile(String path, long bytes, long modifiedMillis) {
        this(path, bytes, modifiedMillis, List.of());
    }

    /** Copies the file with these row starts. */
    public DataFile splitAt(List<Long> starts) {
        return new DataFile(path, bytes, modifiedMillis, starts);
    }
}

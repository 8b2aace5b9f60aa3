package io.github.bigdatamigrator.context;

import java.util.List;

/**
 * One physical file of a table as it was when it was read; the base of the fingerprint.
 *
 * @param path absolute path or URI, in the form Hadoop's file systems take
 * @param bytes its length
 * @param modifiedMillis its modification time, milliseconds since 1970
 * @param rowStarts of a large text file that has been read: some places, in ascending order and after the first, where
 *     a row begins, so that later reads can be split there
 */
public record DataFile(String path, long bytes, long modifiedMillis, List<Long> rowStarts) {
    public DataFile {
        rowStarts = List.copyOf(rowStarts);
    }

    public DataFile(String path, long bytes, long modifiedMillis) {
        this(path, bytes, modifiedMillis, List.of());
    }

    /** The same file with those places. */
    public DataFile splitAt(List<Long> starts) {
        return new DataFile(path, bytes, modifiedMillis, starts);
    }
}

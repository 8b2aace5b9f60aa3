package io.github.bigdatamigrator.context.query;

import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the files of a result folder on any file system. Names are those of files directly in it. For one
 * thread at a time.
 *
 * <p>Every call throws {@link io.github.bigdatamigrator.error.MigratorException} STORE_FAILED, with the path and the
 * remedy, when the folder cannot be reached.
 */
public interface ResultFolder {
    /** The text of a file, or null where there is none. */
    @Nullable
    String read(String name);

    /**
     * Writes or replaces a file; creates the folder if it is missing. Concurrent readers, and readers after a crash,
     * see the old text or the new one, never a part; on file systems without atomic replacement the file may be missing
     * for a moment.
     */
    void write(String name, String text);

    /** Removes a file if it is there. */
    void delete(String name);
}

package io.github.bigdatamigrator.context;

import org.jspecify.annotations.Nullable;

/**
 * A folder for results, wherever it lies. Names are those of files directly in it. For one thread at a time.
 *
 * <p>Every call throws {@link io.github.bigdatamigrator.error.MigratorException} STORE_FAILED, with the path and the
 * remedy, when the folder cannot be reached.
 */
public interface ResultFolder {
    /** The text of a file, or null where there is none. */
    @Nullable
    String read(String name);

    /**
     * Writes a file over what is there; the folder is made if it is missing. Whoever reads meanwhile, or after a crash,
     * finds the old text or the new one, never a part; on file systems that cannot replace a file in one step there may
     * be none for a moment.
     */
    void write(String name, String text);

    /** Removes a file if it is there. */
    void delete(String name);
}

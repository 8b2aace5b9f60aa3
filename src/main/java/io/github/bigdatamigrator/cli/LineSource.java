package io.github.bigdatamigrator.cli;

import org.jspecify.annotations.Nullable;

/** Where the lines of a chat come from. */
interface LineSource extends AutoCloseable {
    /** The next line, or null when there are no more. */
    @Nullable
    String next();

    @Override
    default void close() {}
}

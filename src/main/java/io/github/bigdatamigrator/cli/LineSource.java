package io.github.bigdatamigrator.cli;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.apache.commons.io.function.Uncheck;
import org.jspecify.annotations.Nullable;

/** Supplies the input lines of a chat. */
interface LineSource extends AutoCloseable {
    /** The next line, or null at the end of the input. */
    @Nullable
    String next();

    @Override
    default void close() {}

    /** Lines from a pipe or a file: no prompt, no editing. */
    static LineSource piped(InputStream in) {
        BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        return () -> Uncheck.get(reader::readLine);
    }
}

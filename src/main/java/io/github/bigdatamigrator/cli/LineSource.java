package io.github.bigdatamigrator.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
        return () -> {
            try {
                return reader.readLine();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }
}

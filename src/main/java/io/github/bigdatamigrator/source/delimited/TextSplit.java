package io.github.bigdatamigrator.source.delimited;

import io.github.bigdatamigrator.context.Dialect;
import java.io.Serializable;
import java.util.List;

/**
 * A part of a text file that one task reads: the rows that begin in it. Travels to executors.
 *
 * @param path in the form Hadoop's file systems take
 * @param file number of the file among the table's files
 * @param start first byte
 * @param end where the rows that begin here are no longer the split's; {@code Long.MAX_VALUE} for the rest of the file
 * @param guessed whether a row need not begin at {@code start}, so that the first that does has to be found
 * @param width columns that the file's rows have
 * @param constants values of further columns that the file's folders give ({@code year=2024})
 */
public record TextSplit(
        String path,
        int file,
        long start,
        long end,
        boolean guessed,
        Dialect dialect,
        int width,
        List<String> constants)
        implements Serializable {
    /** The same split, whose first row is known to begin there. */
    TextSplit from(long known) {
        return new TextSplit(path, file, known, Math.max(known, end), false, dialect, width, constants);
    }
}

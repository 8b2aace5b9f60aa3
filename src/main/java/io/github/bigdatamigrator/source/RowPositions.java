package io.github.bigdatamigrator.source;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Computes row positions that do not depend on the other files of a table, so that a folder that gains files keeps its
 * sample.
 */
public final class RowPositions {
    /** Bits for the offset within a file; the bits above identify the file. */
    private static final int WITHIN_FILE = 44;

    private RowPositions() {}

    /** The position of a file's first row, a hash of the file's path below the table's base folder. */
    public static long base(String path) {
        String below =
                path.substring(Math.min(path.length(), HivePath.base(path).length()));
        long hash =
                UUID.nameUUIDFromBytes(below.getBytes(StandardCharsets.UTF_8)).getMostSignificantBits();
        return (hash >>> (WITHIN_FILE + 1)) << WITHIN_FILE;
    }
}

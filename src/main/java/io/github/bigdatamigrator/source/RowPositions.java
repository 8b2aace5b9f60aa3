package io.github.bigdatamigrator.source;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Numbers for rows that do not depend on which other files are read with theirs, so that a folder that gains files
 * keeps its sample.
 */
public final class RowPositions {
    /** Bits for the place within a file; the rest tells files apart. */
    private static final int WITHIN_FILE = 44;

    private RowPositions() {}

    /** The position of a file's first row, from the file's path below the folders that give columns. */
    public static long base(String path) {
        String below =
                path.substring(Math.min(path.length(), HivePath.base(path).length()));
        long hash =
                UUID.nameUUIDFromBytes(below.getBytes(StandardCharsets.UTF_8)).getMostSignificantBits();
        return (hash >>> (WITHIN_FILE + 1)) << WITHIN_FILE;
    }
}

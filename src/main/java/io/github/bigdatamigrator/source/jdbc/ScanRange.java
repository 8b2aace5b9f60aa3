package io.github.bigdatamigrator.source.jdbc;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Represents a part of a table that one statement reads.
 *
 * @param from what to read, in SQL
 * @param condition in SQL, with a question mark for each bound; null for all rows
 * @param bounds values as the driver gave them
 */
record ScanRange(String from, @Nullable String condition, List<Object> bounds) {
    ScanRange {
        bounds = List.copyOf(bounds);
    }

    static ScanRange whole(String from) {
        return new ScanRange(from, null, List.of());
    }
}

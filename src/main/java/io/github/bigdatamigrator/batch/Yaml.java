package io.github.bigdatamigrator.batch;

import java.util.List;

/** A value of a YAML document with the line that it begins in, 1 for the first. */
sealed interface Yaml {
    int line();

    /** A text, number, truth value or nothing, as it was written. */
    record Scalar(int line, Kind kind, String text) implements Yaml {}

    /** What a scalar looks like; what stands in quotes is always text. */
    enum Kind {
        TEXT,
        NUMBER,
        BOOLEAN,
        NULL
    }

    record Sequence(int line, List<Yaml> items) implements Yaml {}

    record Mapping(int line, List<Entry> entries) implements Yaml {}

    /** A key with its line, and its value. */
    record Entry(int line, String key, Yaml value) {}
}

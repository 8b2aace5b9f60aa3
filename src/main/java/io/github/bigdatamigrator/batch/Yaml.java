package io.github.bigdatamigrator.batch;

import java.util.List;

/** A YAML value with the line where it begins, from 1. */
sealed interface Yaml {
    int line();

    /** A scalar as it is written. */
    record Scalar(int line, Kind kind, String text) implements Yaml {}

    /** The type of a scalar; quoted scalars are always text. */
    enum Kind {
        TEXT,
        NUMBER,
        BOOLEAN,
        NULL
    }

    record Sequence(int line, List<Yaml> items) implements Yaml {}

    record Mapping(int line, List<Entry> entries) implements Yaml {}

    record Entry(int line, String key, Yaml value) {}
}

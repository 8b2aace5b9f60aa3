package io.github.bigdatamigrator.relationship;

import io.github.bigdatamigrator.context.ColumnType;

/** Groups types whose values can be equal: a foreign key and its target have the same family. */
enum TypeFamily {
    NUMBER,
    TEXT,
    DATE,
    TIMESTAMP,
    NEITHER;

    static TypeFamily of(ColumnType type) {
        return switch (type.kind()) {
            case BIGINT, DECIMAL, DOUBLE -> NUMBER;
            case STRING -> TEXT;
            case DATE -> DATE;
            case TIMESTAMP -> TIMESTAMP;
            case BOOLEAN, BINARY -> NEITHER;
        };
    }
}

package io.github.bigdatamigrator.source.jdbc;

import io.github.bigdatamigrator.context.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * Describes a column of a table of a database.
 *
 * @param type the type that its values have in a profile; null if it follows from them
 */
record DatabaseColumn(
        String name, ColumnKind kind, @Nullable ColumnType type) {
    static DatabaseColumn of(String name, ColumnKind kind, int precision, int scale) {
        return new DatabaseColumn(
                name,
                kind,
                switch (kind) {
                    case BOOLEAN -> ColumnType.BOOLEAN;
                    case BIGINT, BITS -> ColumnType.BIGINT;
                    case DECIMAL -> ColumnType.decimal(precision, scale);
                    case NUMBER -> null;
                    case MONEY -> ColumnType.decimal(19, precision > 0 && precision <= 19 ? scale : 2);
                    case DOUBLE -> ColumnType.DOUBLE;
                    case DATE -> ColumnType.DATE;
                    case TIMESTAMP, ZONED -> ColumnType.TIMESTAMP;
                    case TEXT, OTHER -> ColumnType.STRING;
                    case BYTES -> ColumnType.BINARY;
                });
    }
}

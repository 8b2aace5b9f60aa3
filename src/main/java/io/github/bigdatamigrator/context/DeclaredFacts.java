package io.github.bigdatamigrator.context;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds what a database declares of a table, which its data need not obey. Columns have their names in the database.
 *
 * @param comment of the table, or null
 * @param columns in the order of the table
 * @param primaryKey its columns, or none
 * @param uniqueKeys the columns of each other unique key
 * @param checks conditions in the database's SQL
 */
public record DeclaredFacts(
        @Nullable String comment,
        List<Column> columns,
        List<String> primaryKey,
        List<List<String>> uniqueKeys,
        List<ForeignKey> foreignKeys,
        List<String> checks) {
    public DeclaredFacts {
        columns = List.copyOf(columns);
        primaryKey = List.copyOf(primaryKey);
        uniqueKeys = uniqueKeys.stream().map(List::copyOf).toList();
        foreignKeys = List.copyOf(foreignKeys);
        checks = List.copyOf(checks);
    }

    /**
     * Describes a column.
     *
     * @param type as the database writes it: {@code numeric(12,2)}, {@code timestamp with time zone}
     */
    public record Column(
            String name,
            String type,
            boolean notNull,
            @Nullable String comment) {}

    /**
     * Describes a foreign key.
     *
     * @param table the location of the table that it refers to, as {@link TableProfile#location}
     */
    public record ForeignKey(List<String> columns, String table, List<String> parentColumns) {
        public ForeignKey {
            columns = List.copyOf(columns);
            parentColumns = List.copyOf(parentColumns);
        }
    }

    /** The column of this name, if it is declared. */
    public Optional<Column> column(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }

    /** Copies what is declared without some columns, and without checks, which may mention them. */
    DeclaredFacts without(List<String> hidden) {
        return new DeclaredFacts(
                comment,
                columns.stream()
                        .filter(column -> !hidden.contains(column.name()))
                        .toList(),
                primaryKey.stream().anyMatch(hidden::contains) ? List.of() : primaryKey,
                uniqueKeys.stream()
                        .filter(key -> key.stream().noneMatch(hidden::contains))
                        .toList(),
                foreignKeys.stream()
                        .filter(key -> key.columns().stream().noneMatch(hidden::contains))
                        .toList(),
                List.of());
    }
}

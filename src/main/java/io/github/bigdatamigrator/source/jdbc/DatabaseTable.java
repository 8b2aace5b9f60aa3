package io.github.bigdatamigrator.source.jdbc;

import io.github.bigdatamigrator.context.DeclaredFacts;
import java.util.List;

/**
 * Identifies a table of a database.
 *
 * @param catalog and {@code schema}: empty where the database system has none
 * @param partitioned whether rows lie in other tables, its partitions
 */
record DatabaseTable(String catalog, String schema, String name, boolean view, boolean partitioned) {
    /** What users name before the table: its schema, or where there are none its database. */
    String space() {
        return schema.isEmpty() ? catalog : schema;
    }

    String location(String place) {
        return TableSelection.text(place, space().isEmpty() ? null : space(), name);
    }

    /** The name in SQL. */
    String sql(ColumnSql sql) {
        return space().isEmpty() ? sql.quoted(name) : sql.quoted(space()) + "." + sql.quoted(name);
    }

    /** A table with its columns and what is declared of it. */
    record Described(DatabaseTable table, List<DatabaseColumn> columns, DeclaredFacts declared) {}
}

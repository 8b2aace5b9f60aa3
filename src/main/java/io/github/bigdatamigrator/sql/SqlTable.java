package io.github.bigdatamigrator.sql;

import java.util.List;

/**
 * Holds the names of a table and its columns, as the file has them and as SQL has them.
 *
 * @param name as the file has it
 * @param sqlName as Spark has it
 */
public record SqlTable(String name, String sqlName, List<Column> columns) {
    public SqlTable {
        columns = List.copyOf(columns);
    }

    /**
     * The names of a column.
     *
     * @param jsonType Spark's type of the column's values if they are JSON text; empty for other columns
     */
    public record Column(String name, String sqlName, String jsonType) {}
}

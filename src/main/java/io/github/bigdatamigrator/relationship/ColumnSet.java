package io.github.bigdatamigrator.relationship;

import java.util.List;

/**
 * One or several columns of a table whose values take part in the shuffle.
 *
 * @param table index into the tables
 * @param columns indexes into the table's columns; a tuple with a null in it does not take part
 */
record ColumnSet(int table, List<Integer> columns) {
    ColumnSet {
        columns = List.copyOf(columns);
    }

    static ColumnSet of(int table, int column) {
        return new ColumnSet(table, List.of(column));
    }

    int column() {
        return columns.get(0);
    }
}

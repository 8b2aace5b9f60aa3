package io.github.bigdatamigrator.relationship;

import java.util.List;

/**
 * One or several columns of a table whose values are counted or compared together.
 *
 * @param table index into the tables
 * @param columns indexes into the table's columns; rows with a null in one of them do not take part
 */
record ColumnSet(int table, List<Integer> columns) {
    ColumnSet {
        columns = List.copyOf(columns);
    }

    static ColumnSet of(int table, int column) {
        return new ColumnSet(table, List.of(column));
    }

    /** The first column, which is the only one of a single-column set. */
    int column() {
        return columns.get(0);
    }

    /** The same columns in the order of the table. */
    ColumnSet sorted() {
        return new ColumnSet(table, columns.stream().sorted().toList());
    }

    /** Whether this set has all columns of the other one and more. */
    boolean properlyContains(ColumnSet other) {
        return columns.size() > other.columns.size() && columns.containsAll(other.columns);
    }

    int[] indexes() {
        return columns.stream().mapToInt(Integer::intValue).toArray();
    }
}

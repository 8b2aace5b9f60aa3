package io.github.bigdatamigrator.relationship;

import java.util.List;

/**
 * Names columns of a table, by their indexes, whose values are counted or compared together; rows with a null do not
 * take part.
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

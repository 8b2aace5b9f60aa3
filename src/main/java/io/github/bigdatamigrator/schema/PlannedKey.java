package io.github.bigdatamigrator.schema;

import java.util.List;
import java.util.stream.IntStream;

/** Describes a foreign key of the planned schema; the columns of both sides are paired by position. */
public record PlannedKey(
        PlannedTable from, List<PlannedColumn> columns, PlannedTable to, List<PlannedColumn> toColumns) {
    public PlannedKey {
        columns = List.copyOf(columns);
        toColumns = List.copyOf(toColumns);
    }

    public boolean isSelfReference() {
        return from.profile().equals(to.profile());
    }

    /** Whether each pair of columns has one kind of type, so that a database can compare them. */
    boolean hasComparableTypes() {
        return IntStream.range(0, columns.size())
                .noneMatch(i ->
                        columns.get(i).type().widenedTo(toColumns.get(i).type()).isEmpty());
    }
}

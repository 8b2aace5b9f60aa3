package io.github.bigdatamigrator.schema;

import java.util.List;

/** A foreign key on its way into the target; the columns of both sides are paired by position. */
public record PlannedKey(
        PlannedTable from, List<PlannedColumn> columns, PlannedTable to, List<PlannedColumn> toColumns) {
    public PlannedKey {
        columns = List.copyOf(columns);
        toColumns = List.copyOf(toColumns);
    }

    public boolean toItself() {
        return from.profile().equals(to.profile());
    }
}

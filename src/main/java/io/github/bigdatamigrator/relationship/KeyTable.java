package io.github.bigdatamigrator.relationship;

import io.github.bigdatamigrator.sketch.HeadRowHashes;
import java.util.ArrayList;
import java.util.List;

/** A table as the choice of keys sees it. */
record KeyTable(String name, long rows, List<ColumnFacts> columns, HeadRowHashes leading) {
    KeyTable {
        columns = List.copyOf(columns);
    }

    static KeyTable of(TableFacts facts) {
        List<ColumnFacts> columns = new ArrayList<>();
        long rows = facts.profile().rows();
        for (int i = 0; i < facts.profile().columns().size(); i++) {
            columns.add(ColumnFacts.of(
                    facts.profile().columns().get(i), facts.sketch().column(i), rows));
        }
        return new KeyTable(
                facts.profile().name(), rows, columns, facts.sketch().headRows());
    }

    /** Whether the first rows already hold a combination of values twice that a key would hold once. */
    boolean repeats(ColumnSet probe) {
        return leading.hasDuplicate(
                probe.columns().stream().mapToInt(Integer::intValue).toArray());
    }

    /**
     * The column among the probe's whose equal values stand together in the first rows, as its place within the probe;
     * -1 where none do.
     */
    int clustering(ColumnSet probe) {
        return leading.clusteringColumn(
                probe.columns().stream().mapToInt(Integer::intValue).toArray());
    }

    ColumnFacts column(int index) {
        return columns.get(index);
    }
}

package io.github.bigdatamigrator.relationship;

import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.relationship.RelationshipFinder.TableFacts;
import io.github.bigdatamigrator.sketch.HeadRowHashes;
import io.github.bigdatamigrator.sketch.PairOrder;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Holds a table with the facts that the selection of keys needs, the hashes of its first rows and the order of pairs of
 * its columns.
 *
 * @param fromDatabase whether a database could have declared its keys and references
 */
record KeyTable(
        String name, long rows, List<ColumnFacts> columns, HeadRowHashes head, PairOrder order, boolean fromDatabase) {
    static KeyTable of(TableFacts facts) {
        TableProfile profile = facts.profile();
        List<ColumnFacts> columns = IntStream.range(0, profile.columns().size())
                .mapToObj(i ->
                        ColumnFacts.of(profile.columns().get(i), facts.sketch().column(i), profile.rows()))
                .toList();
        return new KeyTable(
                profile.name(),
                profile.rows(),
                columns,
                facts.sketch().headRows(),
                facts.sketch().pairOrder(),
                profile.declared() != null);
    }

    /** Whether the first rows, whose hashes are kept, are all rows. */
    boolean headIsAll() {
        return head.rows() == rows;
    }

    /** Whether the first rows repeat a combination of values that would be distinct in a key. */
    boolean repeats(ColumnSet columnSet) {
        return head.hasDuplicate(columnSet.indexes());
    }

    /** Whether the order of all rows proves that they repeat no combination of values, nor lack one. */
    boolean unrepeated(ColumnSet columnSet) {
        List<Integer> indexes = columnSet.columns();
        return indexes.size() == 2 && order.unrepeated(indexes.get(0), indexes.get(1));
    }

    /** Returns the position within the set of the column whose equal values are adjacent in the first rows, or -1. */
    int clustering(ColumnSet columnSet) {
        return head.clusteringColumn(columnSet.indexes());
    }

    /** Each of its columns alone, if the table has this number. */
    Stream<ColumnSet> singles(int table) {
        return IntStream.range(0, columns.size()).mapToObj(column -> ColumnSet.of(table, column));
    }

    ColumnFacts column(int index) {
        return columns.get(index);
    }
}

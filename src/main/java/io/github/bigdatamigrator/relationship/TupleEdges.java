package io.github.bigdatamigrator.relationship;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.TableProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Tuples of columns that may refer to a composite key: each column's words are those of one column of the key. */
final class TupleEdges {
    private final List<TableProfile> tables;
    private final Names names;

    TupleEdges(List<TableProfile> tables, Names names) {
        this.tables = tables;
        this.names = names;
    }

    /** @param keys composite key candidates by table */
    List<Edge> find(Map<Integer, List<Probe>> keys) {
        List<Edge> result = new ArrayList<>();
        keys.values()
                .forEach(ofTable -> ofTable.forEach(key -> {
                    for (int table = 0; table < tables.size(); table++) {
                        if (table != key.table()) {
                            List<Integer> columns = matching(table, key);
                            if (columns.size() == key.columns().size()) {
                                result.add(new Edge(new Probe(table, columns), key));
                            }
                        }
                    }
                }));
        return result;
    }

    private List<Integer> matching(int table, Probe key) {
        TableProfile child = tables.get(table);
        TableProfile parent = tables.get(key.table());
        List<Integer> result = new ArrayList<>();
        for (int keyColumn : key.columns()) {
            ColumnProfile target = parent.columns().get(keyColumn);
            List<String> words = names.ofColumn(parent.name(), target.name());
            if (words.isEmpty() || !names.identifies(parent.name(), target.name())) {
                return List.of();
            }
            for (int i = 0; i < child.columns().size(); i++) {
                ColumnProfile column = child.columns().get(i);
                if (column.type().kind() == target.type().kind()
                        && column.distinct().value() > 0
                        && !result.contains(i)
                        && names.ofColumn(child.name(), column.name()).equals(words)
                        && names.identifies(child.name(), column.name())) {
                    result.add(i);
                    break;
                }
            }
        }
        return result;
    }
}

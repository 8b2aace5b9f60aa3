package io.github.bigdatamigrator.relationship;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Views and old states of other tables, told by their names and by whose columns they repeat. */
final class Copies {
    private static final double MOSTLY = 0.8;
    private static final double HALF = 0.5;

    private final List<KeyTable> tables;
    /** Base table by copy. */
    private final Map<Integer, Integer> copies;

    Copies(List<KeyTable> tables) {
        this.tables = tables;
        copies = copies();
    }

    /** Whether an edge is no reference because one of its sides is a copy: nothing refers to one, nor does a view or a copy's own key. */
    boolean rulesOut(Probe child, Probe parent, PrimaryKeys primary) {
        return copies.containsKey(parent.table())
                || (copies.containsKey(child.table())
                        && (isView(child.table())
                                || primary.isKey(child)
                                || copies.getOrDefault(child.table(), -1) == parent.table()));
    }

    /** Tables that repeat most columns of an earlier or larger one, and say by their name that they are a view or an old state of it. */
    private Map<Integer, Integer> copies() {
        Map<Integer, Integer> result = new HashMap<>();
        for (int table = 0; table < tables.size(); table++) {
            if (isView(table) || isOld(table)) {
                for (int other = 0; other < tables.size(); other++) {
                    if (other != table && !isView(other) && repeats(table, other)) {
                        result.putIfAbsent(table, other);
                    }
                }
            }
        }
        return result;
    }

    private boolean isView(int table) {
        List<String> words = Names.split(tables.get(table).name());
        return words.size() > 1
                && (Lexicon.VIEWS.contains(words.get(0)) || Lexicon.VIEWS.contains(words.get(words.size() - 1)));
    }

    private boolean isOld(int table) {
        List<String> words = Names.split(tables.get(table).name());
        return words.size() > 1
                && (Lexicon.COPIES.contains(words.get(0)) || Lexicon.COPIES.contains(words.get(words.size() - 1)));
    }

    private boolean repeats(int table, int other) {
        Set<String> mine = columnNames(table);
        Set<String> theirs = columnNames(other);
        long shared = theirs.stream().filter(mine::contains).count();
        double most = isView(table) ? HALF : MOSTLY;
        return shared >= 2 && shared >= most * theirs.size();
    }

    private Set<String> columnNames(int table) {
        Set<String> result = new HashSet<>();
        tables.get(table).columns().forEach(column -> result.add(String.join(" ", Names.split(column.name()))));
        return result;
    }
}

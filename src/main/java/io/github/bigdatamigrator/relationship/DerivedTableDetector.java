package io.github.bigdatamigrator.relationship;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Views and old states of other tables, told by their names and by whose columns they repeat. */
final class DerivedTableDetector {
    private static final double MOSTLY = 0.8;
    private static final double HALF = 0.5;
    /** Share of a copy's rows whose values the base has too. */
    private static final double NEARLY = 0.9;
    /** Tables from which on it says something that most have a column. */
    private static final int SEVERAL = 6;

    private final List<KeyTable> tables;
    private final List<Map<String, ColumnFacts>> columns;
    /** Base table by copy. */
    private final Map<Integer, Integer> copies;

    DerivedTableDetector(List<KeyTable> tables) {
        this.tables = tables;
        columns = columns(tables);
        copies = copies();
    }

    /**
     * Whether an edge is no reference because one of its sides is a copy: nothing refers to one, nor does a view or a
     * copy's own key.
     */
    boolean rulesOut(ColumnSet child, ColumnSet parent, PrimaryKeySelector primary) {
        return copies.containsKey(parent.table())
                || (copies.containsKey(child.table())
                        && (isView(child.table())
                                || primary.isKey(child)
                                || (copies.getOrDefault(child.table(), -1) == parent.table()
                                        && words(child).equals(words(parent)))));
    }

    private List<String> words(ColumnSet probe) {
        return IdentifierTokens.split(
                tables.get(probe.table()).column(probe.column()).name());
    }

    /**
     * Tables that repeat most columns of an earlier or larger one, and say by their name that they are a view or an old
     * state of it.
     */
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
        List<String> words = IdentifierTokens.split(tables.get(table).name());
        return words.size() > 1
                && (SchemaVocabulary.VIEWS.contains(words.get(0))
                        || SchemaVocabulary.VIEWS.contains(words.get(words.size() - 1)));
    }

    private boolean isOld(int table) {
        List<String> words = IdentifierTokens.split(tables.get(table).name());
        return words.size() > 1
                && (SchemaVocabulary.COPIES.contains(words.get(0))
                        || SchemaVocabulary.COPIES.contains(words.get(words.size() - 1)));
    }

    private boolean repeats(int table, int other) {
        Map<String, ColumnFacts> mine = columns.get(table);
        Map<String, ColumnFacts> theirs = columns.get(other);
        List<String> shared = theirs.keySet().stream().filter(mine::containsKey).toList();
        double most = isView(table) ? HALF : MOSTLY;
        return shared.size() >= 2
                && shared.size() >= most * theirs.size()
                && shared.stream()
                                .filter(name -> holds(theirs.get(name), mine.get(name)))
                                .count()
                        >= HALF * shared.size();
    }

    /** Whether a column holds nearly all values of the other. */
    private static boolean holds(@Nullable ColumnFacts column, @Nullable ColumnFacts other) {
        return column != null
                && other != null
                && column.family() == other.family()
                && Containment.sketched(other, other.sample().hashes(), column, NEARLY)
                                .rows()
                        >= NEARLY;
    }

    /**
     * By table its columns by the words of their names, without those that most tables have: {@code id},
     * {@code created_at}.
     */
    private static List<Map<String, ColumnFacts>> columns(List<KeyTable> tables) {
        Map<String, Integer> tablesWith = new HashMap<>();
        List<Map<String, ColumnFacts>> result = new ArrayList<>();
        for (KeyTable table : tables) {
            Map<String, ColumnFacts> columns = new LinkedHashMap<>();
            table.columns()
                    .forEach(column ->
                            columns.putIfAbsent(String.join(" ", IdentifierTokens.split(column.name())), column));
            columns.keySet().forEach(name -> tablesWith.merge(name, 1, Integer::sum));
            result.add(columns);
        }
        if (tables.size() >= SEVERAL) {
            result.forEach(columns ->
                    columns.keySet().removeIf(name -> tablesWith.getOrDefault(name, 0) * 2 > tables.size()));
        }
        return result;
    }
}

package io.github.bigdatamigrator.relationship;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Detects views and snapshots of other tables by their names and repeated columns. */
final class DerivedTableDetector {
    private static final double SNAPSHOT_COLUMNS = 0.8; // minimum share of the base's columns that a snapshot repeats
    private static final double CONTAINED_ROWS = 0.9; // minimum share of rows whose value the base has
    private static final int SEVERAL_TABLES = 6; // from here on, a column of most tables is ignored
    /** The same for a view; also the minimum share of repeated columns whose values are those of the base. */
    private static final double HALF = 0.5;

    private final NamedTables tables;
    private final List<Map<List<String>, ColumnFacts>> columns;
    private final Map<Integer, Integer> bases = new HashMap<>(); // base table by derived table

    /** Without {@link EvidenceRule#DERIVED_TABLES} no table counts as derived. */
    DerivedTableDetector(NamedTables tables, Set<EvidenceRule> rules) {
        this.tables = tables;
        columns = columns(tables);
        for (int table = 0; table < tables.size(); table++) {
            if (rules.contains(EvidenceRule.DERIVED_TABLES)
                    && (isView(table) || isMarked(table, SchemaVocabulary.COPIES))) {
                for (int other = 0; other < tables.size(); other++) {
                    if (other != table
                            && !isView(other)
                            && (isView(table) || namesBase(table, other))
                            && repeats(table, other)) {
                        bases.putIfAbsent(table, other);
                    }
                }
            }
        }
    }

    /**
     * Whether one side rules an edge out: nothing refers to a derived table, and no view and no snapshot's own key
     * refers.
     */
    boolean rulesOut(CandidateEdge edge, PrimaryKeySelector primary) {
        ColumnSet child = edge.child();
        ColumnSet parent = edge.parent();
        Integer base = bases.get(child.table());
        return bases.containsKey(parent.table())
                || (base != null
                        && (isView(child.table())
                                || primary.isKey(child)
                                || (base == parent.table() && tables.sameName(child, parent))));
    }

    private boolean isView(int table) {
        return isMarked(table, SchemaVocabulary.VIEWS);
    }

    /** Whether a table's name begins or ends with one of the words. */
    private boolean isMarked(int table, Set<String> marks) {
        List<String> words = IdentifierTokens.split(tables.table(table).name());
        return words.size() > 1 && (marks.contains(words.get(0)) || marks.contains(words.get(words.size() - 1)));
    }

    /** Whether a copy's name holds that of the other table, or the reverse: the marks of copies have other meanings. */
    private boolean namesBase(int copy, int base) {
        List<String> topic = tables.topic(copy);
        return WordSimilarity.contains(topic, tables.topic(base)) > 0
                || WordSimilarity.contains(tables.topic(base), topic) > 0
                || WordSimilarity.contains(
                                IdentifierTokens.split(tables.table(base).name()), topic)
                        > 0;
    }

    /** Whether a table repeats enough columns of the other one, with their values. */
    private boolean repeats(int table, int base) {
        Map<List<String>, ColumnFacts> own = columns.get(table);
        Map<List<String>, ColumnFacts> ofBase = columns.get(base);
        List<List<String>> shared =
                ofBase.keySet().stream().filter(own::containsKey).toList();
        double minimum = isView(table) ? HALF : SNAPSHOT_COLUMNS;
        return shared.size() >= 2
                && shared.size() >= minimum * ofBase.size()
                && shared.stream()
                                .filter(name -> contains(ofBase.get(name), own.get(name)))
                                .count()
                        >= HALF * shared.size();
    }

    /** Whether a column has nearly all values of the other. */
    private static boolean contains(@Nullable ColumnFacts column, @Nullable ColumnFacts other) {
        return column != null
                && other != null
                && column.family() == other.family()
                && Containment.sketched(other, other.sample().hashes(), column, CONTAINED_ROWS)
                                .rows()
                        >= CONTAINED_ROWS;
    }

    /** Returns each table's columns by the words of their names, without those of most tables ({@code created_at}). */
    private static List<Map<List<String>, ColumnFacts>> columns(NamedTables tables) {
        Map<List<String>, Integer> tablesWith = new HashMap<>();
        List<Map<List<String>, ColumnFacts>> result = new ArrayList<>();
        for (int table = 0; table < tables.size(); table++) {
            Map<List<String>, ColumnFacts> columns = new LinkedHashMap<>();
            for (int column = 0; column < tables.columns().get(table).size(); column++) {
                columns.putIfAbsent(tables.name(table, column).all(), tables.column(table, column));
            }
            columns.keySet().forEach(name -> tablesWith.merge(name, 1, Integer::sum));
            result.add(columns);
        }
        if (tables.size() >= SEVERAL_TABLES) {
            result.forEach(columns ->
                    columns.keySet().removeIf(name -> tablesWith.getOrDefault(name, 0) * 2 > tables.size()));
        }
        return result;
    }
}

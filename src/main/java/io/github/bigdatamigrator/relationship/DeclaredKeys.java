package io.github.bigdatamigrator.relationship;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.Count;
import io.github.bigdatamigrator.context.DeclaredFacts;
import io.github.bigdatamigrator.context.DeclaredFacts.ForeignKey;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.context.Problem.Severity;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.context.Uniqueness;
import io.github.bigdatamigrator.relationship.ForeignKeySelector.SelectedEdge;
import io.github.bigdatamigrator.relationship.RelationshipFinder.TableFacts;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Holds the keys and references that databases declare of the tables. Keys are believed, because an index keeps their
 * values apart; references are counted, because bulk loads and unvalidated constraints leave values without a parent.
 *
 * @param keys by table
 * @param edges references whose two tables are both there
 */
record DeclaredKeys(Map<Integer, ColumnSet> keys, Set<CandidateEdge> edges) {
    static final DeclaredKeys NONE = new DeclaredKeys(Map.of(), Set.of());

    private static final double CERTAIN = 30; // natural-log odds of an edge that is declared

    static DeclaredKeys of(List<TableProfile> tables) {
        Map<Integer, ColumnSet> keys = new HashMap<>();
        Set<CandidateEdge> edges = new LinkedHashSet<>();
        for (int table = 0; table < tables.size(); table++) {
            DeclaredFacts declared = tables.get(table).declared();
            if (declared == null) {
                continue;
            }
            ColumnSet key = columns(tables, table, declared.primaryKey());
            if (key != null) {
                keys.put(table, key);
            }
            for (ForeignKey reference : declared.foreignKeys()) {
                ColumnSet child = columns(tables, table, reference.columns());
                ColumnSet parent = columns(tables, at(tables, reference.table()), reference.parentColumns());
                if (child != null
                        && parent != null
                        && child.columns().size() == parent.columns().size()) {
                    edges.add(new CandidateEdge(child, parent));
                }
            }
        }
        return new DeclaredKeys(keys, edges);
    }

    private static int at(List<TableProfile> tables, String location) {
        for (int i = 0; i < tables.size(); i++) {
            if (tables.get(i).location().equals(location)) {
                return i;
            }
        }
        return -1;
    }

    /** The columns of these names; null if there are none or one is missing. */
    private static @Nullable ColumnSet columns(List<TableProfile> tables, int table, List<String> names) {
        if (table < 0 || names.isEmpty()) {
            return null;
        }
        List<String> all =
                tables.get(table).columns().stream().map(ColumnProfile::name).toList();
        List<Integer> indexes = names.stream().map(all::indexOf).toList();
        return indexes.contains(-1) ? null : new ColumnSet(table, indexes);
    }

    /** The tables with columns that are unique by a declared key marked as such, so that nobody counts them. */
    static List<TableFacts> settled(List<TableFacts> tables) {
        return tables.stream()
                .map(facts -> new TableFacts(settled(facts.profile()), facts.sketch()))
                .toList();
    }

    private static TableProfile settled(TableProfile table) {
        DeclaredFacts declared = table.declared();
        if (declared == null) {
            return table;
        }
        List<List<String>> keys = Stream.concat(Stream.of(declared.primaryKey()), declared.uniqueKeys().stream())
                .toList();
        List<ColumnProfile> columns = table.columns().stream()
                .map(column -> keys.contains(List.of(column.name())) && apart(column)
                        ? column.withDistinct(Count.exactly(table.rows() - column.nulls()), new Uniqueness(true, true))
                        : column)
                .toList();
        return columns.equals(table.columns()) ? table : table.withColumns(columns);
    }

    /** Whether values that the database keeps apart are apart in a profile, which trims texts and cuts times. */
    private static boolean apart(ColumnProfile column) {
        return (column.type().kind() == ColumnType.Kind.BIGINT || column.type().kind() == ColumnType.Kind.DECIMAL)
                || (column.type().kind() == ColumnType.Kind.STRING
                        && column.findings().cells().padded() == 0);
    }

    void request(NamedTables tables, ExactOverlaps overlaps) {
        for (CandidateEdge edge : edges) {
            Containment known = Containment.NONE;
            if (edge.child().columns().size() == 1) {
                ColumnFacts child = tables.column(edge.child());
                ColumnFacts parent = tables.column(edge.parent());
                known = Containment.ranged(child, parent);
                if (!known.exact()) {
                    known = Containment.sketched(child, child.sample().hashes(), parent, 0);
                }
            }
            overlaps.request(edge, known);
        }
    }

    /** Adds the declared references to the selected ones; what was selected for the same columns gives way. */
    List<SelectedEdge> addTo(List<SelectedEdge> selected, NamedTables tables, ExactOverlaps overlaps) {
        List<SelectedEdge> result = new ArrayList<>();
        for (SelectedEdge edge : selected) {
            List<CandidateEdge> same = edges.stream()
                    .filter(declared -> declared.child()
                                    .sorted()
                                    .equals(edge.child().sorted())
                            || (declared.child().sorted().equals(edge.parent().sorted())
                                    && declared.parent()
                                            .sorted()
                                            .equals(edge.child().sorted())))
                    .toList();
            if (same.isEmpty()) {
                boolean known = tables.table(edge.child().table()).fromDatabase();
                result.add(known ? edge.withEvidence("not declared in the database") : edge);
            }
        }
        for (CandidateEdge edge : edges) {
            Containment containment =
                    overlaps.values(edge.child()) == 0 ? new Containment(1, 1, 0, 0, true) : overlaps.containment(edge);
            CandidateEdge rival = selected.stream()
                    .map(other -> other.score().edge())
                    .filter(other -> other.child().equals(edge.child())
                            && !other.parent().equals(edge.parent()))
                    .findFirst()
                    .orElse(null);
            String evidence = "declared in the database; "
                    + (containment.orphanRows() == 0
                            ? "every value is found"
                            : NumberFormat.count(containment.orphanRows(), "row") + " violate it");
            result.add(new SelectedEdge(new EdgeScore(edge, containment, CERTAIN, CERTAIN, 0, evidence), rival, 0));
        }
        return result;
    }

    boolean declares(CandidateEdge edge) {
        return edges.contains(edge);
    }

    /** The keys, those that are declared before those that were found. */
    PrimaryKeySelector over(PrimaryKeySelector found) {
        Map<Integer, ColumnSet> selected = new HashMap<>(found.selected());
        Map<Integer, List<ColumnSet>> rivals = new HashMap<>(found.rivals());
        keys.forEach((table, key) -> {
            selected.put(table, key);
            rivals.remove(table);
        });
        return new PrimaryKeySelector(selected, rivals);
    }

    /** What is declared and not so, and a key that is found and not declared. */
    List<Problem> problems(KeyGraph graph, int table, boolean ofDatabase) {
        List<Problem> problems = new ArrayList<>();
        NamedTables tables = graph.tables();
        String name = tables.table(table).name();
        for (CandidateEdge edge : edges) {
            long orphans = edge.child().table() == table && graph.overlaps().values(edge.child()) > 0
                    ? graph.overlaps().containment(edge).orphanRows()
                    : 0;
            if (orphans > 0) {
                List<String> examples = graph.overlaps().orphans(edge);
                problems.add(new Problem(
                        name + "." + String.join(", ", tables.columnNames(edge.child())),
                        "is declared to refer to "
                                + tables.table(edge.parent().table()).name() + "("
                                + String.join(", ", tables.columnNames(edge.parent()))
                                + "), but rows have a value that it lacks"
                                + (examples.isEmpty() ? "" : ": " + String.join(", ", examples)),
                        orphans));
            }
        }
        ColumnSet found = graph.keys().of(table);
        if (ofDatabase
                && found != null
                && !keys.containsKey(table)
                && tables.table(table).rows() > 1) {
            problems.add(new Problem(
                    name,
                    "has no declared primary key; " + String.join(", ", tables.columnNames(found))
                            + " is one by its values",
                    1,
                    Severity.LOW));
        }
        return problems;
    }
}

package io.github.bigdatamigrator.relationship;

import io.github.bigdatamigrator.relationship.ForeignKeySelector.SelectedEdge;
import io.github.bigdatamigrator.relationship.IdentifierTokens.ColumnName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rescores candidate foreign keys by the conventions of the whole database, as a first selection shows them: which
 * tables many others refer to, how references are named, and which columns are references and so no targets.
 */
record SchemaConventions(NamedTables tables, PrimaryKeySelector keys, List<SelectedEdge> first) {
    private static final double NAMED = 4; // from this name evidence on, the name alone tells where a column points
    private static final double HINTED = 2;
    private static final int MINIMUM_NAMED = 10; // minimum number of named references that show a convention
    private static final double FOLLOWING = 0.9; // minimum share of them that follow it
    private static final double CONVENTION_PENALTY = 3;
    private static final double NESTED = 0.99; // minimum share of a key's values that another key has as its root
    private static final double ROOT_BONUS = 0.5;
    private static final double SURE = 1; // from these log odds on, an edge counts for its parent's popularity
    private static final double POPULARITY = 0.4; // log odds of a reference, times the log of the others
    /** From this name evidence on, a name with full containment excludes targets without a hint. */
    private static final double DECIDED = 5;

    List<EdgeScore> rescore(List<EdgeScore> scores) {
        Set<ColumnSet> references = new HashSet<>();
        Map<ColumnSet, Set<Integer>> referring = new HashMap<>();
        for (SelectedEdge edge : first) {
            references.add(edge.child());
            if (edge.score().logOdds() >= SURE) {
                referring
                        .computeIfAbsent(edge.parent(), parent -> new HashSet<>())
                        .add(edge.child().table());
            }
        }
        boolean identifying = referencesIdentify();
        List<EdgeScore> result = new ArrayList<>();
        for (EdgeScore score : scores) {
            ColumnSet child = score.edge().child();
            ColumnSet parent = score.edge().parent();
            if ((!keys.isKey(parent) || keys.isEnd(parent)) && (references.contains(parent) || refersToKey(child, parent.table()))) {
                continue;
            }
            double more = 0;
            if (score.named() < NAMED) {
                Set<Integer> others = new HashSet<>(referring.getOrDefault(parent, Set.of()));
                others.remove(child.table());
                more += POPULARITY * Math.log(Math.max(1, others.size()));
            }
            if (identifying && tables.column(child).family() == TypeFamily.NUMBER && !identifies(child)) {
                more -= CONVENTION_PENALTY;
            }
            result.add(score.plus(more));
        }
        return preferRoots(result);
    }

    /** Whether a table refers to the other one's key by another column, so that this one only repeats a property. */
    private boolean refersToKey(ColumnSet child, int table) {
        return child.table() != table
                && first.stream()
                        .anyMatch(edge -> edge.child().table() == child.table()
                                && !edge.child().equals(child)
                                && edge.parent().table() == table
                                && keys.isKey(edge.parent())
                                && edge.score().named() >= NAMED);
    }

    /** Whether the names of references mark them as identifiers here: {@code order_id}, not {@code order}. */
    private boolean referencesIdentify() {
        List<ColumnSet> named = first.stream()
                .filter(edge -> edge.score().named() >= NAMED)
                .map(SelectedEdge::child)
                .toList();
        return named.size() >= MINIMUM_NAMED
                && named.stream().filter(this::identifies).count() >= FOLLOWING * named.size();
    }

    private boolean identifies(ColumnSet child) {
        ColumnName name = tables.name(child);
        return name.hint(tables.column(child).family()) == IdentifierTokens.Hint.REFERENCE || name.identifies();
    }

    /**
     * Prefers the key that has all values of the others of a column's name, unless the values improbably stay within
     * another.
     */
    private List<EdgeScore> preferRoots(List<EdgeScore> scores) {
        Map<ColumnSet, List<EdgeScore>> byChild = new LinkedHashMap<>();
        scores.forEach(score -> byChild.computeIfAbsent(score.edge().child(), child -> new ArrayList<>())
                .add(score));
        List<EdgeScore> result = new ArrayList<>();
        byChild.forEach((child, all) -> {
            // Where the name and the data agree on the target, targets without a hint are excluded.
            boolean decided = all.stream()
                    .anyMatch(score -> score.named() >= DECIDED
                            && score.containment().caseInsensitiveRows() == 1
                            && score.logOdds() > 0);
            List<EdgeScore> rivals = decided
                    ? all.stream().filter(score -> score.named() >= HINTED).toList()
                    : all;
            List<EdgeScore> sameNamed = rivals.stream()
                    .filter(score -> tables.sameName(score.edge().parent(), child))
                    .toList();
            double best =
                    sameNamed.stream().mapToDouble(EdgeScore::logOdds).max().orElse(0);
            for (EdgeScore score : rivals) {
                boolean root = sameNamed.size() > 1
                        && sameNamed.contains(score)
                        && sameNamed.stream().allMatch(other -> other.equals(score) || rootOf(score, other));
                result.add(root && best > score.logOdds() ? score.plus(best - score.logOdds() + ROOT_BONUS) : score);
            }
        });
        return result;
    }

    private boolean rootOf(EdgeScore root, EdgeScore nested) {
        ColumnSet rootKey = root.edge().parent();
        ColumnSet nestedKey = nested.edge().parent();
        ColumnFacts rootFacts = tables.column(rootKey);
        ColumnFacts nestedFacts = tables.column(nestedKey);
        return nested.tightness() == 0
                && root.containment().rows() >= nested.containment().rows()
                && root.named() >= nested.named() - 1
                && keys.isKey(rootKey)
                && rootFacts.distinct() >= nestedFacts.distinct()
                && Containment.sketched(nestedFacts, nestedFacts.sample().hashes(), rootFacts, NESTED)
                                .rows()
                        >= NESTED
                && (rootFacts.distinct() > nestedFacts.distinct() || owns(rootKey.table(), nestedKey.table()));
    }

    /**
     * Among two tables with the same keys, the one whose name begins the other's owns: {@code genes},
     * {@code gene_info}.
     */
    private boolean owns(int table, int other) {
        String name = String.join("", tables.topic(table));
        String otherName = String.join("", tables.topic(other));
        return name.length() < otherName.length() && otherName.startsWith(name);
    }
}

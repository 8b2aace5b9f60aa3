package io.github.bigdatamigrator.relationship;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Weighs edges once more by what a first choice among them shows about the database as a whole: which tables many
 * others refer to, how references are named here, and which columns are references themselves and so no targets.
 */
final class SchemaConventions {
    /** From here on the name alone says where a column points. */
    private static final double NAMED = 4;

    private static final double DECIDED = 5;
    private static final double HINTED = 2;
    /** Odds from which on a chosen edge says that its parent is referred to. */
    private static final double SURE = 1;
    /** A table that n others refer to is so much likelier to be referred to by one more, times the logarithm of n. */
    private static final double POPULARITY = 0.4;

    private static final int LEAST_HABIT = 10;
    private static final double HABIT = 0.9;
    private static final double AGAINST_HABIT = 3;
    /** Share of a key's values that another must hold to be its root. */
    private static final double NESTED = 0.99;

    private static final double ROOT = 0.5;

    private final List<KeyTable> tables;
    private final IdentifierTokens names;
    private final PrimaryKeySelector keys;
    private final List<ForeignKeySelector.Chosen> first;

    SchemaConventions(
            List<KeyTable> tables,
            IdentifierTokens names,
            PrimaryKeySelector keys,
            List<ForeignKeySelector.Chosen> first) {
        this.tables = tables;
        this.names = names;
        this.keys = keys;
        this.first = first;
    }

    List<EdgeScore> weigh(List<EdgeScore> scores) {
        Set<ColumnSet> references = new HashSet<>();
        Map<ColumnSet, Set<Integer>> referring = new HashMap<>();
        for (ForeignKeySelector.Chosen chosen : first) {
            CandidateEdge edge = chosen.score().edge();
            references.add(edge.child());
            if (chosen.score().logOdds() >= SURE) {
                referring
                        .computeIfAbsent(edge.parent(), parent -> new HashSet<>())
                        .add(edge.child().table());
            }
        }
        boolean identifying = identifying();
        List<EdgeScore> result = new ArrayList<>();
        for (EdgeScore score : scores) {
            ColumnSet child = score.edge().child();
            ColumnSet parent = score.edge().parent();
            if (!keys.isKey(parent) && references.contains(parent)) {
                continue;
            }
            double more = 0;
            if (score.named() < NAMED) {
                Set<Integer> others = new HashSet<>(referring.getOrDefault(parent, Set.of()));
                others.remove(child.table());
                more += POPULARITY * Math.log(Math.max(1, others.size()));
            }
            if (column(child).family() == TypeFamily.NUMBER && !identifies(child)) {
                more -= identifying ? AGAINST_HABIT : 0;
            }
            result.add(score.plus(more));
        }
        return rooted(result);
    }

    /**
     * Whether the references of this database say by their names that they are such: {@code order_id}, not
     * {@code order}.
     */
    private boolean identifying() {
        List<ColumnSet> named = first.stream()
                .filter(chosen -> chosen.score().named() >= NAMED)
                .map(chosen -> chosen.score().edge().child())
                .toList();
        return named.size() >= LEAST_HABIT
                && named.stream().filter(this::identifies).count() >= HABIT * named.size();
    }

    private boolean identifies(ColumnSet probe) {
        ColumnFacts column = column(probe);
        IdentifierTokens.Hint hint = names.hint(tables.get(probe.table()).name(), column.name(), column.family());
        return hint == IdentifierTokens.Hint.REFERENCE
                || names.identifies(tables.get(probe.table()).name(), column.name());
    }

    /**
     * A column that has the name of several keys, of which one holds all values of the others, refers to that one,
     * unless it is improbable that it keeps within another by chance.
     */
    private List<EdgeScore> rooted(List<EdgeScore> scores) {
        Map<ColumnSet, List<EdgeScore>> byChild = new LinkedHashMap<>();
        scores.forEach(score -> byChild.computeIfAbsent(score.edge().child(), child -> new ArrayList<>())
                .add(score));
        List<EdgeScore> result = new ArrayList<>();
        byChild.forEach((child, all) -> {
            boolean decided = all.stream().anyMatch(SchemaConventions::decides);
            List<EdgeScore> rivals = decided
                    ? all.stream().filter(score -> score.named() >= HINTED).toList()
                    : all;
            List<EdgeScore> namesakes = rivals.stream()
                    .filter(score -> words(score.edge().parent()).equals(words(child)))
                    .toList();
            for (EdgeScore score : rivals) {
                boolean root = namesakes.size() > 1
                        && namesakes.contains(score)
                        && namesakes.stream().allMatch(other -> other.equals(score) || rootOf(score, other));
                double best =
                        namesakes.stream().mapToDouble(EdgeScore::logOdds).max().orElse(0);
                result.add(root && best > score.logOdds() ? score.plus(best - score.logOdds() + ROOT) : score);
            }
        });
        return result;
    }

    /**
     * Whether the name says where the column points, and it does: then no other target without a hint comes into
     * question.
     */
    private static boolean decides(EdgeScore score) {
        return score.named() >= DECIDED && score.share().folded() == 1 && score.logOdds() > 0;
    }

    private List<String> words(ColumnSet probe) {
        return IdentifierTokens.split(column(probe).name());
    }

    private boolean rootOf(EdgeScore root, EdgeScore part) {
        ColumnSet whole = root.edge().parent();
        ColumnSet nested = part.edge().parent();
        ColumnFacts mine = column(whole);
        ColumnFacts theirs = column(nested);
        if (part.tightness() > 0
                || root.share().rows() < part.share().rows()
                || root.named() < part.named() - 1
                || !keys.isKey(whole)
                || mine.distinct() < theirs.distinct()
                || Containment.sketched(theirs, theirs.sample().hashes(), mine, NESTED)
                                .rows()
                        < NESTED) {
            return false;
        }
        return mine.distinct() > theirs.distinct() || owns(whole.table(), nested.table());
    }

    /**
     * Of two tables with the same keys the one whose name the other's begins with: {@code genes} beside
     * {@code gene_info}.
     */
    private boolean owns(int table, int other) {
        String mine = String.join("", names.ofTable(tables.get(table).name()));
        String theirs = String.join("", names.ofTable(tables.get(other).name()));
        return mine.length() < theirs.length() && theirs.startsWith(mine);
    }

    private ColumnFacts column(ColumnSet probe) {
        return tables.get(probe.table()).column(probe.column());
    }
}

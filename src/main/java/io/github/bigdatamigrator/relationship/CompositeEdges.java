package io.github.bigdatamigrator.relationship;

import io.github.bigdatamigrator.text.NumberFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tuples of columns that may refer to a composite key: each column's words are those of one column of the key. */
final class CompositeEdges {
    /** Share of the child's rows whose combination must be found. */
    private static final double LEAST_ROWS = 0.95;
    /** Ways of matching a table's columns with those of one key. */
    private static final int MATCHES = 3;
    /** Combinations after which finding more is no news. */
    private static final int MOST_DRAWS = 40;

    private final List<KeyTable> tables;
    private final IdentifierTokens names;
    private final @Nullable DerivedTableDetector copies;

    CompositeEdges(List<KeyTable> tables, IdentifierTokens names, @Nullable DerivedTableDetector copies) {
        this.tables = tables;
        this.names = names;
        this.copies = copies;
    }

    /** @param keys composite key candidates by table */
    List<CandidateEdge> find(Map<Integer, List<ColumnSet>> keys) {
        List<CandidateEdge> result = new ArrayList<>();
        keys.values()
                .forEach(ofTable -> ofTable.forEach(key -> {
                    for (int table = 0; table < tables.size(); table++) {
                        if (table != key.table() && tables.get(table).rows() > 0) {
                            for (List<Integer> columns : matching(table, key)) {
                                result.add(new CandidateEdge(new ColumnSet(table, columns), key));
                            }
                        }
                    }
                }));
        return result;
    }

    /** The columns that are named most like those of the key; and the same with the runner-up for one of them. */
    private List<List<Integer>> matching(int table, ColumnSet key) {
        List<List<Integer>> ranked = new ArrayList<>();
        for (int keyColumn : key.columns()) {
            List<Integer> alike = alike(table, key.table(), keyColumn);
            if (alike.isEmpty()) {
                return List.of();
            }
            ranked.add(alike);
        }
        Set<List<Integer>> result = new LinkedHashSet<>();
        addDistinct(ranked, -1, result);
        for (int other = 0; other < ranked.size() && result.size() < MATCHES; other++) {
            addDistinct(ranked, other, result);
        }
        return List.copyOf(result);
    }

    /** The best of each that is not taken yet, but the second of the one that is to be another. */
    private static void addDistinct(List<List<Integer>> ranked, int other, Set<List<Integer>> result) {
        List<Integer> chosen = new ArrayList<>();
        for (int i = 0; i < ranked.size(); i++) {
            List<Integer> free = ranked.get(i).stream()
                    .filter(column -> !chosen.contains(column))
                    .skip(i == other ? 1 : 0)
                    .toList();
            if (free.isEmpty()) {
                return;
            }
            chosen.add(free.get(0));
        }
        result.add(chosen);
    }

    /** Columns of a table that by type and name may refer to a part of a key, the likeliest first. */
    private List<Integer> alike(int table, int parentTable, int keyColumn) {
        KeyTable child = tables.get(table);
        KeyTable parent = tables.get(parentTable);
        ColumnFacts target = parent.column(keyColumn);
        Map<Integer, Double> alike = new LinkedHashMap<>();
        for (int i = 0; i < child.columns().size(); i++) {
            ColumnFacts column = child.column(i);
            if (column.family() == target.family() && column.distinct() > 0 && column.keyLike(false)) {
                double much = alike(child, column, parent, target);
                if (much > 0) {
                    alike.put(i, much);
                }
            }
        }
        return alike.entrySet().stream()
                .sorted(Map.Entry.<Integer, Double>comparingByValue().reversed())
                .limit(2)
                .map(Map.Entry::getKey)
                .toList();
    }

    private double alike(KeyTable child, ColumnFacts column, KeyTable parent, ColumnFacts target) {
        if (IdentifierTokens.split(column.name()).equals(IdentifierTokens.split(target.name()))) {
            return 2;
        }
        List<String> words = names.ofColumn(parent.name(), target.name());
        List<String> mine = names.ofColumn(child.name(), column.name());
        boolean bothIdentify =
                names.identifies(parent.name(), target.name()) && names.identifies(child.name(), column.name());
        List<String> topic = names.ofTable(parent.name());
        if (!mine.isEmpty()
                && (WordSimilarity.equal(mine, topic) == 1
                        || (bothIdentify && mine.equals(names.aliasOf(parent.name()))))) {
            // The table's name stands for the part of the key that is its own: its number, or its name.
            boolean own = words.isEmpty()
                    || WordSimilarity.equal(words, topic) > 0
                    || !names.identifies(parent.name(), target.name())
                    || !elsewhere(parent, target);
            return own ? 1.2 : 0;
        }
        if (words.isEmpty()
                || names.identifies(parent.name(), target.name()) != names.identifies(child.name(), column.name())) {
            return 0;
        }
        return mine.equals(words) ? 1.5 : WordSimilarity.ends(mine, words);
    }

    /** The edges whose combinations are found; at most one for each tuple of columns, and none both ways. */
    List<ForeignKeySelector.Chosen> choose(
            List<CandidateEdge> edges, PrimaryKeySelector primary, ExactOverlaps counts) {
        Map<ColumnSet, EdgeScore> best = new LinkedHashMap<>();
        for (CandidateEdge edge : edges) {
            if (copies != null && copies.rulesOut(edge.child(), edge.parent(), primary)) {
                continue;
            }
            if (!primary.isKey(edge.parent()) || counts.values(edge.child()) == 0) {
                continue;
            }
            Containment share = counts.share(edge);
            double odds = odds(edge, share, counts, primary);
            if (share.rows() >= LEAST_ROWS && odds > 0) {
                String evidence = share.orphanRows() == 0
                        ? "every combination is found"
                        : NumberFormat.percent(share.rows()) + " of the rows find their combination";
                ColumnSet child = sorted(edge.child());
                EdgeScore score = new EdgeScore(edge, share, odds, 0, 0, evidence);
                EdgeScore other = best.get(child);
                if (other == null || odds > other.logOdds()) {
                    best.put(child, score);
                }
            }
        }
        return best.values().stream()
                .filter(score -> best.values().stream().noneMatch(other -> reversed(score, other)))
                .map(score -> new ForeignKeySelector.Chosen(score, null, 0))
                .toList();
    }

    private static ColumnSet sorted(ColumnSet probe) {
        return new ColumnSet(probe.table(), probe.columns().stream().sorted().toList());
    }

    /** Whether the other is the same edge the other way round, and likelier or from a later table. */
    private static boolean reversed(EdgeScore mine, EdgeScore other) {
        return sorted(mine.edge().child()).equals(sorted(other.edge().parent()))
                && sorted(mine.edge().parent()).equals(sorted(other.edge().child()))
                && (mine.logOdds() < other.logOdds()
                        || (mine.logOdds() == other.logOdds()
                                && mine.edge().child().table()
                                        < other.edge().child().table()));
    }

    /** Where nearly all combinations of the key's parts exist, finding them is no surprise. */
    private double odds(CandidateEdge edge, Containment share, ExactOverlaps counts, PrimaryKeySelector primary) {
        KeyTable parent = tables.get(edge.parent().table());
        double combinations = 1;
        for (int column : edge.parent().columns()) {
            combinations *= parent.column(column).distinct();
        }
        double density = Math.min(1, counts.distinct(edge.parent()) / Math.max(1, combinations));
        double surprise = Math.min(4, -Math.log(density) * Math.min(MOST_DRAWS, share.contained()) * 0.3);
        double odds = -1 + surprise + 20 * Math.log(share.rows());
        List<String> topic = names.ofTable(parent.name());
        for (int column : edge.parent().columns()) {
            String name = parent.column(column).name();
            if (names.counts(parent.name(), name)
                    || WordSimilarity.equal(names.ofColumn(parent.name(), name), topic) > 0) {
                // The other side has a column for the number of the part: what else should it be for?
                odds += 1;
                break;
            }
        }
        if (primary.isKey(sorted(edge.child()))) {
            // Two tables with the same key side by side; one extends the other if its name says so, or if the key is
            // the other's own.
            List<String> mine = names.ofTable(tables.get(edge.child().table()).name());
            List<String> theirs = names.ofTable(parent.name());
            boolean extended = mine.size() > theirs.size() && WordSimilarity.holds(mine, theirs) > 0;
            boolean part = counts.distinct(edge.child()) < counts.distinct(edge.parent());
            boolean junction =
                    edge.parent().columns().stream().allMatch(column -> elsewhere(parent, parent.column(column)));
            odds -= extended ? 1 : junction ? 6 : part ? 2 : 4;
        }
        return odds;
    }

    /** Whether a column's words are those of another table. */
    private boolean elsewhere(KeyTable table, ColumnFacts column) {
        List<String> words = names.ofColumn(table.name(), column.name());
        return !words.isEmpty()
                && tables.stream()
                        .filter(other -> !other.name().equals(table.name()))
                        .anyMatch(other -> WordSimilarity.equal(words, names.ofTable(other.name())) > 0);
    }
}

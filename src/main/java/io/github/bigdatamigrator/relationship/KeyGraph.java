package io.github.bigdatamigrator.relationship;

import io.github.bigdatamigrator.relationship.ForeignKeySelector.SelectedEdge;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Chooses the keys and foreign keys of a set of tables, and holds them with their exact counts. */
record KeyGraph(
        NamedTables tables,
        PrimaryKeySelector keys,
        List<SelectedEdge> edges,
        ExactOverlaps overlaps,
        ForeignKeyScorer scorer,
        DeclaredKeys declared) {
    /** A short, wide table has as many unique columns as columns; only the likeliest keys are scored as targets. */
    private static final int KEYS_PER_TABLE = 20;

    static KeyGraph of(List<KeyTable> facts, ExactCounter counter, Set<EvidenceRule> rules) {
        return of(facts, counter, rules, DeclaredKeys.NONE);
    }

    static KeyGraph of(List<KeyTable> facts, ExactCounter counter, Set<EvidenceRule> rules, DeclaredKeys declared) {
        NamedTables tables = NamedTables.of(facts);
        CandidateKeyScorer scorer = new CandidateKeyScorer(tables);
        List<ColumnSet> keys = new ArrayList<>();
        Map<Integer, List<ColumnSet>> singles = new HashMap<>();
        Map<Integer, List<ColumnSet>> tuples = new LinkedHashMap<>();
        for (int table = 0; table < tables.size(); table++) {
            List<ColumnSet> single = scorer.single(table);
            singles.put(table, single);
            keys.addAll(likeliest(single));
            boolean noKey = single.isEmpty() || !scorer.certain(single.get(0));
            ColumnSet key = declared.keys().get(table);
            tuples.put(
                    table,
                    key == null
                            ? scorer.tuples(table, tuple -> noKey || scorer.junction(tuple))
                            : key.columns().size() == 1 ? List.of() : List.of(key));
        }
        DerivedTableDetector derived = new DerivedTableDetector(tables, rules);
        PrimaryKeySelector presumed = declared.over(PrimaryKeySelector.presumed(singles));
        Map<CandidateEdge, Containment> candidates =
                new EdgeCandidates(tables, new ForeignKeyScorer(tables, presumed, rules, keys, derived)).find(keys);
        ExactOverlaps overlaps = new ExactOverlaps(tables, counter);
        singles.forEach((table, single) -> {
            if (!declared.keys().containsKey(table)) {
                undecided(tables, scorer, single).forEach(overlaps::request);
            }
        });
        candidates.forEach(overlaps::request);
        declared.request(tables, overlaps);
        CompositeEdges compositeEdges = new CompositeEdges(tables, derived);
        Map<Integer, List<ColumnSet>> first = new LinkedHashMap<>();
        tuples.forEach((table, all) -> first.put(table, scorer.first(table, all)));
        List<CandidateEdge> composite = new ArrayList<>(count(first, compositeEdges, overlaps));
        Map<Integer, List<ColumnSet>> rest = rest(tables, first, tuples, overlaps);
        if (!rest.isEmpty()) {
            composite.addAll(count(rest, compositeEdges, overlaps));
        }
        PrimaryKeySelector settled =
                declared.over(PrimaryKeySelector.settled(tables, scorer, overlaps, singles, tuples));
        ForeignKeyScorer exactScorer = new ForeignKeyScorer(tables, settled, rules, keys, derived);
        List<EdgeScore> scores = new ArrayList<>();
        for (CandidateEdge edge : candidates.keySet()) {
            ColumnSet parent = edge.parent();
            // The exact count may refute a key that the sketch suggested.
            boolean key = overlaps.distinct(parent) == overlaps.values(parent) || settled.isKey(parent);
            EdgeScore score = key ? exactScorer.score(edge, overlaps.containment(edge)) : null;
            if (score != null) {
                scores.add(score);
            }
        }
        ForeignKeySelector selector = new ForeignKeySelector(tables, rules);
        if (rules.contains(EvidenceRule.CONVENTIONS)) {
            scores = new SchemaConventions(tables, settled, selector.select(scores)).rescore(scores);
        }
        List<SelectedEdge> selected = new ArrayList<>(selector.select(scores));
        selected.addAll(compositeEdges.select(composite, settled, overlaps));
        selected = declared.addTo(selected, tables, overlaps);
        selected.sort(Comparator.comparing((SelectedEdge edge) -> edge.child().table())
                .thenComparing(edge -> edge.child().columns().size())
                .thenComparing(edge -> edge.child().column()));
        Set<ColumnSet> targets =
                selected.stream().map(edge -> edge.parent().sorted()).collect(Collectors.toSet());
        PrimaryKeySelector chosen = settled.referredTo(targets);
        return new KeyGraph(tables, chosen, List.copyOf(selected), overlaps, exactScorer, declared);
    }

    /**
     * Whether an edge of one column follows from one of several columns: it refers to the same table, or to what the
     * paired column of that table refers to.
     */
    boolean implied(CandidateEdge single) {
        return single.child().columns().size() == 1
                && !declared.declares(single)
                && edges.stream().map(edge -> edge.score().edge()).anyMatch(edge -> {
                    int part = edge.child().columns().indexOf(single.child().column());
                    if (edge.child().table() != single.child().table()
                            || part < 0
                            || edge.child().columns().size() == 1) {
                        return false;
                    }
                    ColumnSet paired = ColumnSet.of(
                            edge.parent().table(), edge.parent().columns().get(part));
                    return paired.equals(single.parent())
                            || edges.stream()
                                    .anyMatch(other -> other.child().equals(paired)
                                            && other.parent().equals(single.parent()));
                });
    }

    private static List<ColumnSet> likeliest(List<ColumnSet> single) {
        return single.subList(0, Math.min(KEYS_PER_TABLE, single.size()));
    }

    /** Counts tuples and the edges that may refer to them; returns these edges. */
    private static List<CandidateEdge> count(
            Map<Integer, List<ColumnSet>> tuples, CompositeEdges compositeEdges, ExactOverlaps overlaps) {
        List<CandidateEdge> edges = compositeEdges.find(tuples);
        tuples.values().forEach(list -> list.forEach(overlaps::request));
        edges.forEach(edge -> overlaps.request(edge, Containment.NONE));
        overlaps.count();
        return edges;
    }

    /**
     * Returns a table's likeliest candidate keys up to one that is certainly unique and looks like a key: no later one
     * wins.
     */
    private static List<ColumnSet> undecided(NamedTables tables, CandidateKeyScorer scorer, List<ColumnSet> single) {
        List<ColumnSet> result = new ArrayList<>();
        for (ColumnSet key : likeliest(single)) {
            result.add(key);
            ColumnFacts column = tables.column(key);
            if (column.known()
                    && column.unique()
                    && scorer.score(key.table(), key.column()) >= CandidateKeyScorer.ENOUGH) {
                break;
            }
        }
        return result;
    }

    /** Returns the tuples not yet counted of tables in which no counted one is a key. */
    private static Map<Integer, List<ColumnSet>> rest(
            NamedTables tables,
            Map<Integer, List<ColumnSet>> counted,
            Map<Integer, List<ColumnSet>> tuples,
            ExactOverlaps overlaps) {
        Map<Integer, List<ColumnSet>> result = new LinkedHashMap<>();
        counted.forEach((table, first) -> {
            List<ColumnSet> rest = new ArrayList<>(tuples.getOrDefault(table, List.of()));
            rest.removeAll(first);
            long rows = tables.table(table).rows();
            if (!rest.isEmpty() && first.stream().noneMatch(tuple -> overlaps.distinct(tuple) == rows)) {
                result.put(table, rest);
            }
        });
        return result;
    }
}

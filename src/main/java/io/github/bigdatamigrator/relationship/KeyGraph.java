package io.github.bigdatamigrator.relationship;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The keys and the chosen edges of some tables, and the exact figures behind them. */
record KeyGraph(
        List<KeyTable> tables, PrimaryKeySelector keys, List<ForeignKeySelector.Chosen> edges, ExactOverlaps counts) {
    /** A short, wide table has as many unique columns as columns; only the likeliest keys are weighed as targets. */
    private static final int KEYS_PER_TABLE = 20;

    static KeyGraph of(List<KeyTable> tables, ExactCounter counter, Set<EvidenceRule> rules) {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        tables.forEach(table -> columns.put(
                table.name(), table.columns().stream().map(ColumnFacts::name).toList()));
        IdentifierTokens names = new IdentifierTokens(columns);
        CandidateKeyScorer choice = new CandidateKeyScorer(tables, names);

        List<ColumnSet> keys = new ArrayList<>();
        Map<Integer, List<ColumnSet>> singles = new HashMap<>();
        Map<Integer, List<ColumnSet>> tuples = new LinkedHashMap<>();
        for (int table = 0; table < tables.size(); table++) {
            List<ColumnSet> single = choice.single(table);
            singles.put(table, single);
            keys.addAll(single.subList(0, Math.min(KEYS_PER_TABLE, single.size())));
            tuples.put(
                    table,
                    choice.tuples(table).stream()
                            .filter(tuple -> single.isEmpty()
                                    || choice.score(tuple.table(), single.get(0).column()) < CandidateKeyScorer.ENOUGH
                                    || choice.junction(tuple))
                            .toList());
        }
        PrimaryKeySelector presumed = PrimaryKeySelector.presumed(tables, singles);
        Map<CandidateEdge, Containment> candidates =
                new EdgeCandidates(tables, new ForeignKeyScorer(tables, names, presumed, rules, keys)).find(keys);

        ExactOverlaps counts = new ExactOverlaps(tables, counter);
        singles.forEach((table, single) -> wanted(tables, choice, single).forEach(counts::want));
        candidates.forEach(counts::want);
        CompositeEdges tupleEdges = new CompositeEdges(
                tables, names, rules.contains(EvidenceRule.COPIES) ? new DerivedTableDetector(tables) : null);
        Map<Integer, List<ColumnSet>> asked = new LinkedHashMap<>();
        tuples.forEach((table, all) -> asked.put(table, choice.first(table, all)));
        List<CandidateEdge> composite = new ArrayList<>(tupleEdges.find(asked));
        asked.values().forEach(list -> list.forEach(counts::want));
        composite.forEach(edge -> counts.want(edge, Containment.NONE));
        counts.count();

        Map<Integer, List<ColumnSet>> larger = larger(tables, asked, tuples, counts);
        if (!larger.isEmpty()) {
            List<CandidateEdge> more = tupleEdges.find(larger);
            larger.values().forEach(list -> list.forEach(counts::want));
            more.forEach(edge -> counts.want(edge, Containment.NONE));
            counts.count();
            composite.addAll(more);
        }

        PrimaryKeySelector settled = PrimaryKeySelector.settled(tables, choice, counts, singles, tuples);
        ForeignKeyScorer scoring = new ForeignKeyScorer(tables, names, settled, rules, keys);
        List<EdgeScore> scores = new ArrayList<>();
        for (CandidateEdge edge : candidates.keySet()) {
            ColumnSet parent = edge.parent();
            // The sketch may have taken it for a key when the exact count says that it is none.
            boolean key = counts.distinct(parent) == counts.values(parent) || settled.isKey(parent);
            EdgeScore score = key ? scoring.weigh(edge, counts.share(edge)) : null;
            if (score != null) {
                scores.add(score);
            }
        }
        ForeignKeySelector graph = new ForeignKeySelector(tables, names, rules);
        if (rules.contains(EvidenceRule.CONSENSUS)) {
            scores = new SchemaConventions(tables, names, settled, graph.choose(scores)).weigh(scores);
        }
        List<ForeignKeySelector.Chosen> chosen = new ArrayList<>(graph.choose(scores));
        chosen.addAll(tupleEdges.choose(composite, settled, counts));
        chosen.sort(Comparator.comparing((ForeignKeySelector.Chosen edge) ->
                        edge.score().edge().child().table())
                .thenComparing(edge -> edge.score().edge().child().columns().size())
                .thenComparing(edge -> edge.score().edge().child().column()));
        return new KeyGraph(tables, settled, List.copyOf(chosen), counts);
    }

    /**
     * Of the candidate keys of a table, the likeliest first, those up to one that is surely unique and looks like a
     * key: no other can win.
     */
    private static List<ColumnSet> wanted(List<KeyTable> tables, CandidateKeyScorer choice, List<ColumnSet> single) {
        List<ColumnSet> result = new ArrayList<>();
        for (ColumnSet probe : single.subList(0, Math.min(KEYS_PER_TABLE, single.size()))) {
            result.add(probe);
            ColumnFacts column = tables.get(probe.table()).column(probe.column());
            if (column.known()
                    && column.unique()
                    && choice.score(probe.table(), probe.column()) >= CandidateKeyScorer.ENOUGH) {
                break;
            }
        }
        return result;
    }

    /** The tuples not yet asked for of tables in which none that was asked for is a key. */
    private static Map<Integer, List<ColumnSet>> larger(
            List<KeyTable> tables,
            Map<Integer, List<ColumnSet>> asked,
            Map<Integer, List<ColumnSet>> tuples,
            ExactOverlaps counts) {
        Map<Integer, List<ColumnSet>> result = new LinkedHashMap<>();
        asked.forEach((table, first) -> {
            List<ColumnSet> rest = new ArrayList<>(tuples.getOrDefault(table, List.of()));
            rest.removeAll(first);
            long rows = tables.get(table).rows();
            if (!rest.isEmpty() && first.stream().noneMatch(tuple -> counts.distinct(tuple) == rows)) {
                result.put(table, rest);
            }
        });
        return result;
    }
}

package io.github.bigdatamigrator.relationship;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The keys and the chosen edges of some tables, and the exact figures behind them. */
record KeyGraph(List<KeyTable> tables, PrimaryKeys keys, List<GraphChoice.Chosen> edges, Counts counts) {
    /** A short, wide table has as many unique columns as columns; only the likeliest keys are weighed as targets. */
    private static final int KEYS_PER_TABLE = 20;

    static KeyGraph of(List<KeyTable> tables, KeyCounter counter, Set<Rule> rules) {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        tables.forEach(table -> columns.put(
                table.name(), table.columns().stream().map(ColumnFacts::name).toList()));
        Names names = new Names(columns);
        KeyChoice choice = new KeyChoice(tables, names);

        List<Probe> keys = new ArrayList<>();
        Map<Integer, List<Probe>> singles = new HashMap<>();
        Map<Integer, List<Probe>> tuples = new LinkedHashMap<>();
        for (int table = 0; table < tables.size(); table++) {
            List<Probe> single = choice.single(table);
            singles.put(table, single);
            keys.addAll(single.subList(0, Math.min(KEYS_PER_TABLE, single.size())));
            tuples.put(
                    table,
                    choice.tuples(table).stream()
                            .filter(tuple -> single.isEmpty()
                                    || choice.score(tuple.table(), single.get(0).column()) < KeyChoice.ENOUGH
                                    || choice.junction(tuple))
                            .toList());
        }
        PrimaryKeys presumed = PrimaryKeys.presumed(tables, singles);
        Map<Edge, Share> candidates =
                new EdgeCandidates(tables, new Scoring(tables, names, presumed, rules, keys)).find(keys);

        Counts counts = new Counts(tables, counter);
        singles.forEach((table, single) -> wanted(tables, choice, single).forEach(counts::want));
        candidates.forEach(counts::want);
        TupleEdges tupleEdges = new TupleEdges(tables, names, rules.contains(Rule.COPIES) ? new Copies(tables) : null);
        Map<Integer, List<Probe>> asked = new LinkedHashMap<>();
        tuples.forEach((table, all) -> asked.put(table, choice.first(table, all)));
        List<Edge> composite = new ArrayList<>(tupleEdges.find(asked));
        asked.values().forEach(list -> list.forEach(counts::want));
        composite.forEach(edge -> counts.want(edge, Share.NONE));
        counts.count();

        Map<Integer, List<Probe>> larger = larger(tables, asked, tuples, counts);
        if (!larger.isEmpty()) {
            List<Edge> more = tupleEdges.find(larger);
            larger.values().forEach(list -> list.forEach(counts::want));
            more.forEach(edge -> counts.want(edge, Share.NONE));
            counts.count();
            composite.addAll(more);
        }

        PrimaryKeys settled = PrimaryKeys.settled(tables, choice, counts, singles, tuples);
        Scoring scoring = new Scoring(tables, names, settled, rules, keys);
        List<EdgeScore> scores = new ArrayList<>();
        for (Edge edge : candidates.keySet()) {
            Probe parent = edge.parent();
            // The sketch may have taken it for a key when the exact count says that it is none.
            boolean key = counts.distinct(parent) == counts.values(parent) || settled.isKey(parent);
            EdgeScore score = key ? scoring.weigh(edge, counts.share(edge)) : null;
            if (score != null) {
                scores.add(score);
            }
        }
        GraphChoice graph = new GraphChoice(tables, names, rules);
        if (rules.contains(Rule.CONSENSUS)) {
            scores = new Consensus(tables, names, settled, graph.choose(scores)).weigh(scores);
        }
        List<GraphChoice.Chosen> chosen = new ArrayList<>(graph.choose(scores));
        chosen.addAll(tupleEdges.choose(composite, settled, counts));
        chosen.sort(Comparator.comparing(
                        (GraphChoice.Chosen edge) -> edge.score().edge().child().table())
                .thenComparing(edge -> edge.score().edge().child().columns().size())
                .thenComparing(edge -> edge.score().edge().child().column()));
        return new KeyGraph(tables, settled, List.copyOf(chosen), counts);
    }

    /** Of the candidate keys of a table, the likeliest first, those up to one that is surely unique and looks like a key: no other can win. */
    private static List<Probe> wanted(List<KeyTable> tables, KeyChoice choice, List<Probe> single) {
        List<Probe> result = new ArrayList<>();
        for (Probe probe : single.subList(0, Math.min(KEYS_PER_TABLE, single.size()))) {
            result.add(probe);
            ColumnFacts column = tables.get(probe.table()).column(probe.column());
            if (column.known() && column.unique() && choice.score(probe.table(), probe.column()) >= KeyChoice.ENOUGH) {
                break;
            }
        }
        return result;
    }

    /** The tuples not yet asked for of tables in which none that was asked for is a key. */
    private static Map<Integer, List<Probe>> larger(
            List<KeyTable> tables, Map<Integer, List<Probe>> asked, Map<Integer, List<Probe>> tuples, Counts counts) {
        Map<Integer, List<Probe>> result = new LinkedHashMap<>();
        asked.forEach((table, first) -> {
            List<Probe> rest = new ArrayList<>(tuples.getOrDefault(table, List.of()));
            rest.removeAll(first);
            long rows = tables.get(table).rows();
            if (!rest.isEmpty() && first.stream().noneMatch(tuple -> counts.distinct(tuple) == rows)) {
                result.put(table, rest);
            }
        });
        return result;
    }
}

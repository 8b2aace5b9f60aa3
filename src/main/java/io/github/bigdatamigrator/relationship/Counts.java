package io.github.bigdatamigrator.relationship;

import io.github.bigdatamigrator.sketch.FrequentValues;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Exact figures on probes and pairs, from the sketches where those hold every value and else from a count on the full data. What the
 * sketches settle is not read again, so that small files cost no job.
 */
final class Counts {
    private final List<KeyTable> tables;
    private final KeyCounter counter;
    private final Map<Edge, Share> settled = new HashMap<>();
    private final Map<Probe, Counted> countedProbes = new HashMap<>();
    private final Map<Edge, Counted> countedPairs = new HashMap<>();
    private Map<Probe, Integer> probes = new LinkedHashMap<>();
    private Map<Edge, Integer> pairs = new LinkedHashMap<>();

    /** Where the figures of a probe or pair stand. */
    private record Counted(Tally tally, int place) {}

    Counts(List<KeyTable> tables, KeyCounter counter) {
        this.tables = tables;
        this.counter = counter;
    }

    /** Wants the distinct values and rows of a probe. */
    void want(Probe probe) {
        if (!known(probe) && !counted(probe)) {
            number(probe);
        }
    }

    /** Wants the containment of a pair, of which this much is known already. */
    void want(Edge edge, Share known) {
        if (known.exact()) {
            settled.put(edge, known);
        } else {
            number(edge.child());
            number(edge.parent());
            pairs.computeIfAbsent(edge, unseen -> pairs.size());
        }
    }

    /** Counts all that was wanted since the last time; one job, or none where nothing is left to count. */
    void count() {
        List<Probe> wanted = new ArrayList<>(probes.keySet());
        List<Edge> edges = new ArrayList<>(pairs.keySet());
        Tally tally = counter.count(
                wanted,
                edges.stream().mapToInt(edge -> number(edge.child())).toArray(),
                edges.stream().mapToInt(edge -> number(edge.parent())).toArray());
        for (int i = 0; i < wanted.size(); i++) {
            countedProbes.put(wanted.get(i), new Counted(tally, i));
        }
        for (int i = 0; i < edges.size(); i++) {
            countedPairs.put(edges.get(i), new Counted(tally, i));
        }
        probes = new LinkedHashMap<>();
        pairs = new LinkedHashMap<>();
    }

    private int number(Probe probe) {
        return probes.computeIfAbsent(probe, unseen -> probes.size());
    }

    private boolean known(Probe probe) {
        return probe.columns().size() == 1
                && (facts(probe).settled()
                        || (facts(probe).known() && facts(probe).unique()));
    }

    private ColumnFacts facts(Probe probe) {
        return tables.get(probe.table()).column(probe.column());
    }

    /** Whether the shuffle counted the probe. */
    boolean counted(Probe probe) {
        return countedProbes.containsKey(probe);
    }

    long distinct(Probe probe) {
        Counted counted = countedProbes.get(probe);
        return counted == null ? facts(probe).distinct() : counted.tally().distinct(counted.place());
    }

    /** Rows without a null in the probe. */
    long values(Probe probe) {
        Counted counted = countedProbes.get(probe);
        return counted == null ? facts(probe).values() : counted.tally().rows(counted.place());
    }

    Share share(Edge edge) {
        Share known = settled.get(edge);
        if (known != null) {
            return known;
        }
        Counted pair = countedPairs.get(edge);
        if (pair == null) {
            throw new IllegalStateException("not counted: " + edge);
        }
        return Share.counted(
                distinct(edge.child()),
                values(edge.child()),
                pair.tally().containedDistinct(pair.place()),
                pair.tally().containedRows(pair.place()));
    }

    /** Texts of up to five values that the parent lacks; a job where the sketches do not know them. */
    List<String> orphans(Edge edge) {
        if (share(edge).orphanRows() == 0) {
            return List.of();
        }
        Counted pair = countedPairs.get(edge);
        if (pair != null) {
            return texts(edge.child(), pair.tally().orphans(pair.place()));
        }
        ColumnFacts child = facts(edge.child());
        ColumnFacts parent = facts(edge.parent());
        long[] missing = Arrays.stream(child.sample().hashes())
                .filter(hash -> !parent.sample().contains(hash))
                .sorted()
                .limit(Tally.EXAMPLES)
                .toArray();
        return texts(edge.child(), missing);
    }

    /** Some values that a single-column probe holds more than once, as far as the sketch kept them. */
    List<String> repeated(Probe probe) {
        return probe.columns().size() > 1
                ? List.of()
                : facts(probe).counts().top(Tally.EXAMPLES).stream()
                        .filter(value -> value.count() > 1)
                        .map(FrequentValues.Frequent::text)
                        .toList();
    }

    private List<String> texts(Probe probe, long[] hashes) {
        if (probe.columns().size() == 1) {
            List<String> kept = new ArrayList<>();
            for (long hash : hashes) {
                FrequentValues.Frequent found = facts(probe).counts().find(hash);
                if (found != null) {
                    kept.add(found.text());
                }
            }
            if (kept.size() == hashes.length) {
                return List.copyOf(kept);
            }
        }
        return List.copyOf(counter.texts(probe, hashes).values());
    }
}

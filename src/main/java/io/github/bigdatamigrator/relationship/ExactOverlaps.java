package io.github.bigdatamigrator.relationship;

import io.github.bigdatamigrator.sketch.HeavyHitters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Exact figures on probes and pairs, from the sketches where those hold every value and else from a count on the full
 * data. What the sketches settle is not read again, so that small files cost no job.
 */
final class ExactOverlaps {
    private final List<KeyTable> tables;
    private final ExactCounter counter;
    private final Map<CandidateEdge, Containment> settled = new HashMap<>();
    private final Map<ColumnSet, Counted> countedProbes = new HashMap<>();
    private final Map<CandidateEdge, Counted> countedPairs = new HashMap<>();
    private Map<ColumnSet, Integer> probes = new LinkedHashMap<>();
    private Map<CandidateEdge, Integer> pairs = new LinkedHashMap<>();

    /** Where the figures of a probe or pair stand. */
    private record Counted(OverlapCounts tally, int place) {}

    ExactOverlaps(List<KeyTable> tables, ExactCounter counter) {
        this.tables = tables;
        this.counter = counter;
    }

    /** Wants the distinct values and rows of a probe. */
    void want(ColumnSet probe) {
        if (!known(probe) && !counted(probe)) {
            number(probe);
        }
    }

    /** Wants the containment of a pair, of which this much is known already. */
    void want(CandidateEdge edge, Containment known) {
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
        List<ColumnSet> wanted = new ArrayList<>(probes.keySet());
        List<CandidateEdge> edges = new ArrayList<>(pairs.keySet());
        OverlapCounts tally = counter.count(
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

    private int number(ColumnSet probe) {
        return probes.computeIfAbsent(probe, unseen -> probes.size());
    }

    private boolean known(ColumnSet probe) {
        return probe.columns().size() == 1
                && (facts(probe).settled()
                        || (facts(probe).known() && facts(probe).unique()));
    }

    private ColumnFacts facts(ColumnSet probe) {
        return tables.get(probe.table()).column(probe.column());
    }

    /** Whether the shuffle counted the probe. */
    boolean counted(ColumnSet probe) {
        return countedProbes.containsKey(probe);
    }

    long distinct(ColumnSet probe) {
        Counted counted = countedProbes.get(probe);
        return counted == null ? facts(probe).distinct() : counted.tally().distinct(counted.place());
    }

    /** Rows without a null in the probe. */
    long values(ColumnSet probe) {
        Counted counted = countedProbes.get(probe);
        return counted == null ? facts(probe).values() : counted.tally().rows(counted.place());
    }

    Containment share(CandidateEdge edge) {
        Containment known = settled.get(edge);
        if (known != null) {
            return known;
        }
        Counted pair = countedPairs.get(edge);
        if (pair == null) {
            throw new IllegalStateException("not counted: " + edge);
        }
        return Containment.counted(
                distinct(edge.child()),
                values(edge.child()),
                pair.tally().containedDistinct(pair.place()),
                pair.tally().containedRows(pair.place()));
    }

    /** Texts of up to five values that the parent lacks; a job where the sketches do not know them. */
    List<String> orphans(CandidateEdge edge) {
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
                .limit(OverlapCounts.EXAMPLES)
                .toArray();
        return texts(edge.child(), missing);
    }

    /** Some values that a single-column probe holds more than once, as far as the sketch kept them. */
    List<String> repeated(ColumnSet probe) {
        return probe.columns().size() > 1
                ? List.of()
                : facts(probe).counts().top(OverlapCounts.EXAMPLES).stream()
                        .filter(value -> value.count() > 1)
                        .map(HeavyHitters.Frequent::text)
                        .toList();
    }

    private List<String> texts(ColumnSet probe, long[] hashes) {
        if (probe.columns().size() == 1) {
            List<String> kept = new ArrayList<>();
            for (long hash : hashes) {
                HeavyHitters.Frequent found = facts(probe).counts().find(hash);
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

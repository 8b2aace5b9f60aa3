package io.github.bigdatamigrator.relationship;

import io.github.bigdatamigrator.sketch.HeavyHitters;
import io.github.bigdatamigrator.sketch.ValueCounts;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Counts column sets and their overlaps exactly: from the sketches where those have every value, else from a count on
 * the full data. What the sketches settle is not read again, so that small files cost no job.
 */
final class ExactOverlaps {
    private final NamedTables tables;
    private final ExactCounter counter;
    private final Map<CandidateEdge, Containment> settled = new HashMap<>();
    private final Map<ColumnSet, Counted> countedSets = new HashMap<>();
    private final Set<ColumnSet> unrepeated = new HashSet<>();
    private final Map<CandidateEdge, Counted> countedEdges = new HashMap<>();
    private final Map<ColumnSet, Integer> requestedSets = new LinkedHashMap<>();
    private final Set<CandidateEdge> requestedEdges = new LinkedHashSet<>();

    private record Counted(OverlapCounts counts, int index) {}

    ExactOverlaps(NamedTables tables, ExactCounter counter) {
        this.tables = tables;
        this.counter = counter;
    }

    void request(ColumnSet columns) {
        if (tables.table(columns.table()).unrepeated(columns)) {
            unrepeated.add(columns);
        } else if (!known(columns) && !counted(columns)) {
            number(columns);
        }
    }

    /** Requests the exact containment of an edge, given what is known of it. */
    void request(CandidateEdge edge, Containment known) {
        if (known.exact()) {
            settled.put(edge, known);
        } else {
            number(edge.child());
            number(edge.parent());
            requestedEdges.add(edge);
        }
    }

    /** Counts everything that was requested since the last call; one job, or none where nothing was. */
    void count() {
        OverlapCounts counts = counter.count(
                List.copyOf(requestedSets.keySet()),
                requestedEdges.stream().mapToInt(edge -> number(edge.child())).toArray(),
                requestedEdges.stream().mapToInt(edge -> number(edge.parent())).toArray());
        requestedSets.forEach((columns, index) -> countedSets.put(columns, new Counted(counts, index)));
        int index = 0;
        for (CandidateEdge edge : requestedEdges) {
            countedEdges.put(edge, new Counted(counts, index++));
        }
        requestedSets.clear();
        requestedEdges.clear();
    }

    private int number(ColumnSet columns) {
        return requestedSets.computeIfAbsent(columns, unseen -> requestedSets.size());
    }

    private boolean known(ColumnSet columns) {
        if (columns.columns().size() > 1) {
            return false;
        }
        ColumnFacts facts = tables.column(columns);
        return facts.settled() || (facts.known() && facts.unique());
    }

    boolean counted(ColumnSet columns) {
        return countedSets.containsKey(columns) || unrepeated.contains(columns);
    }

    long distinct(ColumnSet columns) {
        if (unrepeated.contains(columns)) {
            return tables.table(columns.table()).rows();
        }
        Counted counted = countedSets.get(columns);
        return counted == null ? tables.column(columns).distinct() : counted.counts.distinct(counted.index);
    }

    long values(ColumnSet columns) {
        if (unrepeated.contains(columns)) {
            return tables.table(columns.table()).rows();
        }
        Counted counted = countedSets.get(columns);
        return counted == null ? tables.column(columns).values() : counted.counts.rows(counted.index);
    }

    Containment containment(CandidateEdge edge) {
        Containment known = settled.get(edge);
        if (known != null) {
            return known;
        }
        Counted pair = countedEdges.get(edge);
        if (pair == null) {
            throw new IllegalStateException("not counted: " + edge);
        }
        long found = pair.counts.containedDistinct(pair.index);
        long rows = pair.counts.containedRows(pair.index);
        return Containment.counted(distinct(edge.child()), values(edge.child()), found, rows);
    }

    /** Returns texts of up to five values that the parent lacks; one job where the sketches lack them. */
    List<String> orphans(CandidateEdge edge) {
        if (containment(edge).orphanRows() == 0) {
            return List.of();
        }
        Counted pair = countedEdges.get(edge);
        if (pair != null) {
            return texts(edge.child(), pair.counts.orphans(pair.index));
        }
        ColumnFacts parent = tables.column(edge.parent());
        long[] missing = Arrays.stream(tables.column(edge.child()).sample().hashes())
                .filter(hash -> !parent.sample().contains(hash))
                .sorted()
                .limit(OverlapCounts.EXAMPLES)
                .toArray();
        return texts(edge.child(), missing);
    }

    /** Returns some values that a single column has more than once, as far as the sketch kept them. */
    List<String> repeated(ColumnSet columns) {
        return columns.columns().size() > 1
                ? List.of()
                : tables.column(columns).counts().top(OverlapCounts.EXAMPLES).stream()
                        .filter(value -> value.count() > 1)
                        .map(HeavyHitters.Frequent::text)
                        .toList();
    }

    private List<String> texts(ColumnSet columns, long[] hashes) {
        if (columns.columns().size() == 1) {
            ValueCounts kept = tables.column(columns).counts();
            List<String> texts = Arrays.stream(hashes)
                    .mapToObj(kept::find)
                    .filter(Objects::nonNull)
                    .map(HeavyHitters.Frequent::text)
                    .toList();
            if (texts.size() == hashes.length) {
                return texts;
            }
        }
        return List.copyOf(counter.texts(columns, hashes).values());
    }
}

package io.github.bigdatamigrator.relationship;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Numbers the probes and the pairs that one shuffle counts. */
final class ProbePlan {
    private final Map<Probe, Integer> probes = new LinkedHashMap<>();
    private final Map<Edge, Integer> pairs = new LinkedHashMap<>();

    /** The probe's number; a new one if it has none yet. */
    int number(Probe probe) {
        return probes.computeIfAbsent(probe, unseen -> probes.size());
    }

    /** Whether the probe takes part in the shuffle. */
    boolean has(Probe probe) {
        return probes.containsKey(probe);
    }

    void add(Edge edge) {
        number(edge.child());
        number(edge.parent());
        pairs.computeIfAbsent(edge, unseen -> pairs.size());
    }

    int pair(Edge edge) {
        Integer number = pairs.get(edge);
        if (number == null) {
            throw new IllegalStateException("not planned: " + edge);
        }
        return number;
    }

    List<Probe> probes() {
        return new ArrayList<>(probes.keySet());
    }

    int[] children() {
        return pairs.keySet().stream().mapToInt(edge -> number(edge.child())).toArray();
    }

    int[] parents() {
        return pairs.keySet().stream().mapToInt(edge -> number(edge.parent())).toArray();
    }
}

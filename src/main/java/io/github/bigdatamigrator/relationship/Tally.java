package io.github.bigdatamigrator.relationship;

import java.io.Serial;
import java.io.Serializable;
import java.util.Arrays;

/**
 * What the shuffle counted: by probe, and by pair of child and parent probe. Merges across partitions. A value costs as much as the probes
 * that hold it and the pairs whose child does, whatever the number of all others.
 */
final class Tally implements Serializable {
    @Serial
    private static final long serialVersionUID = 2L;

    static final int EXAMPLES = 5;

    private final int[] parents;
    /** Pairs in the order of their children; those of probe p stand from {@code starts[p]} on. */
    private final int[] byChild;

    private final int[] starts;
    private final long[] distinct;
    private final long[] rows;
    private final long[] containedDistinct;
    private final long[] containedRows;
    private final long[][] orphans;
    private final boolean[] present;

    Tally(int probes, int[] children, int[] parents) {
        this.parents = parents.clone();
        starts = new int[probes + 1];
        for (int child : children) {
            starts[child + 1]++;
        }
        for (int probe = 0; probe < probes; probe++) {
            starts[probe + 1] += starts[probe];
        }
        byChild = new int[children.length];
        int[] next = starts.clone();
        for (int pair = 0; pair < children.length; pair++) {
            byChild[next[children[pair]]++] = pair;
        }
        distinct = new long[probes];
        rows = new long[probes];
        containedDistinct = new long[children.length];
        containedRows = new long[children.length];
        orphans = new long[children.length][0];
        present = new boolean[probes];
    }

    /** Takes one value: the first {@code size} of these probes hold it, in so many rows each. */
    void add(long hash, int[] probes, long[] rowsByProbe, int size) {
        for (int i = 0; i < size; i++) {
            present[probes[i]] = true;
            distinct[probes[i]]++;
            rows[probes[i]] += rowsByProbe[i];
        }
        for (int i = 0; i < size; i++) {
            for (int at = starts[probes[i]]; at < starts[probes[i] + 1]; at++) {
                int pair = byChild[at];
                if (present[parents[pair]]) {
                    containedDistinct[pair]++;
                    containedRows[pair] += rowsByProbe[i];
                } else if (orphans[pair].length < EXAMPLES || hash < orphans[pair][EXAMPLES - 1]) {
                    orphans[pair] = smallest(orphans[pair], new long[] {hash});
                }
            }
        }
        for (int i = 0; i < size; i++) {
            present[probes[i]] = false;
        }
    }

    Tally merge(Tally other) {
        for (int probe = 0; probe < distinct.length; probe++) {
            distinct[probe] += other.distinct[probe];
            rows[probe] += other.rows[probe];
        }
        for (int pair = 0; pair < parents.length; pair++) {
            containedDistinct[pair] += other.containedDistinct[pair];
            containedRows[pair] += other.containedRows[pair];
            orphans[pair] = smallest(orphans[pair], other.orphans[pair]);
        }
        return this;
    }

    long distinct(int probe) {
        return distinct[probe];
    }

    /** Rows without a null in the probe. */
    long rows(int probe) {
        return rows[probe];
    }

    long containedDistinct(int pair) {
        return containedDistinct[pair];
    }

    long containedRows(int pair) {
        return containedRows[pair];
    }

    /** Hashes of up to five values that the parent lacks. */
    long[] orphans(int pair) {
        return orphans[pair];
    }

    private static long[] smallest(long[] first, long[] second) {
        long[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        Arrays.sort(both);
        return both.length <= EXAMPLES ? both : Arrays.copyOf(both, EXAMPLES);
    }
}

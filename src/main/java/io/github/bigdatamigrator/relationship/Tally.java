package io.github.bigdatamigrator.relationship;

import java.io.Serial;
import java.io.Serializable;
import java.util.Arrays;

/** What the shuffle counted: by probe, and by pair of child and parent probe. Merges across partitions. */
final class Tally implements Serializable {
    @Serial
    private static final long serialVersionUID = 1L;

    static final int EXAMPLES = 5;

    private final int[] children;
    private final int[] parents;
    private final long[] distinct;
    private final long[] rows;
    private final long[] containedDistinct;
    private final long[] containedRows;
    private final long[][] orphans;

    Tally(int probes, int[] children, int[] parents) {
        this.children = children;
        this.parents = parents;
        distinct = new long[probes];
        rows = new long[probes];
        containedDistinct = new long[children.length];
        containedRows = new long[children.length];
        orphans = new long[children.length][0];
    }

    /** Takes one value: how many rows of each probe hold it. */
    void add(long hash, long[] rowsByProbe) {
        for (int probe = 0; probe < rowsByProbe.length; probe++) {
            if (rowsByProbe[probe] > 0) {
                distinct[probe]++;
                rows[probe] += rowsByProbe[probe];
            }
        }
        for (int pair = 0; pair < children.length; pair++) {
            long held = rowsByProbe[children[pair]];
            if (held == 0) {
                continue;
            }
            if (rowsByProbe[parents[pair]] > 0) {
                containedDistinct[pair]++;
                containedRows[pair] += held;
            } else {
                orphans[pair] = smallest(orphans[pair], new long[] {hash});
            }
        }
    }

    Tally merge(Tally other) {
        for (int probe = 0; probe < distinct.length; probe++) {
            distinct[probe] += other.distinct[probe];
            rows[probe] += other.rows[probe];
        }
        for (int pair = 0; pair < children.length; pair++) {
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

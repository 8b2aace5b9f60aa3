package io.github.bigdatamigrator.relationship;

import java.io.Serial;
import java.io.Serializable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What the shuffle counted: by probe, and by pair of child and parent probe. Merges across partitions. A value costs as much as the probes
 * that hold it and the pairs whose child does, whatever the number of all others.
 */
final class Tally implements Serializable {
    @Serial
    private static final long serialVersionUID = 3L;

    static final int EXAMPLES = 5;

    private final int[] children;
    private final int[] parents;
    private final long[] distinct;
    private final long[] rows;
    private final long[] containedDistinct;
    private final long[] containedRows;
    private final long[][] orphans;

    Tally(int probes, int[] children, int[] parents) {
        this.children = children.clone();
        this.parents = parents.clone();
        distinct = new long[probes];
        rows = new long[probes];
        containedDistinct = new long[children.length];
        containedRows = new long[children.length];
        orphans = new long[children.length][0];
    }

    /** Counts what one partition is in charge of: the values of each probe, null where it has none there. */
    void count(@Nullable ProbeValues[] values) {
        for (int probe = 0; probe < distinct.length; probe++) {
            ProbeValues own = values[probe];
            if (own != null) {
                distinct[probe] += own.distinct();
                rows[probe] += own.rows();
            }
        }
        ProbeValues none = new ProbeValues();
        for (int pair = 0; pair < children.length; pair++) {
            ProbeValues child = values[children[pair]];
            ProbeValues parent = values[parents[pair]];
            if (child != null) {
                child.compare(parent == null ? none : parent, this, pair);
            }
        }
    }

    void addContained(int pair, long values, long rowsOfThem) {
        containedDistinct[pair] += values;
        containedRows[pair] += rowsOfThem;
    }

    /** Keeps the smallest few hashes, so that every run shows the same examples. */
    void addOrphan(int pair, long hash) {
        if (orphans[pair].length < EXAMPLES || hash < orphans[pair][EXAMPLES - 1]) {
            orphans[pair] = smallest(orphans[pair], new long[] {hash});
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

package io.github.bigdatamigrator.relationship;

import java.io.Serial;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the shuffle counted: by probe, and by pair of child and parent probe. Merges across partitions. A value costs as
 * much as the probes that hold it and the pairs whose child does, whatever the number of all others.
 */
final class OverlapCounts implements Serializable {
    @Serial
    private static final long serialVersionUID = 4L;

    static final int EXAMPLES = 5;

    private final int[] children;
    private final int[] parents;
    private final long[] distinct;
    private final long[] rows;
    private final long[] containedDistinct;
    private final long[] containedRows;
    private final long[][] orphans;
    /** By probe: whether rows that were told apart where they stood may be equal to others elsewhere. */
    private final boolean[] unsure;

    OverlapCounts(int probes, int[] children, int[] parents) {
        this.children = children.clone();
        this.parents = parents.clone();
        distinct = new long[probes];
        rows = new long[probes];
        containedDistinct = new long[children.length];
        containedRows = new long[children.length];
        orphans = new long[children.length][0];
        unsure = new boolean[probes];
    }

    /** Counts what one partition is in charge of: the values of each probe, null where it has none there. */
    void count(@Nullable ValueTable[] values) {
        for (int probe = 0; probe < distinct.length; probe++) {
            ValueTable own = values[probe];
            if (own != null) {
                distinct[probe] += own.distinct();
                rows[probe] += own.rows();
            }
        }
        ValueTable none = new ValueTable();
        for (int pair = 0; pair < children.length; pair++) {
            ValueTable child = values[children[pair]];
            ValueTable parent = values[parents[pair]];
            if (child != null) {
                child.compare(parent == null ? none : parent, this, pair);
            }
        }
    }

    /**
     * Counts what one partition is in charge of, by the blocks of each probe. Only of parents, and of children with
     * more than one of them, is a table made; a child of one parent is looked up there block by block, which leaves the
     * processor's cache to the parent.
     */
    void count(List<List<HashBatch>> blocks) {
        int[] asChild = new int[distinct.length];
        boolean[] asParent = new boolean[distinct.length];
        for (int pair = 0; pair < children.length; pair++) {
            asChild[children[pair]]++;
            asParent[parents[pair]] = true;
        }
        @Nullable ValueTable[] values = new ValueTable[distinct.length];
        for (int probe = 0; probe < distinct.length; probe++) {
            List<HashBatch> own = blocks.get(probe);
            if (asParent[probe] || asChild[probe] > 1) {
                values[probe] = ValueTable.of(own);
            } else if (asChild[probe] == 0 && !own.isEmpty()) {
                distinct[probe] += HashBatch.distinct(own);
                rows[probe] += own.stream().mapToLong(HashBatch::allRows).sum();
            }
        }
        for (int pair = 0; pair < children.length; pair++) {
            if (values[children[pair]] == null) {
                lookUp(pair, blocks.get(children[pair]), Objects.requireNonNull(values[parents[pair]]));
            }
        }
        count(values);
    }

    private void lookUp(int pair, List<HashBatch> child, ValueTable parent) {
        boolean[] seen = new boolean[parent.places()];
        ValueTable strangers = new ValueTable();
        long found = 0;
        long rowsFound = 0;
        for (HashBatch block : child) {
            for (int i = 0; i < block.size(); i++) {
                int place = parent.place(block.hash(i));
                if (place < 0) {
                    strangers.add(block.hash(i), block.rows(i));
                } else {
                    rowsFound += block.rows(i);
                    found += seen[place] ? 0 : 1;
                    seen[place] = true;
                }
            }
        }
        addContained(pair, found, rowsFound);
        strangers.compare(new ValueTable(), this, pair);
        distinct[children[pair]] += found + strangers.distinct();
        rows[children[pair]] += rowsFound + strangers.rows();
    }

    /** Counts rows of a probe that were told apart where they stood. */
    void addToldApart(int probe, long different, long all) {
        distinct[probe] += different;
        rows[probe] += all;
    }

    /** Says that the figures of a probe may count some values twice. */
    void doubt(int probe) {
        unsure[probe] = true;
    }

    /** Whether the figures of a probe may count some values twice. */
    boolean doubtful(int probe) {
        return unsure[probe];
    }

    /** Takes over the figures of a probe, which stands at another place in the other tally. */
    void replace(int probe, OverlapCounts other, int place) {
        distinct[probe] = other.distinct[place];
        rows[probe] = other.rows[place];
        unsure[probe] = other.unsure[place];
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

    OverlapCounts merge(OverlapCounts other) {
        for (int probe = 0; probe < distinct.length; probe++) {
            distinct[probe] += other.distinct[probe];
            rows[probe] += other.rows[probe];
            unsure[probe] |= other.unsure[probe];
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

package io.github.bigdatamigrator.relationship;

import java.io.Serial;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Holds the counts of the shuffle for each column set, and for each pair of a child and a parent set. Merges across
 * partitions. The cost of a value grows with the sets that have it and the pairs whose child has it, not with the
 * number of others.
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
    private final boolean[] uncertain; // by column set: whether rows counted by different tasks may be equal

    OverlapCounts(int sets, int[] children, int[] parents) {
        this.children = children.clone();
        this.parents = parents.clone();
        distinct = new long[sets];
        rows = new long[sets];
        containedDistinct = new long[children.length];
        containedRows = new long[children.length];
        orphans = new long[children.length][0];
        uncertain = new boolean[sets];
    }

    void count(@Nullable ValueTable[] values) {
        for (int set = 0; set < distinct.length; set++) {
            ValueTable own = values[set];
            if (own != null) {
                addTotals(set, own.distinct(), own.rows());
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
     * Counts one partition by the batches of each column set. Builds hash tables only for parents and for children of
     * several parents; the child of one parent is looked up batch by batch, so that the parent stays in the CPU cache.
     */
    void count(List<List<HashBatch>> batches) {
        int[] asChild = new int[distinct.length];
        boolean[] asParent = new boolean[distinct.length];
        for (int pair = 0; pair < children.length; pair++) {
            asChild[children[pair]]++;
            asParent[parents[pair]] = true;
        }
        @Nullable ValueTable[] values = new ValueTable[distinct.length];
        for (int set = 0; set < distinct.length; set++) {
            List<HashBatch> own = batches.get(set);
            if (asParent[set] || asChild[set] > 1) {
                values[set] = ValueTable.of(own);
            } else if (asChild[set] == 0 && !own.isEmpty()) {
                addTotals(
                        set,
                        HashBatch.distinct(own),
                        own.stream().mapToLong(HashBatch::allRows).sum());
            }
        }
        for (int pair = 0; pair < children.length; pair++) {
            if (values[children[pair]] == null) {
                lookUp(pair, batches.get(children[pair]), Objects.requireNonNull(values[parents[pair]]));
            }
        }
        count(values);
    }

    private void lookUp(int pair, List<HashBatch> child, ValueTable parent) {
        boolean[] matched = new boolean[parent.slots()];
        ValueTable orphanValues = new ValueTable();
        long found = 0;
        long rowsFound = 0;
        for (HashBatch batch : child) {
            for (int i = 0; i < batch.size(); i++) {
                int slot = parent.slot(batch.hash(i));
                if (slot < 0) {
                    orphanValues.add(batch.hash(i), batch.rows(i));
                } else {
                    rowsFound += batch.rows(i);
                    found += matched[slot] ? 0 : 1;
                    matched[slot] = true;
                }
            }
        }
        addContained(pair, found, rowsFound);
        orphanValues.compare(new ValueTable(), this, pair);
        addTotals(children[pair], found + orphanValues.distinct(), rowsFound + orphanValues.rows());
    }

    /** Adds the rows of a column set that a task counted by runs. */
    void addTotals(int set, long distinctRows, long allRows) {
        distinct[set] += distinctRows;
        rows[set] += allRows;
    }

    void markUncertain(int set) {
        uncertain[set] = true;
    }

    /** Whether the counts of a column set may include some values twice. */
    boolean uncertain(int set) {
        return uncertain[set];
    }

    /** Replaces the counts of a column set by those at an index of other counts. */
    void replace(int set, OverlapCounts other, int index) {
        distinct[set] = other.distinct[index];
        rows[set] = other.rows[index];
        uncertain[set] = other.uncertain[index];
    }

    void addContained(int pair, long values, long rowsOfThem) {
        containedDistinct[pair] += values;
        containedRows[pair] += rowsOfThem;
    }

    /** Keeps only the smallest hashes, so that every run shows the same examples. */
    void addOrphan(int pair, long hash) {
        if (orphans[pair].length < EXAMPLES || hash < orphans[pair][EXAMPLES - 1]) {
            orphans[pair] = smallest(orphans[pair], new long[] {hash});
        }
    }

    OverlapCounts merge(OverlapCounts other) {
        for (int set = 0; set < distinct.length; set++) {
            distinct[set] += other.distinct[set];
            rows[set] += other.rows[set];
            uncertain[set] |= other.uncertain[set];
        }
        for (int pair = 0; pair < parents.length; pair++) {
            containedDistinct[pair] += other.containedDistinct[pair];
            containedRows[pair] += other.containedRows[pair];
            orphans[pair] = smallest(orphans[pair], other.orphans[pair]);
        }
        return this;
    }

    long distinct(int set) {
        return distinct[set];
    }

    long rows(int set) {
        return rows[set];
    }

    long containedDistinct(int pair) {
        return containedDistinct[pair];
    }

    long containedRows(int pair) {
        return containedRows[pair];
    }

    /** Returns the hashes of up to five values that the parent lacks. */
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

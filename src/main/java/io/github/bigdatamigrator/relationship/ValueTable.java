package io.github.bigdatamigrator.relationship;

import java.util.List;

/** Maps the values of one column set in one partition to their rows: a hash table of numbers with open addressing. */
final class ValueTable {
    private static final int FIRST_SLOTS = 16;

    /** Apart from the rows, so that look-ups miss the CPU cache less often. */
    private long[] hashes = new long[FIRST_SLOTS];

    private long[] rows = new long[FIRST_SLOTS];
    private int distinct;
    private long allRows;

    /** Builds a table of some batches, sized so that it rarely grows, since growing doubles the cost. */
    static ValueTable of(List<HashBatch> batches) {
        ValueTable result = new ValueTable();
        long entries = batches.stream().mapToLong(HashBatch::size).sum();
        // A column of few values sends each of them from many tasks.
        int expected = (int) Math.min(entries, 1 << 20);
        int slots = FIRST_SLOTS;
        while (full(expected, slots)) {
            slots *= 2;
        }
        result.hashes = new long[slots];
        result.rows = new long[slots];
        for (HashBatch batch : batches) {
            for (int i = 0; i < batch.size(); i++) {
                result.add(batch.hash(i), batch.rows(i));
            }
        }
        return result;
    }

    private static boolean full(int values, int slots) {
        return values > slots / 3 * 2;
    }

    /** @param hash other than 0 */
    void add(long hash, long count) {
        allRows += count;
        int slot = find(hash);
        rows[slot] += count;
        if (hashes[slot] == 0) {
            hashes[slot] = hash;
            if (full(++distinct, hashes.length)) {
                grow();
            }
        }
    }

    long distinct() {
        return distinct;
    }

    long rows() {
        return allRows;
    }

    void compare(ValueTable parent, OverlapCounts counts, int pair) {
        long containedDistinct = 0;
        long containedRows = 0;
        for (int slot = 0; slot < hashes.length; slot++) {
            if (hashes[slot] != 0) {
                if (parent.slot(hashes[slot]) >= 0) {
                    containedDistinct++;
                    containedRows += rows[slot];
                } else {
                    counts.addOrphan(pair, hashes[slot]);
                }
            }
        }
        counts.addContained(pair, containedDistinct, containedRows);
    }

    /** Returns the slot of a value, below {@link #slots()}; -1 for an absent one. */
    int slot(long hash) {
        int slot = find(hash);
        return hashes[slot] == 0 ? -1 : slot;
    }

    int slots() {
        return hashes.length;
    }

    /** Returns the slot of the value, or the empty slot for it. */
    private int find(long hash) {
        int mask = hashes.length - 1;
        int slot = (int) hash & mask;
        while (hashes[slot] != 0 && hashes[slot] != hash) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldHashes = hashes;
        long[] oldRows = rows;
        hashes = new long[oldHashes.length * 2];
        rows = new long[hashes.length];
        for (int i = 0; i < oldHashes.length; i++) {
            if (oldHashes[i] != 0) {
                int slot = find(oldHashes[i]);
                hashes[slot] = oldHashes[i];
                rows[slot] = oldRows[i];
            }
        }
    }
}

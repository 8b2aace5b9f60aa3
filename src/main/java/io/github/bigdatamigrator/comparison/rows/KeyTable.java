package io.github.bigdatamigrator.comparison.rows;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Matches the rows of both tables by the hash of their key: for each key it counts the rows of each table and sums up
 * their hashes, so that equal multisets of rows have equal sums. A hash is never 0. About 48 bytes a key.
 */
final class KeyTable {
    private long[] keys = new long[1 << 10];
    private long[] sums = new long[keys.length];
    private int[] before = new int[keys.length];
    private int[] after = new int[keys.length];
    private int size;

    /** Adds the hashes of a batch of {@link RowHashBatches}. */
    void add(byte[] batch) {
        ByteBuffer hashes = ByteBuffer.wrap(batch);
        boolean first = hashes.get() == RowHashBatches.BEFORE;
        while (hashes.hasRemaining()) {
            int slot = slot(hashes.getLong());
            long rowHash = hashes.getLong();
            sums[slot] += first ? rowHash : -rowHash;
            (first ? before : after)[slot]++;
        }
    }

    private int slot(long wanted) {
        if (2 * (size + 1) > keys.length) {
            grow();
        }
        int slot = find(keys, wanted);
        if (keys[slot] == 0) {
            keys[slot] = wanted;
            size++;
        }
        return slot;
    }

    private static int find(long[] keys, long wanted) {
        // The low bits choose the partition of the shuffle.
        int slot = (int) (wanted >>> 32) & (keys.length - 1);
        while (keys[slot] != 0 && keys[slot] != wanted) {
            slot = slot + 1 & (keys.length - 1);
        }
        return slot;
    }

    private void grow() {
        long[] old = keys;
        long[] oldSums = sums;
        int[] oldBefore = before;
        int[] oldAfter = after;
        keys = new long[Math.multiplyExact(old.length, 2)];
        sums = new long[keys.length];
        before = new int[keys.length];
        after = new int[keys.length];
        for (int i = 0; i < old.length; i++) {
            if (old[i] != 0) {
                int slot = find(keys, old[i]);
                keys[slot] = old[i];
                sums[slot] = oldSums[i];
                before[slot] = oldBefore[i];
                after[slot] = oldAfter[i];
            }
        }
    }

    /**
     * Counts the rows.
     *
     * @param keyed whether rows with the same key may differ
     * @param most number of hashes of keys of each sort to be kept
     */
    HashTotals totals(boolean keyed, int most) {
        HashTotals totals = new HashTotals();
        long[] differing = new long[most];
        long[] missing = new long[most];
        long[] extra = new long[most];
        int differingKeys = 0;
        int missingKeys = 0;
        int extraKeys = 0;
        for (int i = 0; i < keys.length; i++) {
            if (keys[i] == 0) {
                continue;
            }
            int ours = before[i];
            int theirs = after[i];
            totals.repeatedKeysBefore += ours > 1 ? 1 : 0;
            totals.repeatedKeysAfter += theirs > 1 ? 1 : 0;
            if (ours == theirs && sums[i] == 0) {
                totals.equal += ours;
            } else if (keyed && ours + theirs > 1) {
                totals.differingKeys++;
                if (differingKeys < most) {
                    differing[differingKeys++] = keys[i];
                }
            } else if (ours > theirs) {
                totals.equal += theirs;
                totals.repeatedMissing += repeated(ours, theirs);
                if (missingKeys < most) {
                    missing[missingKeys++] = keys[i];
                }
            } else {
                totals.equal += ours;
                totals.repeatedExtra += repeated(theirs, ours);
                if (extraKeys < most) {
                    extra[extraKeys++] = keys[i];
                }
            }
        }
        totals.differing = Arrays.copyOf(differing, differingKeys);
        totals.missingSample = Arrays.copyOf(missing, missingKeys);
        totals.extraSample = Arrays.copyOf(extra, extraKeys);
        return totals;
    }

    /** Of equal rows, those that one table has beyond the other's and beyond the first. */
    private static long repeated(long more, long fewer) {
        return fewer == 0 ? more - 1 : more - fewer;
    }
}

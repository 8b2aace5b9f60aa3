package io.github.bigdatamigrator.relationship;

import java.util.Arrays;

/**
 * Brings together what all probes counted of each value, in one partition of the shuffle: an open hash table from hash to a chain of
 * (probe, count). Takes about 50 bytes for each distinct pair of value and probe.
 */
final class ValueTable {
    private static final int NONE = -1;

    private long[] keys = new long[1 << 10];
    private int[] heads = new int[1 << 10];
    private int values;
    private int[] probes = new int[1 << 10];
    private long[] counts = new long[1 << 10];
    private int[] next = new int[1 << 10];
    private int entries;

    ValueTable() {
        Arrays.fill(heads, NONE);
    }

    /** Adds a block as {@link CountBuffer} makes them. */
    void add(long[] block) {
        for (int i = 0; i < block.length; i += 2) {
            add(
                    block[i],
                    (int) (block[i + 1] >>> CountBuffer.COUNT_BITS),
                    block[i + 1] & ((1L << CountBuffer.COUNT_BITS) - 1));
        }
    }

    void add(long hash, int probe, long count) {
        int slot = slot(hash);
        for (int entry = heads[slot]; entry != NONE; entry = next[entry]) {
            if (probes[entry] == probe) {
                counts[entry] += count;
                return;
            }
        }
        if (entries == probes.length) {
            probes = Arrays.copyOf(probes, entries * 2);
            counts = Arrays.copyOf(counts, entries * 2);
            next = Arrays.copyOf(next, entries * 2);
        }
        probes[entries] = probe;
        counts[entries] = count;
        next[entries] = heads[slot];
        if (heads[slot] == NONE) {
            keys[slot] = hash;
            values++;
        }
        heads[slot] = entries++;
        if (values * 2 > keys.length) {
            grow();
        }
    }

    /** Counts every value into the tally. */
    void count(Tally tally) {
        int[] present = new int[64];
        long[] rows = new long[64];
        for (int slot = 0; slot < keys.length; slot++) {
            int size = 0;
            for (int entry = heads[slot]; entry != NONE; entry = next[entry]) {
                if (size == present.length) {
                    present = Arrays.copyOf(present, size * 2);
                    rows = Arrays.copyOf(rows, size * 2);
                }
                present[size] = probes[entry];
                rows[size++] = counts[entry];
            }
            if (size > 0) {
                tally.add(keys[slot], present, rows, size);
            }
        }
    }

    private int slot(long hash) {
        int slot = (int) hash & (keys.length - 1);
        while (heads[slot] != NONE && keys[slot] != hash) {
            slot = (slot + 1) & (keys.length - 1);
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldHeads = heads;
        keys = new long[oldKeys.length * 2];
        heads = new int[oldKeys.length * 2];
        Arrays.fill(heads, NONE);
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldHeads[i] != NONE) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                heads[slot] = oldHeads[i];
            }
        }
    }
}

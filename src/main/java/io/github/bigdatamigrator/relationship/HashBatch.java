package io.github.bigdatamigrator.relationship;

import java.util.List;

/** Reads the hashes of one column set from a batch of {@link HashAggregator}, with row counts where they exist. */
final class HashBatch {
    enum Kind {
        VALUES, // hashes of the column set's values
        RUNS, // hashes of the clustering column: one for each run whose rows were counted by the task
        OPEN_RUNS, // hashes of the clustering column: one for each row of a run that is sent on as values
        TOTALS // no hashes: distinct and total number of the rows that the task counted
    }

    private static final Kind[] KINDS = Kind.values();

    private final byte[] bytes;
    private final int size;
    private final int stride;

    private HashBatch(byte[] bytes, int stride) {
        this.bytes = bytes;
        this.stride = stride;
        size = (bytes.length - HashAggregator.HEAD) / stride;
    }

    static HashBatch of(byte[] bytes) {
        boolean counted = (int) HashAggregator.INTS.get(bytes, Integer.BYTES) == 1;
        return new HashBatch(bytes, counted ? HashAggregator.COUNTED : Long.BYTES);
    }

    static int label(int columnSet, Kind kind) {
        return columnSet * KINDS.length + kind.ordinal();
    }

    static int columnSet(byte[] bytes) {
        return (int) HashAggregator.INTS.get(bytes, 0) / KINDS.length;
    }

    static Kind kind(byte[] bytes) {
        return KINDS[(int) HashAggregator.INTS.get(bytes, 0) % KINDS.length];
    }

    int size() {
        return size;
    }

    long hash(int index) {
        return (long) HashAggregator.LONGS.get(bytes, HashAggregator.HEAD + index * stride);
    }

    int rows(int index) {
        return counted() ? (int) HashAggregator.INTS.get(bytes, HashAggregator.HEAD + index * stride + Long.BYTES) : 1;
    }

    private boolean counted() {
        return stride == HashAggregator.COUNTED;
    }

    long allRows() {
        if (!counted()) {
            return size;
        }
        long sum = 0;
        for (int i = 0; i < size; i++) {
            sum += rows(i);
        }
        return sum;
    }

    /** Counts the distinct hashes of some batches, with a hash table of 8 bytes a slot. */
    static long distinct(List<HashBatch> batches) {
        long entries = batches.stream().mapToLong(HashBatch::size).sum();
        int power = Integer.highestOneBit((int) Math.min(1 << 27, entries + 8));
        long[] slots = new long[entries < power + power / 4 ? 2 * power : 4 * power];
        int mask = slots.length - 1;
        int distinct = 0;
        for (HashBatch batch : batches) {
            for (int i = 0; i < batch.size; i++) {
                long hash = batch.hash(i);
                int slot = (int) hash & mask;
                while (slots[slot] != 0 && slots[slot] != hash) {
                    slot = slot + 1 & mask;
                }
                if (slots[slot] == 0) {
                    slots[slot] = hash;
                    distinct++;
                }
            }
        }
        return distinct;
    }
}

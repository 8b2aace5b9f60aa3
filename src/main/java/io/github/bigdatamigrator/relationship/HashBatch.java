package io.github.bigdatamigrator.relationship;

import java.util.List;

/** A block as {@link HashAggregator} makes it: hashes of one probe, and the rows of each where they were added up. */
final class HashBatch {
    /** What the hashes of a block are. */
    enum Kind {
        /** Of the probe's values, a hash a row unless added up. */
        VALUES,
        /** Of the clustering column: a run of rows that were told apart where they stood. */
        RUNS,
        /** Of the clustering column: a run of rows that are sent on one by one, as values. */
        OPEN_RUNS,
        /** No hashes: of the rows told apart where they stood the number of different ones and the number of all. */
        TOTALS
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

    /** What a block begins with: the number of its probe and its kind. */
    static int label(int probe, Kind kind) {
        return probe * KINDS.length + kind.ordinal();
    }

    static int probe(byte[] bytes) {
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

    /** Rows of all the block's hashes. */
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

    /** Distinct hashes of some blocks: a table of 8 bytes a place, for probes of which nothing else is asked. */
    static long distinct(List<HashBatch> blocks) {
        long entries = blocks.stream().mapToLong(HashBatch::size).sum();
        int power = Integer.highestOneBit((int) Math.min(1 << 27, entries + 8));
        long[] places = new long[entries < power + power / 4 ? 2 * power : 4 * power];
        int mask = places.length - 1;
        int distinct = 0;
        for (HashBatch block : blocks) {
            for (int i = 0; i < block.size; i++) {
                long hash = block.hash(i);
                int place = (int) hash & mask;
                while (places[place] != 0 && places[place] != hash) {
                    place = place + 1 & mask;
                }
                if (places[place] == 0) {
                    places[place] = hash;
                    distinct++;
                }
            }
        }
        return distinct;
    }
}

package io.github.bigdatamigrator.relationship;

import java.util.List;

/** A block as {@link Gatherer} makes it: hashes of one probe, and the rows of each where they were added up. */
final class HashBlock {
    private final byte[] bytes;
    private final int size;
    private final boolean counted;

    private HashBlock(byte[] bytes, int size, boolean counted) {
        this.bytes = bytes;
        this.size = size;
        this.counted = counted;
    }

    static HashBlock of(byte[] bytes) {
        int counts = (int) Gatherer.INTS.get(bytes, Integer.BYTES);
        return new HashBlock(bytes, counts > 0 ? counts : (bytes.length - Gatherer.HEAD) / Long.BYTES, counts > 0);
    }

    static int probe(byte[] bytes) {
        return (int) Gatherer.INTS.get(bytes, 0);
    }

    int size() {
        return size;
    }

    long hash(int index) {
        return (long) Gatherer.LONGS.get(bytes, Gatherer.HEAD + index * Long.BYTES);
    }

    int rows(int index) {
        return counted ? (int) Gatherer.INTS.get(bytes, Gatherer.HEAD + size * Long.BYTES + index * Integer.BYTES) : 1;
    }

    /** Distinct hashes of some blocks: a table of 8 bytes a place, for probes of which nothing else is asked. */
    static long distinct(List<HashBlock> blocks) {
        long entries = blocks.stream().mapToLong(HashBlock::size).sum();
        int power = Integer.highestOneBit((int) Math.min(1 << 27, entries + 8));
        long[] places = new long[entries < power + power / 4 ? 2 * power : 4 * power];
        int mask = places.length - 1;
        int distinct = 0;
        for (HashBlock block : blocks) {
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

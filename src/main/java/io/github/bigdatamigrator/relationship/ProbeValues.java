package io.github.bigdatamigrator.relationship;

import java.util.List;

/** The values of one probe that one partition of the shuffle is in charge of, each with its rows: an open hash table of numbers. */
final class ProbeValues {
    private static final int FIRST_SLOTS = 16;

    /** Hash and rows side by side, since a value that is looked up is not in the processor's cache. */
    private long[] slots;

    private int distinct;
    private long allRows;

    ProbeValues() {
        slots = new long[2 * FIRST_SLOTS];
    }

    /** Of these blocks; a table that never has to grow costs half. */
    static ProbeValues of(List<HashBlock> blocks) {
        ProbeValues result = new ProbeValues();
        long entries = blocks.stream().mapToLong(HashBlock::size).sum();
        // A column of few values sends each from many tasks.
        int expected = (int) Math.min(entries, 1 << 20);
        result.slots = new long[Math.max(2 * FIRST_SLOTS, Integer.highestOneBit(Math.max(1, expected)) * 4)];
        blocks.forEach(block -> {
            for (int i = 0; i < block.size(); i++) {
                result.add(block.hash(i), block.rows(i));
            }
        });
        return result;
    }

    /** @param hash other than 0 */
    void add(long hash, long count) {
        allRows += count;
        int slot = slot(hash);
        slots[slot + 1] += count;
        if (slots[slot] == 0) {
            slots[slot] = hash;
            if (++distinct * 4 > slots.length) {
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

    /** Looks each value up in the parent's and says what was found. */
    void compare(ProbeValues parent, Tally tally, int pair) {
        long containedDistinct = 0;
        long containedRows = 0;
        for (int i = 0; i < slots.length; i += 2) {
            if (slots[i] != 0) {
                if (parent.slots[parent.slot(slots[i])] != 0) {
                    containedDistinct++;
                    containedRows += slots[i + 1];
                } else {
                    tally.addOrphan(pair, slots[i]);
                }
            }
        }
        tally.addContained(pair, containedDistinct, containedRows);
    }

    /** A number of its own for a value that is held, below {@link #places()}; -1 for one that is not. */
    int place(long hash) {
        int slot = slot(hash);
        return slots[slot] == 0 ? -1 : slot >> 1;
    }

    int places() {
        return slots.length >> 1;
    }

    /** Where the value stands, or the empty place for it. */
    private int slot(long hash) {
        int mask = slots.length - 1;
        int slot = (int) hash << 1 & mask;
        while (slots[slot] != 0 && slots[slot] != hash) {
            slot = slot + 2 & mask;
        }
        return slot;
    }

    private void grow() {
        long[] old = slots;
        slots = new long[old.length * 2];
        for (int i = 0; i < old.length; i += 2) {
            if (old[i] != 0) {
                int slot = slot(old[i]);
                slots[slot] = old[i];
                slots[slot + 1] = old[i + 1];
            }
        }
    }
}

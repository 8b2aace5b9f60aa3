package io.github.bigdatamigrator.relationship;

import java.util.List;

/**
 * The values of one probe that one partition of the shuffle is in charge of, each with its rows: an open hash table of
 * numbers.
 */
final class ValueTable {
    private static final int FIRST_PLACES = 16;

    /** Apart from the rows, since a value that is looked up is seldom in the processor's cache. */
    private long[] hashes = new long[FIRST_PLACES];

    private long[] rows = new long[FIRST_PLACES];
    private int distinct;
    private long allRows;

    /** Of these blocks; a table that never has to grow costs half. */
    static ValueTable of(List<HashBatch> blocks) {
        ValueTable result = new ValueTable();
        long entries = blocks.stream().mapToLong(HashBatch::size).sum();
        // A column of few values sends each from many tasks.
        int expected = (int) Math.min(entries, 1 << 20);
        int places = FIRST_PLACES;
        while (full(expected, places)) {
            places *= 2;
        }
        result.hashes = new long[places];
        result.rows = new long[places];
        for (HashBatch block : blocks) {
            for (int i = 0; i < block.size(); i++) {
                result.add(block.hash(i), block.rows(i));
            }
        }
        return result;
    }

    private static boolean full(int values, int places) {
        return values > places / 3 * 2;
    }

    /** @param hash other than 0 */
    void add(long hash, long count) {
        allRows += count;
        int place = find(hash);
        rows[place] += count;
        if (hashes[place] == 0) {
            hashes[place] = hash;
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

    /** Looks each value up in the parent's and says what was found. */
    void compare(ValueTable parent, OverlapCounts tally, int pair) {
        long containedDistinct = 0;
        long containedRows = 0;
        for (int place = 0; place < hashes.length; place++) {
            if (hashes[place] != 0) {
                if (parent.place(hashes[place]) >= 0) {
                    containedDistinct++;
                    containedRows += rows[place];
                } else {
                    tally.addOrphan(pair, hashes[place]);
                }
            }
        }
        tally.addContained(pair, containedDistinct, containedRows);
    }

    /** A number of its own for a value that is held, below {@link #places()}; -1 for one that is not. */
    int place(long hash) {
        int place = find(hash);
        return hashes[place] == 0 ? -1 : place;
    }

    int places() {
        return hashes.length;
    }

    /** Where the value stands, or the empty place for it. */
    private int find(long hash) {
        int mask = hashes.length - 1;
        int place = (int) hash & mask;
        while (hashes[place] != 0 && hashes[place] != hash) {
            place = place + 1 & mask;
        }
        return place;
    }

    private void grow() {
        long[] oldHashes = hashes;
        long[] oldRows = rows;
        hashes = new long[oldHashes.length * 2];
        rows = new long[hashes.length];
        for (int i = 0; i < oldHashes.length; i++) {
            if (oldHashes[i] != 0) {
                int place = find(oldHashes[i]);
                hashes[place] = oldHashes[i];
                rows[place] = oldRows[i];
            }
        }
    }
}

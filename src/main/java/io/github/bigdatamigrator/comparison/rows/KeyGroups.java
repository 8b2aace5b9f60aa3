package io.github.bigdatamigrator.comparison.rows;

import io.github.bigdatamigrator.comparison.rows.ChangeTotals.OneSided;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Compares rows that arrive sorted by the hash of their key, a second hash of it, the hash of the row, and the table.
 * Equal rows match first. What is left of a key is paired, the most similar rows first.
 */
final class KeyGroups {
    private static final int MAXIMUM_LEFT = 1_000; // rows of a key and table that are held in memory
    private static final int MAXIMUM_PAIRS = 10_000; // that are tried for a key

    private final int columns;
    private final RowChangeKinds kinds;
    private final boolean everyEqual;
    private final ChangeTotals totals;

    private final List<OneSided> leftBefore = new ArrayList<>();
    private final List<OneSided> leftAfter = new ArrayList<>();
    private long beyondBefore;
    private long beyondAfter;
    private long equalOfHash;
    private boolean leftOfHash;

    private KeyGroups(int columns, RowChangeKinds kinds, boolean everyEqual) {
        this.columns = columns;
        this.everyEqual = everyEqual;
        this.kinds = kinds;
        totals = new ChangeTotals(columns);
    }

    /** Columns of the rows that arrive. */
    static final int KEY = 0;

    static final int SECOND_KEY = 1;
    static final int ROW = 2;
    static final int SIDE = 3;
    static final int CELLS = 4;

    /** @param everyEqual whether equal rows count also where no row of their key differs */
    static ChangeTotals totals(Iterator<InternalRow> rows, int columns, RowChangeKinds kinds, boolean everyEqual) {
        KeyGroups groups = new KeyGroups(columns, kinds, everyEqual);
        groups.addAll(rows);
        return groups.totals;
    }

    private void addAll(Iterator<InternalRow> rows) {
        long key = 0;
        long secondKey = 0;
        long row = 0;
        long before = 0;
        long after = 0;
        byte[] cells = {};
        while (rows.hasNext()) {
            InternalRow next = rows.next();
            boolean sameKey = next.getLong(KEY) == key;
            boolean sameSecond = sameKey && next.getLong(SECOND_KEY) == secondKey;
            if (!sameSecond || next.getLong(ROW) != row) {
                endOfRow(before, after, cells);
                before = 0;
                after = 0;
                if (!sameSecond) {
                    endOfKey(key);
                }
                if (!sameKey) {
                    endOfHash();
                }
                key = next.getLong(KEY);
                secondKey = next.getLong(SECOND_KEY);
                row = next.getLong(ROW);
                cells = next.getBinary(CELLS);
            }
            if (next.getInt(SIDE) == RowHashBatches.BEFORE) {
                before++;
            } else {
                after++;
            }
        }
        endOfRow(before, after, cells);
        endOfKey(key);
        endOfHash();
    }

    private void endOfRow(long before, long after, byte[] cells) {
        equalOfHash += Math.min(before, after);
        if (before != after) {
            FetchedRow row = FetchedRow.decoded(cells, columns);
            if (before > after) {
                beyondBefore += leave(leftBefore, row, before - after, after > 0);
            } else {
                beyondAfter += leave(leftAfter, row, after - before, before > 0);
            }
        }
    }

    /** Adds equal rows without a match; returns how many were not kept. */
    private static long leave(List<OneSided> left, FetchedRow row, long copies, boolean matched) {
        long rest = copies;
        for (boolean repeated = matched; rest > 0 && left.size() < MAXIMUM_LEFT; repeated = true) {
            left.add(new OneSided(row, repeated));
            rest--;
        }
        return rest;
    }

    private void endOfKey(long key) {
        leftOfHash |= !leftBefore.isEmpty() || !leftAfter.isEmpty();
        pair(key);
        long uncompared = Math.min(leftBefore.size() + beyondBefore, leftAfter.size() + beyondAfter);
        totals.changed += uncompared;
        totals.uncompared += uncompared;
        totals.repeatedMissing += repeated(leftBefore);
        totals.repeatedExtra += repeated(leftAfter);
        leftBefore.forEach(totals::addMissing);
        leftAfter.forEach(totals::addExtra);
        leftBefore.clear();
        leftAfter.clear();
        beyondBefore = 0;
        beyondAfter = 0;
    }

    private static long repeated(List<OneSided> rows) {
        return rows.stream().filter(OneSided::repeated).count();
    }

    private void endOfHash() {
        if (leftOfHash || everyEqual) {
            totals.equal += equalOfHash;
        }
        equalOfHash = 0;
        leftOfHash = false;
    }

    private void pair(long key) {
        boolean few = (long) leftBefore.size() * leftAfter.size() <= MAXIMUM_PAIRS;
        while (!leftBefore.isEmpty() && !leftAfter.isEmpty()) {
            int one = leftBefore.size() - 1;
            int other = leftAfter.size() - 1;
            int best = -1;
            for (int i = few ? 0 : one; i < leftBefore.size(); i++) {
                for (int k = few ? 0 : other; k < leftAfter.size(); k++) {
                    int equal = score(leftBefore.get(i), leftAfter.get(k));
                    if (equal > best) {
                        best = equal;
                        one = i;
                        other = k;
                    }
                }
            }
            FetchedRow before = leftBefore.remove(one).row();
            FetchedRow after = leftAfter.remove(other).row();
            totals.changed++;
            totals.addChange(key, before, after, kinds.of(before, after));
        }
    }

    /** Equal cells; a row that repeats another is rather missing or extra than changed. */
    private static int score(OneSided before, OneSided after) {
        return 2 * before.row().equalCells(after.row()) + (before.repeated() || after.repeated() ? 0 : 1);
    }
}

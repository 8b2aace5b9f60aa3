package io.github.bigdatamigrator.relationship;

import io.github.bigdatamigrator.sketch.HeavyHitters;

/**
 * Containment of a child in a parent.
 *
 * @param distinct share of the distinct values, 0 to 1
 * @param rows share of the non-null rows, 0 to 1
 * @param contained distinct values found
 * @param orphanRows rows not found
 * @param exact whether all figures are; else they are what the sketches let expect
 * @param folded share of the non-null rows that are found when letter case is ignored; {@code rows} where that was not
 *     looked at
 */
record Containment(double distinct, double rows, long contained, long orphanRows, boolean exact, double folded) {
    static final Containment NONE = new Containment(0, 0, 0, 0, false, 0);

    Containment(double distinct, double rows, long contained, long orphanRows, boolean exact) {
        this(distinct, rows, contained, orphanRows, exact, rows);
    }

    /**
     * The same, with the share of rows that are found when letter case is ignored, and the distinct values that are.
     */
    Containment folded(double foldedRows, long foldedValues) {
        return new Containment(
                distinct, rows, Math.max(contained, foldedValues), orphanRows, exact, Math.max(rows, foldedRows));
    }

    /** Share of estimated distinct values from which on none of them may occur twice. */
    private static final double SURELY_REPEATED = 0.9;
    /** Hashes that are looked at before the rest is. */
    private static final int FIRST = 256;

    static Containment counted(long distinct, long rows, long containedDistinct, long containedRows) {
        return new Containment(
                (double) containedDistinct / Math.max(1, distinct),
                (double) containedRows / Math.max(1, rows),
                containedDistinct,
                rows - containedRows,
                true);
    }

    /**
     * Exact where the parent holds every integer of its range and the child is within it; else {@link #NONE}. Of a
     * child that may hold each value once only, that is not enough, since the references' cardinality hangs on it.
     */
    static Containment ranged(ColumnFacts child, ColumnFacts parent) {
        boolean repeats = child.known() || child.distinct() < SURELY_REPEATED * child.values();
        return parent.dense()
                        && child.integers()
                        && repeats
                        && child.min() >= parent.min()
                        && child.max() <= parent.max()
                ? new Containment(1, 1, Math.min(child.distinct(), parent.distinct()), 0, true)
                : NONE;
    }

    /**
     * By the hashes that the sketches keep. Exact, and so in no need of the data, when both sketches hold every value
     * and the rows of the orphans are known too.
     *
     * @param hashes of the child's sample
     * @param least share of the distinct values under which {@link #NONE} is as good an answer
     */
    static Containment sketched(ColumnFacts child, long[] hashes, ColumnFacts parent, double least) {
        long seen = 0;
        long inside = 0;
        long orphans = 0;
        boolean counted = child.settled() && parent.settled();
        for (int i = 0; i < hashes.length; i++) {
            if (i == FIRST && inside < (least - 0.1) * seen) {
                return NONE;
            }
            if (parent.sample().covers(hashes[i])) {
                seen++;
                if (parent.sample().contains(hashes[i])) {
                    inside++;
                } else if (counted) {
                    long rows = rows(child, hashes[i]);
                    counted = rows > 0;
                    orphans += rows;
                }
            }
        }
        // A parent's sample so thin that none of the child's hashes fall into it decides nothing.
        double share = seen == 0 ? 1 : (double) inside / seen;
        if (share < least) {
            return NONE;
        }
        long contained = Math.round(share * child.distinct());
        return counted
                ? new Containment(share, 1 - (double) orphans / Math.max(1, child.values()), inside, orphans, true)
                : new Containment(share, share, contained, Math.round((1 - share) * child.values()), false);
    }

    private static long rows(ColumnFacts child, long hash) {
        if (child.distinct() == child.values()) {
            return 1;
        }
        if (!child.counts().complete()) {
            return 0;
        }
        HeavyHitters.Frequent found = child.counts().find(hash);
        return found == null ? 0 : found.count();
    }
}

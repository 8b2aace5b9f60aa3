package io.github.bigdatamigrator.relationship;

import io.github.bigdatamigrator.sketch.HeavyHitters;

/**
 * Holds how much of a child column a parent contains; shares are 0 to 1.
 *
 * @param distinct share of distinct values that are found
 * @param rows share of non-null rows that are found
 * @param orphanRows rows that are not found
 * @param exact whether the figures are counted instead of estimated from the sketches
 * @param caseInsensitiveRows share of rows that are found when letter case is ignored
 */
record Containment(
        double distinct, double rows, long contained, long orphanRows, boolean exact, double caseInsensitiveRows) {
    static final Containment NONE = new Containment(0, 0, 0, 0, false);
    private static final int FIRST = 256; // hashes that are checked before hopeless pairs are given up
    private static final double POSSIBLY_UNREPEATED = 0.9; // from this estimated share on, perhaps no value repeats

    Containment(double distinct, double rows, long contained, long orphanRows, boolean exact) {
        this(distinct, rows, contained, orphanRows, exact, rows);
    }

    /** Adds the share of rows and the number of distinct values that are found when letter case is ignored. */
    Containment ignoringCase(double foundRows, long foundValues) {
        return new Containment(
                distinct, rows, Math.max(contained, foundValues), orphanRows, exact, Math.max(rows, foundRows));
    }

    static Containment counted(long distinct, long rows, long containedDistinct, long containedRows) {
        double share = (double) containedDistinct / Math.max(1, distinct);
        double ofRows = (double) containedRows / Math.max(1, rows);
        return new Containment(share, ofRows, containedDistinct, rows - containedRows, true);
    }

    /**
     * Returns an exact containment where the parent has every integer of its range and the child lies within it; else
     * {@link #NONE}, and where the child may have each value only once, since the cardinality depends on it.
     */
    static Containment ranged(ColumnFacts child, ColumnFacts parent) {
        boolean repeats = child.known() || child.distinct() < POSSIBLY_UNREPEATED * child.values();
        return parent.dense()
                        && child.integers()
                        && repeats
                        && child.min() >= parent.min()
                        && child.max() <= parent.max()
                ? new Containment(1, 1, Math.min(child.distinct(), parent.distinct()), 0, true)
                : NONE;
    }

    /**
     * Measures the containment by the hashes that the sketches keep; {@link #NONE} below the minimum share of distinct
     * values. It is exact, without a scan, if both have every value and the rows of the orphans are known.
     */
    static Containment sketched(ColumnFacts child, long[] hashes, ColumnFacts parent, double minimum) {
        long compared = 0;
        long inside = 0;
        for (int i = 0; i < hashes.length; i++) {
            if (i == FIRST && inside < (minimum - 0.1) * compared) {
                return NONE;
            }
            if (parent.sample().covers(hashes[i])) {
                compared++;
                if (parent.sample().contains(hashes[i])) {
                    inside++;
                }
            }
        }
        // If none of the child's hashes falls into the parent's sample, the sketches cannot rule the pair out.
        double share = compared == 0 ? 1 : (double) inside / compared;
        if (share < minimum) {
            return NONE;
        }
        long orphans = child.settled() && parent.settled() ? orphanRows(child, hashes, parent) : -1;
        if (orphans >= 0) {
            return new Containment(share, 1 - (double) orphans / Math.max(1, child.values()), inside, orphans, true);
        }
        long lost = Math.round((1 - share) * child.values());
        return new Containment(share, share, Math.round(share * child.distinct()), lost, false);
    }

    /** Returns the child's rows whose value the parent lacks; -1 where the sketches do not have them. */
    private static long orphanRows(ColumnFacts child, long[] hashes, ColumnFacts parent) {
        boolean unrepeated = child.distinct() == child.values();
        long orphans = 0;
        for (long hash : hashes) {
            if (parent.sample().covers(hash) && !parent.sample().contains(hash)) {
                HeavyHitters.Frequent found = !unrepeated && child.counts().complete()
                        ? child.counts().find(hash)
                        : null;
                if (found == null && !unrepeated) {
                    return -1;
                }
                orphans += found == null ? 1 : found.count();
            }
        }
        return orphans;
    }
}

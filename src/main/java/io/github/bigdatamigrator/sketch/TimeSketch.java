package io.github.bigdatamigrator.sketch;

import java.io.Serial;
import java.io.Serializable;
import java.util.Arrays;

/**
 * Counts points in time in at most 4096 buckets of equal width. The width is the smallest of 1 s, 10 s, 1 min, 10 min,
 * 1 h, 6 h, 1 day, 2 days, 4 days … that covers the whole range (11 years by days). It depends on the range only, so
 * sketches merge exactly. Years outside 1800 to 2199 are only counted: they usually mean “unknown” or “for ever”.
 */
public final class TimeSketch implements Serializable {
    @Serial
    private static final long serialVersionUID = 1L;

    static final int BUCKETS = 4096;

    private static final long[] WIDTHS = {1, 10, 60, 600, 3600, 21_600};
    /** Seconds per day. */
    public static final long SECONDS_PER_DAY = 86_400;

    private static final long EARLIEST = -5_364_662_400L;
    private static final long LATEST = 7_258_118_400L;

    private int level;
    private long width = 1;
    /** Bucket number of {@code counts[0]}. */
    private long base;

    private long lowest = Long.MAX_VALUE;
    private long highest = Long.MIN_VALUE;
    private long[] counts = new long[0];
    private long outOfRange;

    /** Counts a point in time, in seconds since 1970. */
    void add(long second, long count) {
        if (second < EARLIEST || second >= LATEST) {
            outOfRange += count;
            return;
        }
        long bucket = Math.floorDiv(second, width);
        long index = bucket - base;
        if (index < 0 || index >= counts.length) {
            bucket = makeRoom(second, second);
            index = bucket - base;
        }
        counts[(int) index] += count;
        lowest = Math.min(lowest, bucket);
        highest = Math.max(highest, bucket);
    }

    void merge(TimeSketch other) {
        outOfRange += other.outOfRange;
        if (other.empty()) {
            return;
        }
        while (level < other.level) {
            coarsen();
        }
        makeRoom(other.lowest * other.width, (other.highest + 1) * other.width - 1);
        for (long bucket = other.lowest; bucket <= other.highest; bucket++) {
            long count = other.counts[(int) (bucket - other.base)];
            if (count > 0) {
                long mine = Math.floorDiv(bucket * other.width, width);
                counts[(int) (mine - base)] += count;
                lowest = Math.min(lowest, mine);
                highest = Math.max(highest, mine);
            }
        }
    }

    /** Whether no value lies within 1800 to 2199. */
    public boolean empty() {
        return highest < lowest;
    }

    /** Bucket width in seconds. */
    public long width() {
        return width;
    }

    /** First second of the first filled bucket. */
    public long from() {
        return lowest * width;
    }

    /** Second after the last filled bucket. */
    public long to() {
        return (highest + 1) * width;
    }

    /** Counts from the first filled bucket to the last. */
    public long[] counts() {
        return empty() ? new long[0] : Arrays.copyOfRange(counts, (int) (lowest - base), (int) (highest + 1 - base));
    }

    /** Number of values outside the years 1800 to 2199. */
    public long outOfRange() {
        return outOfRange;
    }

    /** Widens the range to both seconds; returns the bucket of the first. */
    private long makeRoom(long first, long second) {
        while (true) {
            long from = Math.min(lowest, Math.floorDiv(first, width));
            long to = Math.max(highest, Math.floorDiv(second, width));
            if (to - from < BUCKETS) {
                growCounts(from, to);
                return Math.floorDiv(first, width);
            }
            coarsen();
        }
    }

    private void growCounts(long from, long to) {
        if (from >= base && to < base + counts.length) {
            return;
        }
        int length = (int) Math.min(BUCKETS, Math.max(16, 2 * (to - from + 1)));
        // Leave spare buckets on the side to which the range grows.
        long start = from < lowest && !empty() ? to - length + 1 : from;
        long[] wider = new long[length];
        if (!empty()) {
            System.arraycopy(
                    counts, (int) (lowest - base), wider, (int) (lowest - start), (int) (highest - lowest + 1));
        }
        base = start;
        counts = wider;
    }

    private void coarsen() {
        long before = width;
        level++;
        width = level < WIDTHS.length ? WIDTHS[level] : SECONDS_PER_DAY << (level - WIDTHS.length);
        if (empty()) {
            counts = new long[0];
            return;
        }
        long from = Math.floorDiv(lowest * before, width);
        long to = Math.floorDiv(highest * before, width);
        long[] folded = new long[(int) (to - from + 1)];
        for (long bucket = lowest; bucket <= highest; bucket++) {
            folded[(int) (Math.floorDiv(bucket * before, width) - from)] += counts[(int) (bucket - base)];
        }
        counts = folded;
        base = from;
        lowest = from;
        highest = to;
    }
}

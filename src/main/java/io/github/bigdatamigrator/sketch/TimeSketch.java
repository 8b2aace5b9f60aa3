package io.github.bigdatamigrator.sketch;

import java.io.Serial;
import java.io.Serializable;
import java.util.Arrays;

/**
 * How points in time spread: exact counts in at most 4096 buckets of equal width. The width is the least of a second,
 * ten seconds, a minute, ten minutes, an hour, six hours, a day, two days, four days … with which the whole range fits
 * (eleven years by days), so that it depends on the range alone and sketches merge exactly. Years outside of 1800 to
 * 2199 are only counted: they stand for “unknown” or “for ever” more often than for a time.
 */
public final class TimeSketch implements Serializable {
    @Serial
    private static final long serialVersionUID = 1L;

    static final int BUCKETS = 4096;

    private static final long[] WIDTHS = {1, 10, 60, 600, 3600, 21_600};
    /** Seconds of a day. */
    public static final long DAY = 86_400;

    private static final long EARLIEST = -5_364_662_400L;
    private static final long LATEST = 7_258_118_400L;

    private int level;
    private long width = 1;
    /** The bucket that {@code counts[0]} stands for. */
    private long base;

    private long lowest = Long.MAX_VALUE;
    private long highest = Long.MIN_VALUE;
    private long[] counts = new long[0];
    private long far;

    /** Counts moments, given in seconds since 1970. */
    void add(long second, long count) {
        if (second < EARLIEST || second >= LATEST) {
            far += count;
            return;
        }
        long bucket = Math.floorDiv(second, width);
        long index = bucket - base;
        if (index < 0 || index >= counts.length) {
            bucket = admit(second, second);
            index = bucket - base;
        }
        counts[(int) index] += count;
        lowest = Math.min(lowest, bucket);
        highest = Math.max(highest, bucket);
    }

    void merge(TimeSketch other) {
        far += other.far;
        if (other.empty()) {
            return;
        }
        while (level < other.level) {
            coarser();
        }
        admit(other.lowest * other.width, (other.highest + 1) * other.width - 1);
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

    /** Whether no value lies within the years that are followed. */
    public boolean empty() {
        return highest < lowest;
    }

    /** Seconds that a bucket stands for. */
    public long width() {
        return width;
    }

    /** The second with which the first filled bucket begins. */
    public long from() {
        return lowest * width;
    }

    /** The second after the last filled bucket. */
    public long to() {
        return (highest + 1) * width;
    }

    /** The counts of the buckets from the first that is filled to the last. */
    public long[] counts() {
        return empty() ? new long[0] : Arrays.copyOfRange(counts, (int) (lowest - base), (int) (highest + 1 - base));
    }

    /** Values of years outside of 1800 to 2199. */
    public long far() {
        return far;
    }

    /** Makes room for both seconds; returns the bucket of the first. */
    private long admit(long first, long second) {
        while (true) {
            long from = Math.min(lowest, Math.floorDiv(first, width));
            long to = Math.max(highest, Math.floorDiv(second, width));
            if (to - from < BUCKETS) {
                grow(from, to);
                return Math.floorDiv(first, width);
            }
            coarser();
        }
    }

    private void grow(long from, long to) {
        if (from >= base && to < base + counts.length) {
            return;
        }
        int length = (int) Math.min(BUCKETS, Math.max(16, 2 * (to - from + 1)));
        // Room on the side to which the range grows.
        long start = from < lowest && !empty() ? to - length + 1 : from;
        long[] wider = new long[length];
        if (!empty()) {
            System.arraycopy(
                    counts, (int) (lowest - base), wider, (int) (lowest - start), (int) (highest - lowest + 1));
        }
        base = start;
        counts = wider;
    }

    private void coarser() {
        long before = width;
        level++;
        width = level < WIDTHS.length ? WIDTHS[level] : DAY << (level - WIDTHS.length);
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

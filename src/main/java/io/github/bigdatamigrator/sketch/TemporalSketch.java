package io.github.bigdatamigrator.sketch;

import java.io.Serial;
import java.io.Serializable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The dates and timestamps of a column: which patterns fit all of them, and the range under each pattern. */
public final class TemporalSketch implements Serializable {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final long MICROS = 1_000_000;

    private long count;
    private int patterns = -1;
    private long[] min = new long[0];
    private long[] max = new long[0];
    private final @Nullable TimeSketch[] times = new TimeSketch[16];
    private final OrderSketch order = new OrderSketch();
    private int ordered = -1;

    /** Reads the value that a text has under a pattern. */
    @FunctionalInterface
    public interface Values {
        long under(int pattern);
    }

    void add(int fitting, Values values) {
        count++;
        patterns &= fitting;
        grow(32 - Integer.numberOfLeadingZeros(fitting));
        for (int rest = patterns; rest != 0; rest &= rest - 1) {
            int pattern = Integer.numberOfTrailingZeros(rest);
            long value = values.under(pattern);
            min[pattern] = Math.min(min[pattern], value);
            max[pattern] = Math.max(max[pattern], value);
        }
        follow(patterns, values);
    }

    /** A date pattern and the timestamp pattern after it give a date the same second, so that one of them tells. */
    private void follow(int remaining, Values values) {
        for (int rest = remaining; rest != 0; ) {
            int pattern = Integer.numberOfTrailingZeros(rest);
            int pair = pattern >> 1;
            boolean date = (pattern & 1) == 0;
            long value = values.under(pattern);
            long second = date ? value * TimeSketch.DAY : Math.floorDiv(value, MICROS);
            TimeSketch time = times[pair];
            if (time == null) {
                time = new TimeSketch();
                times[pair] = time;
            }
            time.add(second);
            if (rest == remaining) {
                if (ordered >= 0 && ordered != pair) {
                    order.disorder();
                }
                ordered = pair;
                order.add(date ? (double) second * MICROS : value);
            }
            rest &= ~(3 << (pair << 1));
        }
    }

    void inPart(long part) {
        order.inPart(part);
    }

    void merge(TemporalSketch other) {
        count += other.count;
        patterns &= other.patterns;
        if (ordered >= 0 && other.ordered >= 0 && ordered != other.ordered) {
            order.disorder();
        }
        ordered = Math.max(ordered, other.ordered);
        order.merge(other.order);
        for (int i = 0; i < times.length; i++) {
            TimeSketch theirs = other.times[i];
            TimeSketch mine = times[i];
            if (mine == null) {
                times[i] = theirs;
            } else if (theirs != null) {
                mine.merge(theirs);
            }
        }
        grow(other.min.length);
        for (int i = 0; i < other.min.length; i++) {
            min[i] = Math.min(min[i], other.min[i]);
            max[i] = Math.max(max[i], other.max[i]);
        }
    }

    public long count() {
        return count;
    }

    /** Bit set of the patterns that fit every value. */
    public int patterns() {
        return count == 0 ? 0 : patterns;
    }

    /** The earliest value under a pattern that fits all. */
    public long min(int pattern) {
        return min[pattern];
    }

    /** The latest value under a pattern that fits all. */
    public long max(int pattern) {
        return max[pattern];
    }

    /** How the values spread over time, under a pattern that fits all. */
    public TimeSketch time(int pattern) {
        TimeSketch time = times[pattern >> 1];
        return time == null ? new TimeSketch() : time;
    }

    /** How the values follow each other. */
    public OrderSketch order() {
        return order;
    }

    private void grow(int length) {
        int before = min.length;
        if (length > before) {
            min = Arrays.copyOf(min, length);
            max = Arrays.copyOf(max, length);
            Arrays.fill(min, before, length, Long.MAX_VALUE);
            Arrays.fill(max, before, length, Long.MIN_VALUE);
        }
    }
}

package io.github.bigdatamigrator.sketch;

import java.io.Serial;
import java.io.Serializable;
import java.util.Arrays;

/** Tracks which date and timestamp patterns match all values of a column, and the range under each. */
public final class TemporalSketch implements Serializable {
    @Serial
    private static final long serialVersionUID = 2L;

    private static final int NONE_SEEN = -1;

    private int patterns = NONE_SEEN;
    private long[] min = new long[0];
    private long[] max = new long[0];

    /** Parses a text by a pattern. */
    @FunctionalInterface
    public interface Values {
        long valueFor(int pattern);
    }

    void add(int fitting, Values values) {
        patterns &= fitting;
        grow(32 - Integer.numberOfLeadingZeros(fitting));
        for (int rest = patterns; rest != 0; rest &= rest - 1) {
            int pattern = Integer.numberOfTrailingZeros(rest);
            long value = values.valueFor(pattern);
            min[pattern] = Math.min(min[pattern], value);
            max[pattern] = Math.max(max[pattern], value);
        }
    }

    void merge(TemporalSketch other) {
        patterns &= other.patterns;
        grow(other.min.length);
        for (int i = 0; i < other.min.length; i++) {
            min[i] = Math.min(min[i], other.min[i]);
            max[i] = Math.max(max[i], other.max[i]);
        }
    }

    /** Bit set of the patterns that match every value. */
    public int patterns() {
        return patterns == NONE_SEEN ? 0 : patterns;
    }

    /** The minimum under a pattern that matches all values. */
    public long min(int pattern) {
        return min[pattern];
    }

    /** The maximum under a pattern that matches all values. */
    public long max(int pattern) {
        return max[pattern];
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

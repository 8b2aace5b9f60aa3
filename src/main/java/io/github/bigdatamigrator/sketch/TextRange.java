package io.github.bigdatamigrator.sketch;

import java.io.Serial;
import java.io.Serializable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Smallest and largest text by code point, and lengths in characters. */
final class TextRange implements Serializable {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final int TEXT_LIMIT = 256;

    private byte @Nullable [] min;
    private byte @Nullable [] max;
    private int minLength = Integer.MAX_VALUE;
    private int maxLength;
    private long totalLength;

    void add(byte[] bytes, int from, int to) {
        add(bytes, from, to, 1);
    }

    void add(byte[] bytes, int from, int to, long times) {
        int length = Texts.characters(bytes, from, to);
        minLength = Math.min(minLength, length);
        maxLength = Math.max(maxLength, length);
        totalLength += length * times;
        // Code points in UTF-8 sort as their bytes do.
        if (min == null || Arrays.compareUnsigned(bytes, from, to, min, 0, min.length) < 0) {
            min = Texts.prefix(bytes, from, to, TEXT_LIMIT);
        }
        if (max == null || Arrays.compareUnsigned(bytes, from, to, max, 0, max.length) > 0) {
            max = Texts.prefix(bytes, from, to, TEXT_LIMIT);
        }
    }

    void merge(TextRange other) {
        if (other.min != null && (min == null || Arrays.compareUnsigned(other.min, min) < 0)) {
            min = other.min;
        }
        if (other.max != null && (max == null || Arrays.compareUnsigned(other.max, max) > 0)) {
            max = other.max;
        }
        minLength = Math.min(minLength, other.minLength);
        maxLength = Math.max(maxLength, other.maxLength);
        totalLength += other.totalLength;
    }

    @Nullable
    String min() {
        return min == null ? null : Texts.decode(min);
    }

    @Nullable
    String max() {
        return max == null ? null : Texts.decode(max);
    }

    int minLength() {
        return min == null ? 0 : minLength;
    }

    int maxLength() {
        return maxLength;
    }

    long totalLength() {
        return totalLength;
    }
}

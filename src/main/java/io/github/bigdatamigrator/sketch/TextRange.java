package io.github.bigdatamigrator.sketch;

import java.io.Serial;
import java.io.Serializable;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Tracks the smallest and largest text by code point, and the lengths in characters. */
final class TextRange implements Serializable {
    @Serial
    private static final long serialVersionUID = 2L;

    private static final int TEXT_LIMIT = 256;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private long minHead = -1;
    private long maxHead;
    private byte @Nullable [] min;
    private byte @Nullable [] max;
    private int minLength = Integer.MAX_VALUE;
    private int maxLength;
    private long totalLength;

    void add(byte[] bytes, int from, int to, int characters) {
        totalLength += characters;
        widen(bytes, from, to, characters);
    }

    void add(byte[] bytes, int from, int to, int characters, long times) {
        totalLength += characters * times;
        widen(bytes, from, to, characters);
    }

    private void widen(byte[] bytes, int from, int to, int characters) {
        if (characters < minLength) {
            minLength = characters;
        }
        if (characters > maxLength) {
            maxLength = characters;
        }
        // The first eight bytes decide nearly always; UTF-8 bytes sort as code points do.
        long head = head(bytes, from, to);
        if (Long.compareUnsigned(head, minHead) <= 0
                && (min == null || Arrays.compareUnsigned(bytes, from, to, min, 0, min.length) < 0)) {
            min = Utf8.prefix(bytes, from, to, TEXT_LIMIT);
            minHead = head;
        }
        if (Long.compareUnsigned(head, maxHead) >= 0
                && (max == null || Arrays.compareUnsigned(bytes, from, to, max, 0, max.length) > 0)) {
            max = Utf8.prefix(bytes, from, to, TEXT_LIMIT);
            maxHead = head;
        }
    }

    private static long head(byte[] bytes, int from, int to) {
        if (from + Long.BYTES <= bytes.length) {
            long word = (long) LONGS.get(bytes, from);
            int missing = Long.BYTES - (to - from);
            return missing <= 0 ? word : missing == Long.BYTES ? 0 : word >>> (missing * 8) << (missing * 8);
        }
        long word = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            word = word << 8 | (from + i < to ? bytes[from + i] & 0xFF : 0);
        }
        return word;
    }

    void merge(TextRange other) {
        if (other.min != null && (min == null || Arrays.compareUnsigned(other.min, min) < 0)) {
            min = other.min;
            minHead = other.minHead;
        }
        if (other.max != null && (max == null || Arrays.compareUnsigned(other.max, max) > 0)) {
            max = other.max;
            maxHead = other.maxHead;
        }
        minLength = Math.min(minLength, other.minLength);
        maxLength = Math.max(maxLength, other.maxLength);
        totalLength += other.totalLength;
    }

    @Nullable
    String min() {
        return min == null ? null : Utf8.decode(min);
    }

    @Nullable
    String max() {
        return max == null ? null : Utf8.decode(max);
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

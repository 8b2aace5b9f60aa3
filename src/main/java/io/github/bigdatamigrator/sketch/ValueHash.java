package io.github.bigdatamigrator.sketch;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.nio.ByteOrder;

/**
 * Computes 64-bit hashes of values. Equal numbers have equal hashes whatever their type or text ({@code 1},
 * {@code 1.0}, a Parquet 1); other values are hashed by their text. Hashes are the same on every machine and in every
 * run.
 */
public final class ValueHash {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long PRIME = 0x9E3779B97F4A7C15L;
    private static final long TEXT_SEED = 0x2545F4914F6CDD1DL;
    private static final double LONG_LIMIT = 9.2e18;

    private ValueHash() {}

    /** Hashes an integer. */
    public static long ofLong(long value) {
        return mix(value + PRIME);
    }

    /** Hashes a decimal; equals {@link #ofLong} for integral values. */
    public static long ofDecimal(long unscaled, int scale) {
        long digits = unscaled;
        int places = scale;
        while (places > 0 && digits % 10 == 0) {
            digits /= 10;
            places--;
        }
        return places == 0 ? ofLong(digits) : mix(ofLong(digits) ^ (places * PRIME));
    }

    /** Hashes a decimal of any size; equals {@link #ofDecimal(long, int)} if the unscaled value fits a long. */
    public static long ofDecimal(BigDecimal value) {
        BigDecimal plain = value.stripTrailingZeros();
        if (plain.scale() < 0) {
            plain = plain.setScale(0);
        }
        if (plain.unscaledValue().bitLength() < 64) {
            return ofDecimal(plain.unscaledValue().longValue(), plain.scale());
        }
        byte[] digits = plain.unscaledValue().toByteArray();
        return mix(ofText(digits, 0, digits.length) ^ (plain.scale() * PRIME));
    }

    /** Hashes a double; equals the hash of its shortest decimal representation. */
    public static long ofDouble(double value) {
        if (value == Math.rint(value) && Math.abs(value) < LONG_LIMIT) {
            return ofLong((long) value);
        }
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return mix(Double.doubleToLongBits(value) ^ TEXT_SEED);
        }
        return ofDecimal(BigDecimal.valueOf(value));
    }

    /** Hashes the UTF-8 bytes of a text. */
    public static long ofText(byte[] bytes, int from, int to) {
        long hash = TEXT_SEED ^ ((to - from) * PRIME);
        int i = from;
        for (; i + 8 <= to; i += 8) {
            hash = mix(hash ^ (long) LONGS.get(bytes, i));
        }
        return mix(hash ^ tail(bytes, i, to));
    }

    /** Reads fewer than eight bytes into one long. */
    private static long tail(byte[] bytes, int from, int to) {
        if (from + Long.BYTES <= bytes.length) {
            return (long) LONGS.get(bytes, from) & ((1L << ((to - from) << 3)) - 1);
        }
        long tail = 0;
        for (int i = from, shift = 0; i < to; i++, shift += 8) {
            tail |= (bytes[i] & 0xFFL) << shift;
        }
        return tail;
    }

    /** Combines the hash of a sequence with the hash of its next value; depends on the order. */
    public static long combine(long before, long next) {
        return mix(before * 31 + next + PRIME);
    }

    /**
     * The finalizer of SplitMix64 (Steele, Lea and Flood 2014): a bijection in which every input bit affects every
     * output bit.
     */
    private static long mix(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}

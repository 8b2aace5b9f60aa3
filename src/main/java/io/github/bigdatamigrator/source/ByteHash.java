package io.github.bigdatamigrator.source;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Computes 64-bit hashes of bytes, to recognize equal cells. Folds 128-bit products like wyhash (Wang Yi, 2019); a hash
 * is never 0. Not thread-safe.
 */
public final class ByteHash {
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long FIRST = 0xA0761D6478BD642FL;
    private static final long SECOND = 0xE7037ED1A0B428DBL;

    private static final long HIGH_BITS = 0x8080808080808080L;

    private long bits;

    public long of(byte[] bytes, int from, int to) {
        if (from == to) {
            bits = 0;
            return of(SECOND);
        }
        long hash = SECOND ^ (to - from);
        long seen = 0;
        int i = from;
        for (; to - i > Long.BYTES; i += Long.BYTES) {
            long word = (long) WORDS.get(bytes, i);
            seen |= word;
            hash = fold(hash ^ word, FIRST);
        }
        long word = 0;
        if (i + Long.BYTES <= bytes.length) {
            word = (long) WORDS.get(bytes, i);
            word <<= (Long.BYTES - (to - i)) << 3;
        } else {
            for (int k = to - 1; k >= i; k--) {
                word = (word << 8) | (bytes[k] & 0xFF);
            }
            word <<= (Long.BYTES - (to - i)) << 3;
        }
        bits = seen | word;
        return of(word ^ hash);
    }

    /** Whether the bytes of the last call were all ASCII; saves a second pass over them. */
    public boolean isAscii() {
        return (bits & HIGH_BITS) == 0;
    }

    /** Hashes a value of eight bytes. */
    public static long of(long value) {
        long hash = fold(fold(value ^ FIRST, SECOND), FIRST);
        return hash == 0 ? 1 : hash;
    }

    private static long fold(long left, long right) {
        return (left * right) ^ Math.multiplyHigh(left, right);
    }
}

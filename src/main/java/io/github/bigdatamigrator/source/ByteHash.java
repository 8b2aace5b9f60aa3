package io.github.bigdatamigrator.source;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Computes 64-bit hashes of bytes, to recognize equal cells; a hash is never 0. Uses no instruction that the quick
 * compiler (C1) lacks, such as the high half of a product. Not thread-safe.
 */
public final class ByteHash {
    /** A row that knows the bytes of its cells as they are stored, which saves reading what is stored alike. */
    public interface StoredCells {
        /**
         * The hash of a cell's bytes; 0 for an empty cell. Equal bytes have equal hashes in every table and process.
         */
        long storedHash(int ordinal);
    }

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long SEED = 0xE7037ED1A0B428DBL;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private long bits;

    public long of(byte[] bytes, int from, int to) {
        if (from == to) {
            bits = 0;
            return of(0);
        }
        long hash = (long) to - from;
        long seen = 0;
        int i = from;
        for (; to - i > Long.BYTES; i += Long.BYTES) {
            long word = (long) WORDS.get(bytes, i);
            seen |= word;
            hash = mix(hash ^ word ^ SEED);
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
        long hash = mix(value ^ SEED);
        return hash == 0 ? 1 : hash;
    }

    /** The finalizer of SplitMix64 (Steele, Lea and Flood 2014), a bijection. */
    private static long mix(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}

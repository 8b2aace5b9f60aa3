package io.github.bigdatamigrator.sketch;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Measures, cuts and decodes UTF-8 bytes. */
final class Utf8 {
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080808080808080L;

    private Utf8() {}

    /** Copies at most {@code limit} bytes, ending at a character boundary. */
    static byte[] prefix(byte[] bytes, int from, int to, int limit) {
        return Arrays.copyOfRange(bytes, from, prefixEnd(bytes, from, to, limit));
    }

    /** End of the longest prefix of at most {@code limit} bytes that ends at a character boundary. */
    static int prefixEnd(byte[] bytes, int from, int to, int limit) {
        int end = Math.min(to, from + limit);
        while (end < to && end > from && (bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        return end;
    }

    /** Counts code points. */
    static int characters(byte[] bytes, int from, int to) {
        int i = from;
        int further = 0;
        for (; i + Long.BYTES <= to; i += Long.BYTES) {
            long word = (long) WORDS.get(bytes, i);
            // Continuation bytes begin with the bits 10.
            long continuations = word & ~(word << 1) & HIGH_BITS;
            further += continuations == 0 ? 0 : Long.bitCount(continuations);
        }
        for (; i < to; i++) {
            further += (bytes[i] & 0xC0) == 0x80 ? 1 : 0;
        }
        return to - from - further;
    }

    static String decode(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}

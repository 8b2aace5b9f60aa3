package io.github.bigdatamigrator.sketch;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** UTF-8 bytes as texts. */
final class Utf8 {
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGHS = 0x8080808080808080L;

    private Utf8() {}

    /** At most that many bytes, cut where a character ends. */
    static byte[] prefix(byte[] bytes, int from, int to, int limit) {
        return Arrays.copyOfRange(bytes, from, end(bytes, from, to, limit));
    }

    /** Where a prefix of at most that many bytes ends. */
    static int end(byte[] bytes, int from, int to, int limit) {
        int end = Math.min(to, from + limit);
        while (end < to && end > from && (bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        return end;
    }

    /** Characters (code points) of the bytes. */
    static int characters(byte[] bytes, int from, int to) {
        int i = from;
        int further = 0;
        for (; i + Long.BYTES <= to; i += Long.BYTES) {
            long word = (long) WORDS.get(bytes, i);
            // Bytes that begin with the bits 10 go on with a character.
            further += Long.bitCount(word & ~(word << 1) & HIGHS);
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

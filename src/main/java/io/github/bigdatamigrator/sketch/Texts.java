package io.github.bigdatamigrator.sketch;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** UTF-8 bytes as texts. */
final class Texts {
    private Texts() {}

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
        int count = 0;
        for (int i = from; i < to; i++) {
            if ((bytes[i] & 0xC0) != 0x80) {
                count++;
            }
        }
        return count;
    }

    static String decode(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}

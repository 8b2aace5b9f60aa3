package io.github.bigdatamigrator.source.delimited;

/** Detects the encoding of text from its head. */
public final class EncodingDetector {
    private static final int HEAD_BYTES = 1 << 12;
    /** One invalid byte in this many non-ASCII bytes is tolerated in UTF-8. */
    private static final int ONE_BROKEN_IN = 20;

    private EncodingDetector() {}

    /**
     * Returns the encoding of the byte order mark, else UTF-16 if its zero bytes are found, else UTF-8 if valid, else
     * windows-1252.
     *
     * @param complete whether the head is the whole file; otherwise its last character may be truncated
     */
    public static String of(byte[] head, boolean complete) {
        if (startsWith(head, 0xEF, 0xBB, 0xBF)) {
            return "UTF-8";
        }
        if (startsWith(head, 0xFF, 0xFE)) {
            return "UTF-16LE";
        }
        if (startsWith(head, 0xFE, 0xFF)) {
            return "UTF-16BE";
        }
        int[] zeros = new int[2];
        int length = Math.min(head.length, HEAD_BYTES);
        for (int i = 0; i < length; i++) {
            zeros[i & 1] += head[i] == 0 ? 1 : 0;
        }
        // Non-Latin letters have no zero bytes in UTF-16, but delimiters and line ends do.
        int enough = Math.max(2, length / 100);
        if (zeros[1] >= enough && zeros[0] == 0) {
            return "UTF-16LE";
        }
        if (zeros[0] >= enough && zeros[1] == 0) {
            return "UTF-16BE";
        }
        return mostlyUtf8(head, complete) ? "UTF-8" : "windows-1252";
    }

    private static boolean mostlyUtf8(byte[] head, boolean complete) {
        int end = head.length;
        int high = 0;
        for (byte b : head) {
            high += b < 0 ? 1 : 0;
        }
        int broken = 0;
        int p = Utf8Validator.firstInvalid(head, 0, end);
        while (p < end) {
            boolean cut = !complete && p > end - 4;
            broken += cut ? 0 : 1;
            if (broken * ONE_BROKEN_IN > high) {
                return false;
            }
            p = Utf8Validator.firstInvalid(head, p + 1, end);
        }
        return true;
    }

    private static boolean startsWith(byte[] head, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (head.length <= i || (head[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}

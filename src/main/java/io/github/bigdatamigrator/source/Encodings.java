package io.github.bigdatamigrator.source;

/** Guesses the encoding of text from its head. */
final class Encodings {
    private static final int LOOK_AT = 1 << 12;

    private Encodings() {}

    /**
     * By its byte order mark, else by the zero bytes of UTF-16, else UTF-8 where it is that, else windows-1252.
     *
     * @param complete whether the head is the whole file; otherwise its last character may be cut
     */
    static String of(byte[] head, boolean complete) {
        if (begins(head, 0xEF, 0xBB, 0xBF)) {
            return "UTF-8";
        }
        if (begins(head, 0xFF, 0xFE)) {
            return "UTF-16LE";
        }
        if (begins(head, 0xFE, 0xFF)) {
            return "UTF-16BE";
        }
        int[] zeros = new int[2];
        int length = Math.min(head.length, LOOK_AT);
        for (int i = 0; i < length; i++) {
            zeros[i & 1] += head[i] == 0 ? 1 : 0;
        }
        if (zeros[1] > length / 5 && zeros[0] == 0) {
            return "UTF-16LE";
        }
        if (zeros[0] > length / 5 && zeros[1] == 0) {
            return "UTF-16BE";
        }
        int invalid = Utf8.firstInvalid(head, 0, head.length);
        return invalid == head.length || (!complete && invalid > head.length - 4) ? "UTF-8" : "windows-1252";
    }

    private static boolean begins(byte[] head, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (head.length <= i || (head[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}

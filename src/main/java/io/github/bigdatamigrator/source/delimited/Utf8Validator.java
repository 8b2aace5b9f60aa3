package io.github.bigdatamigrator.source.delimited;

/** Checks whether bytes are valid UTF-8. */
final class Utf8Validator {
    private Utf8Validator() {}

    static boolean isValid(byte[] bytes, int from, int to) {
        return firstInvalid(bytes, from, to) == to;
    }

    /** Index of the first invalid or truncated sequence; {@code to} if there is none. */
    static int firstInvalid(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to) {
            int lead = bytes[i] & 0xFF;
            if (lead < 0x80) {
                i++;
                continue;
            }
            int length = lead >= 0xF0 && lead <= 0xF4
                    ? 4
                    : lead >= 0xE0 && lead <= 0xEF ? 3 : lead >= 0xC2 && lead <= 0xDF ? 2 : 0;
            if (length == 0 || i + length > to) {
                return i;
            }
            for (int k = 1; k < length; k++) {
                if ((bytes[i + k] & 0xC0) != 0x80) {
                    return i;
                }
            }
            int second = bytes[i + 1] & 0xFF;
            if ((lead == 0xE0 && second < 0xA0)
                    || (lead == 0xED && second > 0x9F)
                    || (lead == 0xF0 && second < 0x90)
                    || (lead == 0xF4 && second > 0x8F)) {
                return i;
            }
            i += length;
        }
        return to;
    }
}

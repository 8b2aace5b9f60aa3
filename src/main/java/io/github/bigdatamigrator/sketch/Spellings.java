package io.github.bigdatamigrator.sketch;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Distinguishes texts that are equal as values: {@code 1.1} and {@code 1.10}, {@code Yes} and {@code yes}. Such texts
 * matter only in a column that turns out to be text. The usual spelling of a number keeps the hash of its value.
 */
final class Spellings {
    /** Hashes each entry by its text. */
    static final Rehash REHASH = (values, entry, hash) -> switch (values.kind(entry)) {
        case CellKind.TEXT, CellKind.MARKER -> hash;
        case CellKind.TRUE, CellKind.FALSE, CellKind.TEMPORAL ->
            ValueHash.ofText(values.texts(), values.textFrom(entry), values.textTo(entry));
        default ->
            hash(
                    hash,
                    (values.marks(entry) & ColumnSketch.FROM_TEXT) != 0,
                    values.texts(),
                    values.textFrom(entry),
                    values.textTo(entry));
    };

    /** Hashes each number by its value, those too that were read from texts of a typed format. */
    static final Rehash NUMBERS = (values, entry, hash) -> switch (values.kind(entry)) {
        case CellKind.LONG -> ValueHash.ofLong(values.number(entry));
        case CellKind.DECIMAL -> ValueHash.ofDecimal(values.number(entry), values.scale(entry));
        case CellKind.WIDE -> ValueHash.ofDecimal(values.wideNumber(entry));
        case CellKind.DOUBLE -> ValueHash.ofDouble(Double.longBitsToDouble(values.number(entry)));
        default -> hash;
    };

    private static final int MAX_USUAL_LENGTH = 40;

    private Spellings() {}

    /** The hash of a number's text; that of its value if it is spelled in the usual way. */
    static long hash(long value, boolean fromText, byte[] bytes, int from, int to) {
        return !fromText && isUsual(bytes, from, to) ? value : ValueHash.ofText(bytes, from, to);
    }

    /** Whether the text is how SQL prints the number without trailing zeros. */
    private static boolean isUsual(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if ((bytes[i] < '0' || bytes[i] > '9') && bytes[i] != '-' && bytes[i] != '.') {
                return false;
            }
        }
        if (to - from > MAX_USUAL_LENGTH) {
            return false;
        }
        String text = new String(bytes, from, to - from, StandardCharsets.US_ASCII);
        return new BigDecimal(text).stripTrailingZeros().toPlainString().equals(text);
    }

    /** How the entries of a column of texts must be hashed. */
    static Rehash rehash(Dictionary values) {
        return values.onlyTexts() || !differ(values) ? Rehash.NONE : REHASH;
    }

    /** Whether the dictionary holds values of different kinds, so that the column is text. */
    static boolean mixed(Dictionary values) {
        int[] kinds = {0};
        values.forEach((all, entry, spelling, hash, count) -> {
            switch (all.kind(entry)) {
                case CellKind.TEXT -> kinds[0] |= 1;
                case CellKind.TRUE, CellKind.FALSE -> kinds[0] |= 2;
                case CellKind.TEMPORAL -> kinds[0] |= 4;
                case CellKind.MARKER -> {}
                default -> kinds[0] |= 8;
            }
        });
        return Integer.bitCount(kinds[0]) > 1;
    }

    /** Whether two different texts have the hash of one value. */
    static boolean differ(Dictionary values) {
        Map<Long, Integer> byHash = new HashMap<>(values.size() * 2);
        boolean[] found = {false};
        values.forEach((all, entry, spelling, hash, count) -> {
            if (all.kind(entry) != CellKind.MARKER) {
                Integer same = byHash.putIfAbsent(hash, entry);
                found[0] |= same != null && !sameText(all, same, entry);
            }
        });
        return found[0];
    }

    private static boolean sameText(Dictionary values, int one, int other) {
        return Arrays.equals(
                values.texts(),
                values.textFrom(one),
                values.textTo(one),
                values.texts(),
                values.textFrom(other),
                values.textTo(other));
    }
}

package io.github.bigdatamigrator.source;

import io.github.bigdatamigrator.source.Cell.Kind;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Parses the bytes of one cell. The one place that knows how text files write numbers, dates, booleans and nulls. Not
 * thread-safe; allocates objects only for doubles and decimals of more than 18 digits.
 */
public final class CellReader {
    /** Digits of a number that is read exactly; a longer one is text, or a double if that loses nothing. */
    private static final int MAX_DIGITS = 100;

    private static final int MAX_DOUBLE_LENGTH = 400;
    private static final int LONG_DIGITS = 18;
    /** The thousands separator of a file that has none. */
    public static final char UNGROUPED = '-';

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    /** A number of at most this many bytes fits two words. */
    private static final int SHORT = 2 * Long.BYTES;

    private static final long ZEROS = 0x3030303030303030L;
    private static final long ONES = 0x0101010101010101L;
    private static final long SIXES = 0x0606060606060606L;
    private static final long TENS_BITS = 0xF0F0F0F0F0F0F0F0L;
    private static final long PAIR_BYTES = 0x000000FF000000FFL;
    private static final long[] TENS = {1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000};
    private static final int MAX_MARKER_LENGTH = 6;
    private static final int MIN_ZERO_DATE_LENGTH = 8;
    /** Null markers in lower case by their length. */
    private static final byte[][][] NULL_MARKERS = byLength(
            ("null n/a na nan none nil - ? \\n #n/a #na n.a. n.a . .. ... : -- --- <na> <null> (null) [null] -nan"
                            + " \u2026 \u2013 \u2014")
                    .split(" "));

    private static final byte[] INFINITY = "infinity".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] INF = "inf".getBytes(StandardCharsets.US_ASCII);
    private static final byte[][] TRUE_WORDS = words(true);
    private static final byte[][] FALSE_WORDS = words(false);

    private final byte point;
    private final TemporalReader temporals = new TemporalReader();
    private final SpelledNumberReader spelled;

    public CellReader(boolean decimalComma) {
        this(decimalComma, '\0');
    }

    /** @param grouping the file's thousands separator; NUL if unknown, {@link #UNGROUPED} for none */
    public CellReader(boolean decimalComma, char grouping) {
        point = (byte) (decimalComma ? ',' : '.');
        spelled = new SpelledNumberReader(this, point, grouping);
    }

    private static byte[][][] byLength(String[] texts) {
        byte[][][] markers = new byte[MAX_MARKER_LENGTH + 1][0][];
        for (String text : texts) {
            byte[] marker = text.getBytes(StandardCharsets.UTF_8);
            byte[][] same = markers[marker.length];
            markers[marker.length] = Arrays.copyOf(same, same.length + 1);
            markers[marker.length][same.length] = marker;
        }
        return markers;
    }

    private static byte[][] words(boolean truth) {
        return Stream.of(BooleanPattern.values())
                .map(pattern -> truth ? pattern.trueWord : pattern.falseWord)
                .map(word -> word.getBytes(StandardCharsets.US_ASCII))
                .toArray(byte[][]::new);
    }

    /** Reads a cell of a text file as any kind; an empty cell is null. */
    public void read(byte[] bytes, int start, int end, Cell cell) {
        if (start == end) {
            cell.setNull();
            return;
        }
        trim(bytes, start, end, cell);
        int from = cell.from();
        int length = cell.to() - from;
        cell.setKind(Kind.TEXT);
        if (length == 0) {
            cell.setKind(Kind.NULL_MARKER);
            return;
        }
        byte first = bytes[from];
        if (!isDigit(first) && first != '-' && first != point) {
            readWord(bytes, from, length, cell);
        } else if (!readNumber(bytes, from, cell.to(), cell)) {
            readDigits(bytes, from, length, cell);
        }
    }

    /** Reads what begins like a number and is not a plain one; apart from {@link #read}, which stays small. */
    private void readDigits(byte[] bytes, int from, int length, Cell cell) {
        int to = from + length;
        if (!temporals.read(bytes, from, to, cell)
                && !(bytes[from] == '-' && readInfinity(bytes, from + 1, length - 1, Double.NEGATIVE_INFINITY, cell))
                && !spelled.read(bytes, from, to, cell)
                && (isNullMarker(bytes, from, length) || isZeroDate(bytes, from, to))) {
            cell.setKind(Kind.NULL_MARKER);
        }
    }

    private void readWord(byte[] bytes, int from, int length, Cell cell) {
        int to = from + length;
        if ((bytes[from] | 32) == 'i' && readInfinity(bytes, from, length, Double.POSITIVE_INFINITY, cell)) {
            return;
        } else if (isNullMarker(bytes, from, length)) {
            cell.setKind(Kind.NULL_MARKER);
        } else if (!temporals.read(bytes, from, to, cell) && !readBoolean(bytes, from, length, cell)) {
            spelled.read(bytes, from, to, cell);
        }
    }

    /**
     * Reads a string of a format with typed numbers and booleans: as a date, a number, a null marker or text. A plain
     * number is marked as {@link Notation#FROM_TEXT}, since it may be meant as text.
     */
    public void readText(byte[] bytes, int start, int end, Cell cell) {
        trim(bytes, start, end, cell);
        int from = cell.from();
        int to = cell.to();
        cell.setKind(Kind.TEXT);
        if (from == to) {
            cell.setKind(start < end ? Kind.NULL_MARKER : Kind.TEXT);
            return;
        }
        byte first = bytes[from];
        boolean digits = isDigit(first) || first == '-' || first == point;
        if (digits && readNumber(bytes, from, to, cell)) {
            if ((cell.notation() & Notation.SPELLED) == 0) {
                cell.setNotation(cell.notation() | Notation.FROM_TEXT, null);
            }
        } else if (!temporals.read(bytes, from, to, cell)
                && !spelled.read(bytes, from, to, cell)
                && (isNullMarker(bytes, from, to - from) || (digits && isZeroDate(bytes, from, to)))) {
            cell.setKind(Kind.NULL_MARKER);
        }
    }

    /** Sets the cell's text without the blanks around it. */
    public static void trim(byte[] bytes, int start, int end, Cell cell) {
        int from = start;
        int to = end;
        while (from < to && isBlank(bytes[from])) {
            from++;
        }
        while (to > from && isBlank(bytes[to - 1])) {
            to--;
        }
        cell.setText(bytes, from, to, start, end);
    }

    /** Reads a cell of a text file as text, whatever it looks like; an empty cell is null. */
    public static void readPlain(byte[] bytes, int start, int end, Cell cell) {
        if (start == end) {
            cell.setNull();
        } else {
            trim(bytes, start, end, cell);
            cell.setKind(Kind.TEXT);
        }
    }

    /** Whether {@link #trim} removes the byte: blanks, tabs and line ends. */
    public static boolean isBlank(byte c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    /** Reads the words that Java, C and most databases write for infinity. */
    private static boolean readInfinity(byte[] bytes, int from, int length, double value, Cell cell) {
        if (equalsIgnoreCase(INFINITY, bytes, from, length) || equalsIgnoreCase(INF, bytes, from, length)) {
            cell.setDouble(value);
            return true;
        }
        return false;
    }

    private static boolean isNullMarker(byte[] bytes, int from, int length) {
        if (length > MAX_MARKER_LENGTH) {
            return false;
        }
        for (byte[] marker : NULL_MARKERS[length]) {
            if (equalsIgnoreCase(marker, bytes, from, length)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the text is a date of zeros only ({@code 0000-00-00 00:00:00}), as MySQL writes for no date. */
    private static boolean isZeroDate(byte[] bytes, int from, int to) {
        boolean separated = false;
        for (int i = from; i < to; i++) {
            boolean separator = bytes[i] == '-' || bytes[i] == '/' || bytes[i] == '.';
            if (bytes[i] != '0'
                    && !separator
                    && (!separated || (bytes[i] != ':' && bytes[i] != ' ' && bytes[i] != 'T'))) {
                return false;
            }
            separated |= separator && i > from;
        }
        return separated && to - from >= MIN_ZERO_DATE_LENGTH;
    }

    private static boolean readBoolean(byte[] bytes, int from, int length, Cell cell) {
        if (length > 5) {
            return false;
        }
        for (int i = 0; i < TRUE_WORDS.length; i++) {
            boolean truth = equalsIgnoreCase(TRUE_WORDS[i], bytes, from, length);
            if (truth || equalsIgnoreCase(FALSE_WORDS[i], bytes, from, length)) {
                cell.setBoolean(truth, 1 << i);
                return true;
            }
        }
        return false;
    }

    /** Whether the bytes are the given lower-case word in any case. */
    private static boolean equalsIgnoreCase(byte[] word, byte[] bytes, int from, int length) {
        if (word.length != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            byte c = bytes[from + i];
            if (word[i] != (c >= 'A' && c <= 'Z' ? c + 32 : c)) {
                return false;
            }
        }
        return true;
    }

    /** Reads plain digits with a point and an exponent. */
    boolean readNumber(byte[] bytes, int start, int end, Cell cell) {
        boolean negative = bytes[start] == '-';
        int from = negative ? start + 1 : start;
        if (end - from <= SHORT && from + Long.BYTES <= bytes.length) {
            long word = (long) WORDS.get(bytes, from);
            int whole = Math.min(end - from, digits(word));
            if (whole > 1 && bytes[from] == '0') {
                return false;
            }
            if (whole > 0 && from + whole == end) {
                long value = value(word, whole);
                cell.setLong(negative ? -value : value);
                return true;
            }
            int afterPoint = from + whole + 1;
            if (whole > 0 && bytes[from + whole] == point && afterPoint + Long.BYTES <= bytes.length) {
                long decimals = (long) WORDS.get(bytes, afterPoint);
                int places = Math.min(end - afterPoint, digits(decimals));
                if (places > 0 && afterPoint + places == end) {
                    long value = value(word, whole) * TENS[places] + value(decimals, places);
                    cell.setDecimal(negative ? -value : value, places);
                    return true;
                }
            }
        }
        return readAnyNumber(bytes, start, from, end, cell);
    }

    /** How many of the word's first bytes are digits. */
    private static int digits(long word) {
        long others = word ^ ZEROS;
        long ends = (others | (others + SIXES)) & TENS_BITS;
        // The number of bytes below the lowest bit: numberOfTrailingZeros is slow in the quick compiler (C1).
        return (int) ((((((ends & -ends) - 1) >>> 7) & ONES) * ONES) >>> 56);
    }

    /** The value of one to eight digits, by three multiplications. */
    private static long value(long word, int digits) {
        long pairs = (word ^ ZEROS) << ((Long.BYTES - digits) << 3);
        pairs = pairs * 10 + (pairs >>> 8);
        return ((pairs & PAIR_BYTES) * (100 + (1_000_000L << 32))
                        + ((pairs >>> 16) & PAIR_BYTES) * (1 + (10_000L << 32)))
                >>> 32;
    }

    private boolean readAnyNumber(byte[] bytes, int start, int from, int end, Cell cell) {
        boolean negative = start < from;
        int i = from;
        long value = 0;
        while (i < end && isDigit(bytes[i])) {
            value = value * 10 + (bytes[i++] - '0');
        }
        int whole = i - from;
        if (whole > 1 && bytes[from] == '0') {
            return false;
        }
        int fraction = 0;
        if (i < end && bytes[i] == point) {
            i++;
            int afterPoint = i;
            while (i < end && isDigit(bytes[i])) {
                value = value * 10 + (bytes[i++] - '0');
            }
            fraction = i - afterPoint;
        }
        if (whole + fraction == 0) {
            return false;
        }
        if (i < end) {
            if (!isExponent(bytes, i, end) || !readDouble(bytes, start, end, cell)) {
                return false;
            }
            if (whole > 1 && i == start + whole && isDigit(bytes[i + 1])) {
                cell.setNotation(Notation.BARE_EXPONENT, null);
            }
            return true;
        }
        int digits = whole == 1 && bytes[from] == '0' ? fraction : whole + fraction;
        if (digits > LONG_DIGITS) {
            return readBigDecimal(bytes, start, from, end, fraction, digits, cell);
        }
        if (fraction == 0) {
            cell.setLong(negative ? -value : value);
            if (bytes[end - 1] == point) {
                cell.setNotation(Notation.SPELLED, null);
            }
        } else {
            cell.setDecimal(negative ? -value : value, fraction);
        }
        return true;
    }

    private boolean readBigDecimal(byte[] bytes, int start, int from, int end, int fraction, int digits, Cell cell) {
        if (digits > MAX_DIGITS) {
            return fraction > 0 && end - start < MAX_DOUBLE_LENGTH && readExactDouble(bytes, start, end, cell);
        }
        byte[] plain = new byte[end - from];
        int length = 0;
        for (int i = from; i < end; i++) {
            if (bytes[i] != point) {
                plain[length++] = bytes[i];
            }
        }
        BigInteger unscaled = new BigInteger(new String(plain, 0, length, StandardCharsets.US_ASCII));
        unscaled = start < from ? unscaled.negate() : unscaled;
        if (fraction == 0 && unscaled.bitLength() < Long.SIZE) {
            cell.setLong(unscaled.longValue());
        } else {
            cell.setDecimal(new BigDecimal(unscaled, fraction));
        }
        return true;
    }

    /** Reads a double only if it equals the written number exactly. */
    private boolean readExactDouble(byte[] bytes, int start, int end, Cell cell) {
        if (!readDouble(bytes, start, end, cell)) {
            return false;
        }
        String text = new String(bytes, start, end - start, StandardCharsets.US_ASCII).replace(',', '.');
        if (new BigDecimal(text).compareTo(BigDecimal.valueOf(cell.real())) != 0) {
            cell.setKind(Kind.TEXT);
            return false;
        }
        return true;
    }

    static boolean isExponent(byte[] bytes, int at, int end) {
        int i = at + 1;
        if ((bytes[at] | 32) != 'e' || i == end) {
            return false;
        }
        i += bytes[i] == '-' || bytes[i] == '+' ? 1 : 0;
        int digits = end - i;
        while (i < end && isDigit(bytes[i])) {
            i++;
        }
        return i == end && digits >= 1 && digits <= 3;
    }

    private boolean readDouble(byte[] bytes, int start, int end, Cell cell) {
        String text = new String(bytes, start, end - start, StandardCharsets.US_ASCII);
        double value = Double.parseDouble(point == ',' ? text.replace(',', '.') : text);
        if (Double.isInfinite(value)) {
            return false;
        }
        cell.setDouble(value);
        return true;
    }

    public static boolean isDigit(byte c) {
        return c >= '0' && c <= '9';
    }
}

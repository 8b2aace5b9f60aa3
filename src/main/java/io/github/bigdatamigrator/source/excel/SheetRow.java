package io.github.bigdatamigrator.source.excel;

import io.github.bigdatamigrator.context.Dialect;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Holds one row of a sheet as text: each cell's stored value in the form in which a text file would hold it. Cells have
 * no line ends and no delimiters: they are escaped. Reused for every row; not thread-safe.
 */
final class SheetRow {
    /** Between cells. Neither it nor the escape can occur in the XML of a workbook. */
    static final char DELIMITER = Dialect.SHEET_DELIMITER.charAt(0);

    static final char ESCAPE = '\u001b';

    /** Digits that a double holds exactly whatever they are. */
    private static final int EXACT_DIGITS = 15;

    private static final double LONGEST_PLAIN = 1e21;
    private static final double SMALLEST_PLAIN = 1e-10;
    /** Numbers up to here in the format of a clock are hours and no day of 1900. */
    private static final double CLOCK_DAYS = 366;

    private static final int EXCEL_MAX_ROW_BYTES = 256 << 20;
    private static final Pattern MIDNIGHT = Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)T00:00(:00(\\.0+)?)?");

    private final SerialDates dates;
    private final CellCounts counts;
    private int number;
    private int width;
    private byte[] bytes = new byte[1 << 12];
    private int length;
    private int[] starts = new int[64];
    private int[] ends = new int[64];

    SheetRow(boolean from1904, CellCounts counts) {
        dates = new SerialDates(from1904);
        this.counts = counts;
    }

    /** Begins the row of that number, from 1. */
    void begin(int row) {
        number = row;
        Arrays.fill(starts, 0, width, 0);
        Arrays.fill(ends, 0, width, 0);
        width = 0;
        length = 0;
    }

    int number() {
        return number;
    }

    /** Columns up to the last cell with a value; 0 for a row without. */
    int width() {
        return width;
    }

    boolean hasValue(int column) {
        return column < width && ends[column] > starts[column];
    }

    /** Copies a cell's text to the end of the target, which must be long enough. Returns the new end. */
    int copy(int column, byte[] target, int at) {
        int size = column < width ? ends[column] - starts[column] : 0;
        System.arraycopy(bytes, column < width ? starts[column] : 0, target, at, size);
        return at + size;
    }

    /** Bytes of all cells. */
    int length() {
        return length;
    }

    /** Sets a cell to escaped UTF-8. */
    void escaped(int column, byte[] text, int from, int to) throws IOException {
        reserve(to - from);
        int start = length;
        System.arraycopy(text, from, bytes, length, to - from);
        length += to - from;
        set(column, start);
    }

    void text(int column, CharSequence text) throws IOException {
        byte[] escaped = escape(text);
        escaped(column, escaped, 0, escaped.length);
    }

    /** UTF-8 in which line ends, delimiters and escapes are escaped. */
    static byte[] escape(CharSequence text) {
        int odd = 0;
        for (int i = 0; i < text.length(); i++) {
            odd += isOdd(text.charAt(i)) ? 1 : 0;
        }
        if (odd == 0) {
            return text.toString().getBytes(StandardCharsets.UTF_8);
        }
        StringBuilder escaped = new StringBuilder(text.length() + odd);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isOdd(c)) {
                escaped.append(ESCAPE);
            }
            escaped.append(c == '\n' ? 'n' : c == '\r' ? 'r' : c);
        }
        return escaped.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isOdd(char c) {
        return c == '\n' || c == '\r' || c == DELIMITER || c == ESCAPE;
    }

    void bool(int column, boolean value) throws IOException {
        ascii(column, value ? "true" : "false");
    }

    void error(int column, String kind) {
        counts.error(kind, number, column);
    }

    /** A formula whose value the workbook does not hold. */
    void noResult(int column) {
        counts.add(CellCounts.Kind.NO_RESULT, number, column);
    }

    /** An ISO 8601 date or time; midnight is a date. */
    void iso(int column, String text) throws IOException {
        text(column, MIDNIGHT.matcher(text).replaceFirst("$1"));
    }

    /** A number as the workbook writes it; a text that is none is kept. */
    void number(int column, CharSequence written, CellNumberFormat format) throws IOException {
        if (format.meaning() == CellNumberFormat.Meaning.NUMBER && isPlain(written)) {
            ascii(column, written, plainEnd(written));
            return;
        }
        double value;
        try {
            value = Double.parseDouble(written.toString());
        } catch (NumberFormatException e) {
            text(column, written);
            return;
        }
        number(column, value, format);
    }

    /** Whether a number needs no reading, since its digits are few enough to be those that were entered. */
    private static boolean isPlain(CharSequence text) {
        int point = -1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.' && point < 0 && i > 0) {
                point = i;
            } else if (c < '0' || c > '9') {
                return false;
            }
        }
        boolean zeros = text.length() > 1 && text.charAt(0) == '0' && point != 1;
        return !zeros
                && text.length() > 0
                && point != text.length() - 1
                && (point < 0 || text.length() <= EXACT_DIGITS);
    }

    /** The end of a plain number without the zeros that end its decimals. */
    private static int plainEnd(CharSequence number) {
        int end = number.length();
        boolean decimals = false;
        for (int i = 0; i < end; i++) {
            decimals |= number.charAt(i) == '.';
        }
        while (decimals && number.charAt(end - 1) == '0') {
            end--;
        }
        return end - (number.charAt(end - 1) == '.' ? 1 : 0);
    }

    void number(int column, double value, CellNumberFormat format) throws IOException {
        switch (format.meaning()) {
            case NUMBER -> ascii(column, plain(value));
            case IDENTIFIER -> {
                String digits = plain(value);
                boolean fill =
                        digits.length() < format.zeros() && digits.chars().allMatch(c -> c >= '0' && c <= '9');
                if (fill) {
                    counts.add(CellCounts.Kind.ZEROS, number, column);
                }
                ascii(column, fill ? "0".repeat(format.zeros() - digits.length()) + digits : digits);
            }
            case DURATION -> {
                counts.add(CellCounts.Kind.DURATION, number, column);
                ascii(column, SerialDates.duration(value));
            }
            case TIME -> ascii(column, value < CLOCK_DAYS ? SerialDates.duration(value) : date(column, value));
            case DATE -> ascii(column, date(column, value));
        }
    }

    private String date(int column, double value) {
        String text = dates.text(value);
        if (text == null) {
            counts.add(CellCounts.Kind.NOT_A_DATE, number, column);
            return plain(value);
        }
        return text;
    }

    /** The shortest digits that give the same double; without an exponent unless it is very large or small. */
    static String plain(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1L << 53) {
            return Long.toString((long) value);
        }
        String shortest = Double.toString(value);
        double size = Math.abs(value);
        return shortest.indexOf('E') < 0 || size >= LONGEST_PLAIN || size < SMALLEST_PLAIN
                ? shortest
                : new BigDecimal(shortest).stripTrailingZeros().toPlainString();
    }

    private void ascii(int column, String text) throws IOException {
        ascii(column, text, text.length());
    }

    private void ascii(int column, CharSequence text, int end) throws IOException {
        reserve(end);
        int start = length;
        for (int i = 0; i < end; i++) {
            bytes[length++] = (byte) text.charAt(i);
        }
        set(column, start);
    }

    private void reserve(int more) throws IOException {
        if (length + more > bytes.length) {
            if (length + more > EXCEL_MAX_ROW_BYTES) {
                throw new IOException("row " + number + " is longer than " + (EXCEL_MAX_ROW_BYTES >> 20) + " MB");
            }
            bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
        }
    }

    private void set(int column, int start) throws IOException {
        if (column >= SheetColumns.MAXIMUM) {
            throw new IOException("row " + number + " has more than " + SheetColumns.MAXIMUM + " columns");
        }
        if (start == length) {
            return;
        }
        if (column >= starts.length) {
            int size = Math.max(column + 1, starts.length * 2);
            starts = Arrays.copyOf(starts, size);
            ends = Arrays.copyOf(ends, size);
        }
        starts[column] = start;
        ends[column] = length;
        width = Math.max(width, column + 1);
    }
}

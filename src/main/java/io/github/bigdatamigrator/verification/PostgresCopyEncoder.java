package io.github.bigdatamigrator.verification;

import io.github.bigdatamigrator.context.ColumnType;
import java.io.Serializable;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Encodes the values of one type for PostgreSQL's COPY. Serialized to executors. */
record PostgresCopyEncoder(ColumnType.Kind kind) implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final char NUL = '\0';
    private static final char NUL_SYMBOL = '\u2400'; // the visible symbol for NUL, which PostgreSQL cannot store

    private static final Pattern END_MARKER = Pattern.compile("(?:^|[\r\n])\\\\\\.(?:[\r\n]|$)");
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long SECONDS_PER_DAY = 86_400;

    /** @param value as {@code CopyFileWriter} selects it: dates as days, timestamps as microseconds */
    String text(Object value) {
        return switch (kind) {
            case BOOLEAN, BIGINT, DOUBLE -> value.toString();
            case DECIMAL -> ((BigDecimal) value).toPlainString();
            case DATE -> date(LocalDate.ofEpochDay(((Number) value).longValue()), "");
            case TIMESTAMP -> timestamp(((Number) value).longValue());
            case STRING -> ((String) value).replace(NUL, NUL_SYMBOL);
            case BINARY -> "\\x" + HexFormat.of().formatHex((byte[]) value);
        };
    }

    /** The bytes of the value whose MD5 the verifying SQL computes too. */
    byte[] digested(Object value, String text) {
        return switch (kind) {
            case DOUBLE ->
                ByteBuffer.allocate(Double.BYTES)
                        .putLong(Double.doubleToLongBits((Double) value))
                        .array();
            case BINARY -> (byte[]) value;
            // in the target, a reference may have the larger scale of its key
            case DECIMAL ->
                ((BigDecimal) value).stripTrailingZeros().toPlainString().getBytes(StandardCharsets.UTF_8);
            case BOOLEAN, BIGINT, DATE, TIMESTAMP, STRING -> text.getBytes(StandardCharsets.UTF_8);
        };
    }

    static boolean holdsNul(Object value) {
        return value instanceof String text && text.indexOf(NUL) >= 0;
    }

    static boolean holdsEndMarker(String text) {
        return text.contains("\\.") && END_MARKER.matcher(text).find();
    }

    private static String timestamp(long micros) {
        long day = Math.floorDiv(micros, MICROS_PER_SECOND * SECONDS_PER_DAY);
        long time = Math.floorMod(micros, MICROS_PER_SECOND * SECONDS_PER_DAY);
        int second = (int) (time / MICROS_PER_SECOND);
        StringBuilder clock = new StringBuilder(16).append(' ');
        padded(clock, second / 3600, 2).append(':');
        padded(clock, second / 60 % 60, 2).append(':');
        padded(clock, second % 60, 2);
        int fraction = (int) (time % MICROS_PER_SECOND);
        if (fraction > 0) {
            padded(clock.append('.'), fraction, 6);
            while (clock.charAt(clock.length() - 1) == '0') {
                clock.setLength(clock.length() - 1);
            }
        }
        return date(LocalDate.ofEpochDay(day), clock);
    }

    private static String date(LocalDate date, CharSequence time) {
        int year = date.getYear();
        StringBuilder text = new StringBuilder(32);
        padded(text, year > 0 ? year : 1 - year, 4).append('-');
        padded(text, date.getMonthValue(), 2).append('-');
        padded(text, date.getDayOfMonth(), 2).append(time);
        return (year > 0 ? text : text.append(" BC")).toString();
    }

    /** Pads without String.format, which would parse its pattern for each cell. */
    private static StringBuilder padded(StringBuilder text, int number, int digits) {
        String plain = Integer.toString(number);
        for (int i = plain.length(); i < digits; i++) {
            text.append('0');
        }
        return text.append(plain);
    }
}

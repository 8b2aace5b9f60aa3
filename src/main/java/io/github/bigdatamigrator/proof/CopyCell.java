package io.github.bigdatamigrator.proof;

import io.github.bigdatamigrator.context.ColumnType;
import java.io.Serializable;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/** The values of one type as PostgreSQL spells them. Travels to executors. */
record CopyCell(ColumnType.Kind kind) implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final char NUL = '\0';
    /** Unicode's picture of the character that PostgreSQL cannot hold. */
    private static final char NUL_PICTURE = '\u2400';

    private static final Pattern END_MARKER = Pattern.compile("(?:^|[\r\n])\\\\\\.(?:[\r\n]|$)");
    private static final int MICROS = 1_000_000;

    /** @param value as {@code CopyFiles} selects it: dates as days, timestamps as microseconds */
    String text(Object value) {
        return switch (kind) {
            case BOOLEAN, BIGINT, DOUBLE -> value.toString();
            case DECIMAL -> ((BigDecimal) value).toPlainString();
            case DATE -> date(LocalDate.ofEpochDay(((Number) value).longValue()), "");
            case TIMESTAMP -> timestamp(((Number) value).longValue());
            case STRING -> ((String) value).replace(NUL, NUL_PICTURE);
            case BINARY -> "\\x" + HexFormat.of().formatHex((byte[]) value);
        };
    }

    /** The bytes whose MD5 PostgreSQL can be asked for. */
    byte[] digested(Object value, String text) {
        return switch (kind) {
            case DOUBLE ->
                ByteBuffer.allocate(Double.BYTES)
                        .putLong(Double.doubleToLongBits((Double) value))
                        .array();
            case BINARY -> (byte[]) value;
            // a column may share the larger scale of one that it refers to
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
        long second = Math.floorDiv(micros, (long) MICROS);
        int fraction = (int) Math.floorMod(micros, (long) MICROS);
        LocalDateTime time = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
        String digits = fraction == 0
                ? ""
                : "." + String.format(Locale.ROOT, "%06d", fraction).replaceAll("0+$", "");
        return date(
                time.toLocalDate(),
                String.format(Locale.ROOT, " %02d:%02d:%02d", time.getHour(), time.getMinute(), time.getSecond())
                        + digits);
    }

    private static String date(LocalDate date, String time) {
        int year = date.getYear();
        return String.format(
                        Locale.ROOT,
                        "%04d-%02d-%02d",
                        year > 0 ? year : 1 - year,
                        date.getMonthValue(),
                        date.getDayOfMonth())
                + time
                + (year > 0 ? "" : " BC");
    }
}

package io.github.bigdatamigrator.verification;

import io.github.bigdatamigrator.context.ColumnType;
import java.io.Serializable;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/** Encodes the values of one type for PostgreSQL's COPY. Serialized to executors. */
record PostgresCopyEncoder(ColumnType.Kind kind) implements Serializable {
    private static final char NUL = '\0';
    private static final char NUL_SYMBOL = '\u2400'; // the visible symbol for NUL, which PostgreSQL cannot store

    private static final Pattern END_MARKER = Pattern.compile("(?:^|[\r\n])\\\\\\.(?:[\r\n]|$)");
    private static final LocalDateTime EPOCH = LocalDateTime.of(1970, 1, 1, 0, 0);
    private static final DateTimeFormatter DATE = new DateTimeFormatterBuilder()
            .appendValue(ChronoField.YEAR_OF_ERA, 4, 10, SignStyle.NOT_NEGATIVE)
            .appendPattern("-MM-dd")
            .toFormatter(Locale.ROOT);
    private static final DateTimeFormatter TIMESTAMP = new DateTimeFormatterBuilder()
            .append(DATE)
            .appendPattern(" HH:mm:ss")
            .appendFraction(ChronoField.MICRO_OF_SECOND, 0, 6, true)
            .toFormatter(Locale.ROOT);

    /** @param value as {@code CopyFileWriter} selects it: dates as days, timestamps as microseconds */
    String text(Object value) {
        return switch (kind) {
            case BOOLEAN, BIGINT, DOUBLE -> value.toString();
            case DECIMAL -> ((BigDecimal) value).toPlainString();
            case DATE -> text(DATE, LocalDate.ofEpochDay(((Number) value).longValue()));
            case TIMESTAMP -> text(TIMESTAMP, EPOCH.plus(((Number) value).longValue(), ChronoUnit.MICROS));
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

    private static String text(DateTimeFormatter format, Temporal time) {
        return format.format(time) + (time.get(ChronoField.YEAR) > 0 ? "" : " BC");
    }
}

package io.github.bigdatamigrator.query;

import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.text.DurationFormat;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DayTimeIntervalType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructField;
import org.jspecify.annotations.Nullable;

/**
 * Converts Spark rows to result cells: integers to Long, floats to Double, NaN and infinities to their names, dates and
 * timestamps to ISO text in the session's zone, bytes to hexadecimal text, arrays, structs and maps to JSON text, day
 * intervals to Long, other intervals to text ({@code 3 days 02:05:10}, {@code 1 year 2 months}).
 */
record ResultCells(ZoneId zone) {
    private static final DateTimeFormatter TIMESTAMP = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral('T')
            .appendPattern("HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter(Locale.ROOT);

    static ColumnType type(DataType type) {
        if (type instanceof DecimalType decimal) {
            return ColumnType.decimal(decimal.precision(), decimal.scale());
        }
        if (isDayInterval(type)) {
            return ColumnType.BIGINT;
        }
        return switch (type.typeName()) {
            case "boolean" -> ColumnType.BOOLEAN;
            case "byte", "short", "integer", "long" -> ColumnType.BIGINT;
            case "float", "double" -> ColumnType.DOUBLE;
            case "date" -> ColumnType.DATE;
            case "timestamp", "timestamp_ntz" -> ColumnType.TIMESTAMP;
            case "binary" -> ColumnType.BINARY;
            default -> ColumnType.STRING;
        };
    }

    /**
     * @param row may have more cells, which are left out
     * @param fields fields of the query, since the schema of the row lacks the units of intervals
     */
    List<@Nullable Object> row(Row row, StructField[] fields) {
        List<@Nullable Object> cells = new ArrayList<>(fields.length);
        for (int i = 0; i < fields.length; i++) {
            Object value = row.get(i);
            boolean days = value instanceof Duration && isDayInterval(fields[i].dataType());
            cells.add(days ? (Object) ((Duration) value).toDays() : cell(value));
        }
        return cells;
    }

    /** Whether it is the type of a difference of dates. */
    private static boolean isDayInterval(DataType type) {
        return type instanceof DayTimeIntervalType interval && interval.endField() == DayTimeIntervalType.DAY();
    }

    @Nullable
    Object cell(@Nullable Object value) {
        if (value == null || value instanceof Boolean || value instanceof String || value instanceof BigDecimal) {
            return value;
        }
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (value instanceof Float number) {
            return finite(Double.parseDouble(number.toString()));
        }
        if (value instanceof Double number) {
            return finite(number);
        }
        if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        return temporalOrNested(value);
    }

    private static Object finite(double number) {
        return Double.isFinite(number) ? number : Double.toString(number);
    }

    private String temporalOrNested(Object value) {
        if (value instanceof LocalDate) {
            return value.toString();
        }
        if (value instanceof LocalDateTime local) {
            return TIMESTAMP.format(local);
        }
        if (value instanceof Instant instant) {
            return TIMESTAMP.format(instant.atZone(zone).toLocalDateTime());
        }
        if (value instanceof Duration interval) {
            return DurationFormat.interval(interval);
        }
        if (value instanceof Period interval) {
            return DurationFormat.interval(interval);
        }
        return NestedValueJson.write(value, this);
    }
}

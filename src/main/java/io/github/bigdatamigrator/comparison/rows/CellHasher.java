package io.github.bigdatamigrator.comparison.rows;

import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.source.ByteHash;
import io.github.bigdatamigrator.source.Cell;
import io.github.bigdatamigrator.source.CellReader;
import java.io.Serial;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.XXH64;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * Hashes the cells of one column of one table, so that cells of both tables that mean the same have the same hash.
 * Travels to executors; not thread-safe.
 */
final class CellHasher implements Serializable {
    @Serial
    private static final long serialVersionUID = 1L;

    /** The hash of null. */
    static final long NULL = 0;

    private static final long SPELLED_OTHERWISE = 0x5DEECE66DL; // keeps texts apart from the values of a typed column
    private static final long MICROS_PER_DAY = 86_400_000_000L;
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long[] TENS = new long[Decimal.MAX_LONG_DIGITS() + 1];

    static {
        TENS[0] = 1;
        for (int i = 1; i < TENS.length; i++) {
            TENS[i] = TENS[i - 1] * 10;
        }
    }

    private final ColumnType type;
    private final Meaning meaning;
    private final HashSet<String> nullMarkers;
    private final boolean emptyIsNull;
    private final boolean trimmed;
    private final CellReader reader = new CellReader(false);
    private final Cell cell = new Cell();
    private int valueRule = -1;

    /**
     * @param type of the column in the table
     * @param meaning of the column in both tables
     */
    CellHasher(ColumnType type, Meaning meaning, Set<String> nullMarkers, boolean emptyIsNull, boolean trimmed) {
        this.type = type;
        this.meaning = meaning;
        this.nullMarkers = new HashSet<>(nullMarkers);
        this.emptyIsNull = emptyIsNull;
        this.trimmed = trimmed;
    }

    @Serial
    private Object writeReplace() {
        return new Form(type, meaning, nullMarkers, emptyIsNull, trimmed);
    }

    /** What travels: the reader's buffers do not. */
    private record Form(
            ColumnType type, Meaning meaning, HashSet<String> nullMarkers, boolean emptyIsNull, boolean trimmed)
            implements Serializable {
        @Serial
        private static final long serialVersionUID = 1L;

        @Serial
        private Object readResolve() {
            return new CellHasher(type, meaning, nullMarkers, emptyIsNull, trimmed);
        }
    }

    /** The position in {@link RuleTally#RULES} of the rule that changed the cell of the last hash; -1 for none. */
    int valueRule() {
        return valueRule;
    }

    /** The hash of a text as it is stored; 0 for null. */
    static long storedHash(InternalRow row, int ordinal) {
        return row.isNullAt(ordinal) ? NULL : hash(row.getUTF8String(ordinal));
    }

    long hash(InternalRow row, int ordinal) {
        valueRule = -1;
        if (row.isNullAt(ordinal)) {
            return NULL;
        }
        if (type.kind() == ColumnType.Kind.STRING) {
            return text(row.getUTF8String(ordinal));
        }
        return switch (meaning.kind()) {
            case TEXT -> throw new IllegalStateException("a text of type " + type);
            case NUMBER -> number(row, ordinal);
            case DOUBLE -> real(real(row, ordinal));
            case SINGLE -> real((float) real(row, ordinal));
            case BOOLEAN -> ByteHash.of(row.getBoolean(ordinal) ? 1 : 0);
            case TIME ->
                ByteHash.of(
                        type.kind() == ColumnType.Kind.DATE
                                ? row.getInt(ordinal) * MICROS_PER_DAY
                                : row.getLong(ordinal));
            case BYTES -> {
                byte[] bytes = row.getBinary(ordinal);
                yield hash(UTF8String.fromBytes(bytes));
            }
        };
    }

    private static long hash(UTF8String text) {
        int length = text.numBytes();
        return ByteHash.of(
                length == 0
                        ? length
                        : XXH64.hashUnsafeBytes(text.getBaseObject(), text.getBaseOffset(), length, length));
    }

    private long text(UTF8String stored) {
        UTF8String text = stored;
        if (trimmed) {
            read(stored);
            if (cell.isPadded()) {
                text = UTF8String.fromBytes(cell.bytes(), cell.from(), cell.to() - cell.from());
                valueRule = RuleTally.PADDING;
            }
        }
        if (text.numBytes() == 0 && emptyIsNull) {
            valueRule = RuleTally.EMPTY_IS_NULL;
            return NULL;
        }
        if (!nullMarkers.isEmpty() && nullMarkers.contains(text.trim().toString())) {
            valueRule = RuleTally.NULL_MARKER;
            return NULL;
        }
        return meaning.kind() == Meaning.Kind.TEXT ? hash(text) : spelled(text);
    }

    private void read(UTF8String text) {
        boolean inPlace = text.getBaseObject() instanceof byte[];
        byte[] bytes = inPlace ? (byte[]) text.getBaseObject() : text.getBytes();
        int from = inPlace ? (int) (text.getBaseOffset() - Platform.BYTE_ARRAY_OFFSET) : 0;
        reader.read(bytes, from, from + text.numBytes(), cell);
    }

    /** The hash of the value that a text spells. */
    private long spelled(UTF8String text) {
        read(text);
        Cell.Kind kind = cell.kind();
        boolean exact = kind == Cell.Kind.LONG || kind == Cell.Kind.DECIMAL;
        boolean number = exact || kind == Cell.Kind.DOUBLE;
        switch (meaning.kind()) {
            case NUMBER -> {
                if (exact) {
                    return number(cell.decimal());
                } else if (kind == Cell.Kind.DOUBLE && Double.isFinite(cell.real())) {
                    return number(BigDecimal.valueOf(cell.real()));
                }
            }
            case DOUBLE -> {
                if (number) {
                    return real(cell.real());
                }
            }
            case SINGLE -> {
                if (number) {
                    return real((float) cell.real());
                }
            }
            case BOOLEAN -> {
                if (kind == Cell.Kind.BOOLEAN || (kind == Cell.Kind.LONG && (cell.number() | 1) == 1)) {
                    return ByteHash.of(cell.number());
                }
            }
            case TIME -> {
                if (kind == Cell.Kind.TEMPORAL) {
                    int common = cell.patterns() & meaning.timestampPatterns();
                    if (common != 0) {
                        return ByteHash.of(cell.temporal(Integer.numberOfTrailingZeros(common)));
                    }
                }
            }
            case TEXT, BYTES -> {}
        }
        return ByteHash.of(hash(text) ^ SPELLED_OTHERWISE);
    }

    private long number(InternalRow row, int ordinal) {
        return switch (type.kind()) {
            case BIGINT -> scaled(row.getLong(ordinal), meaning.scale());
            case BOOLEAN -> scaled(row.getBoolean(ordinal) ? 1 : 0, meaning.scale());
            case DECIMAL -> {
                Decimal value = row.getDecimal(ordinal, type.precision(), type.scale());
                yield type.precision() <= Decimal.MAX_LONG_DIGITS()
                        ? scaled(value.toUnscaledLong(), meaning.scale() - type.scale())
                        : number(value.toJavaBigDecimal());
            }
            case DOUBLE, DATE, TIMESTAMP, STRING, BINARY -> throw new IllegalStateException("a number of type " + type);
        };
    }

    private long scaled(long unscaled, int digits) {
        if (digits < TENS.length) {
            long product = unscaled * TENS[digits];
            if (Math.multiplyHigh(unscaled, TENS[digits]) == product >> 63) {
                return ByteHash.of(product);
            }
        }
        return number(BigDecimal.valueOf(unscaled, meaning.scale() - digits));
    }

    private long number(BigDecimal value) {
        try {
            BigDecimal scaled = value.setScale(meaning.scale(), RoundingMode.UNNECESSARY);
            return scaled.unscaledValue().bitLength() < Long.SIZE
                    ? ByteHash.of(scaled.unscaledValue().longValue())
                    : hash(UTF8String.fromBytes(scaled.unscaledValue().toByteArray()));
        } catch (ArithmeticException e) {
            // More digits than any value of the other table.
            return hash(UTF8String.fromString(value.stripTrailingZeros().toString()));
        }
    }

    private double real(InternalRow row, int ordinal) {
        return switch (type.kind()) {
            case BIGINT -> row.getLong(ordinal);
            case DOUBLE -> row.getDouble(ordinal);
            case BOOLEAN -> row.getBoolean(ordinal) ? 1 : 0;
            case DECIMAL ->
                row.getDecimal(ordinal, type.precision(), type.scale())
                        .toJavaBigDecimal()
                        .doubleValue();
            case DATE, TIMESTAMP, STRING, BINARY -> throw new IllegalStateException("a number of type " + type);
        };
    }

    private static long real(double value) {
        return ByteHash.of(Double.doubleToLongBits(value == 0 ? 0.0 : value));
    }

    /** The cell for readers; null for null. */
    @Nullable
    String shown(InternalRow row, int ordinal) {
        if (row.isNullAt(ordinal)) {
            return null;
        }
        return switch (type.kind()) {
            case BIGINT -> Long.toString(row.getLong(ordinal));
            case TIMESTAMP -> {
                long micros = row.getLong(ordinal);
                yield LocalDateTime.ofEpochSecond(
                                Math.floorDiv(micros, MICROS_PER_SECOND),
                                (int) Math.floorMod(micros, MICROS_PER_SECOND) * 1000,
                                ZoneOffset.UTC)
                        .toString();
            }
            case DATE -> LocalDate.ofEpochDay(row.getInt(ordinal)).toString();
            case DOUBLE -> Double.toString(row.getDouble(ordinal));
            case BOOLEAN -> Boolean.toString(row.getBoolean(ordinal));
            case DECIMAL ->
                row.getDecimal(ordinal, type.precision(), type.scale())
                        .toJavaBigDecimal()
                        .toPlainString();
            case STRING -> row.getUTF8String(ordinal).toString();
            case BINARY -> HexFormat.of().formatHex(row.getBinary(ordinal));
        };
    }
}

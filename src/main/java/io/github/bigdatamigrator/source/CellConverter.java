package io.github.bigdatamigrator.source;

import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.source.Cell.Kind;
import java.io.Serial;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** Converts cells to values of a profiled column's type, in Spark's internal representation. Travels to executors. */
public final class CellConverter implements Serializable {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final long[] TENS = LongStream.iterate(1, ten -> 10 * ten)
            .limit(Decimal.MAX_LONG_DIGITS() + 1L)
            .toArray();

    private final ColumnType type;
    private final int pattern;
    private final HashSet<String> nullMarkers;
    private final boolean whole;

    /** Converts cells to their original text, with the blanks around them. */
    public static CellConverter originalText() {
        return new CellConverter(ColumnType.STRING, null, List.of(), true);
    }

    public CellConverter(ColumnType type, @Nullable String pattern, List<String> nullMarkers) {
        this(type, pattern, nullMarkers, false);
    }

    private CellConverter(ColumnType type, @Nullable String pattern, List<String> nullMarkers, boolean whole) {
        this.whole = whole;
        this.type = type;
        this.pattern = ordinal(type, pattern);
        this.nullMarkers = new HashSet<>(nullMarkers);
    }

    private static int ordinal(ColumnType type, @Nullable String pattern) {
        if (type.temporal()) {
            boolean timestamp = type.kind() == ColumnType.Kind.TIMESTAMP;
            for (TemporalPattern known : TemporalPattern.values()) {
                if (known.isTimestamp() == timestamp
                        && (pattern == null ? known.isIso() : known.pattern().equals(pattern))) {
                    return known.ordinal();
                }
            }
            throw new IllegalArgumentException("unknown pattern of type " + type + ": " + pattern);
        }
        for (BooleanPattern known : BooleanPattern.values()) {
            if (known.pattern().equals(pattern)) {
                return known.ordinal();
            }
        }
        return 0;
    }

    /**
     * The value in the form of {@code InternalRow}, or null.
     *
     * @throws TypeMismatchException when the cell is not a value of the column's type
     */
    @Nullable
    public Object convert(Cell cell) throws TypeMismatchException {
        Kind kind = cell.kind();
        if (kind == Kind.NULL || (!nullMarkers.isEmpty() && nullMarkers.contains(cell.text()))) {
            return null;
        }
        return switch (type.kind()) {
            case STRING ->
                whole
                        ? UTF8String.fromBytes(cell.bytes(), cell.wholeFrom(), cell.wholeTo() - cell.wholeFrom())
                        : UTF8String.fromBytes(cell.bytes(), cell.from(), cell.to() - cell.from());
            case BIGINT -> fits(kind == Kind.LONG, cell.number());
            case DOUBLE -> {
                check(kind == Kind.LONG || kind == Kind.DECIMAL || kind == Kind.DOUBLE);
                yield cell.real();
            }
            case DECIMAL -> decimal(cell);
            case BOOLEAN -> fits(kind == Kind.BOOLEAN && (cell.patterns() & 1 << pattern) != 0, cell.number() == 1);
            case DATE -> (int) temporal(cell);
            case TIMESTAMP -> temporal(cell);
            case BINARY -> throw new TypeMismatchException();
        };
    }

    private Decimal decimal(Cell cell) throws TypeMismatchException {
        check(cell.kind() == Kind.LONG || cell.kind() == Kind.DECIMAL);
        int more = type.scale() - (cell.kind() == Kind.LONG ? 0 : cell.scale());
        if (!cell.isWide() && more >= 0 && type.precision() <= Decimal.MAX_LONG_DIGITS()) {
            long digits = cell.number();
            check(Math.abs(digits) < TENS[type.precision() - more]);
            return Decimal.createUnsafe(digits * TENS[more], type.precision(), type.scale());
        }
        BigDecimal value = cell.decimal();
        check(value.scale() <= type.scale() || value.stripTrailingZeros().scale() <= type.scale());
        value = value.setScale(type.scale(), RoundingMode.UNNECESSARY);
        check(value.precision() <= type.precision());
        return Decimal.apply(value, type.precision(), type.scale());
    }

    private long temporal(Cell cell) throws TypeMismatchException {
        check(cell.kind() == Kind.TEMPORAL && (cell.patterns() & 1 << pattern) != 0);
        return cell.temporal(pattern);
    }

    private static Object fits(boolean condition, Object value) throws TypeMismatchException {
        check(condition);
        return value;
    }

    private static void check(boolean fits) throws TypeMismatchException {
        if (!fits) {
            throw new TypeMismatchException();
        }
    }

    /** Whether values are texts, so that it does not matter what else a cell looks like. */
    public boolean text() {
        return type.kind() == ColumnType.Kind.STRING;
    }

    /** Whether values are dates or timestamps. */
    public boolean temporal() {
        return type.temporal();
    }

    public String typeName() {
        return type.toString();
    }

    /** Thrown for a cell that is not a value of the column's type. */
    public static final class TypeMismatchException extends Exception {
        @Serial
        private static final long serialVersionUID = 1L;
    }
}

package io.github.bigdatamigrator.schema;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A column's type in the target, independent of how the target spells it.
 *
 * @param size bytes of an integer (2, 4, 8), precision of a decimal, longest text in characters; 0 for unbounded
 */
public record TargetType(Kind kind, int size, int scale) {
    public enum Kind {
        BOOLEAN,
        INTEGER,
        DECIMAL,
        DOUBLE,
        DATE,
        TIMESTAMP,
        TEXT,
        BINARY
    }

    /** Texts up to this length get a bound; a longer one is prose, and prose grows. */
    private static final int LONGEST_BOUND = 255;

    private static final int[] BOUNDS = {10, 20, 50, 100, LONGEST_BOUND};

    /** The type that any data of the column's kind fits: what a plain import would choose. */
    static TargetType plain(ColumnType type) {
        return switch (type.kind()) {
            case BOOLEAN -> new TargetType(Kind.BOOLEAN, 0, 0);
            case BIGINT -> new TargetType(Kind.INTEGER, 8, 0);
            case DECIMAL -> new TargetType(Kind.DECIMAL, type.precision(), type.scale());
            case DOUBLE -> new TargetType(Kind.DOUBLE, 0, 0);
            case DATE -> new TargetType(Kind.DATE, 0, 0);
            case TIMESTAMP -> new TargetType(Kind.TIMESTAMP, 0, 0);
            case STRING -> new TargetType(Kind.TEXT, 0, 0);
            case BINARY -> new TargetType(Kind.BINARY, 0, 0);
        };
    }

    /**
     * The narrowest type that the column's figures allow.
     *
     * @param identifies whether the column identifies or refers to rows; such numbers grow with the table, so that they
     *     get 4 bytes at least
     */
    static TargetType fitting(ColumnProfile column, boolean identifies) {
        TargetType plain = plain(column.type());
        return switch (plain.kind) {
            case INTEGER -> integer(column, identifies ? 4 : 2).orElse(plain);
            case DECIMAL -> decimal(column, plain);
            case TEXT -> text(column);
            case BOOLEAN, DOUBLE, DATE, TIMESTAMP, BINARY -> plain;
        };
    }

    private static Optional<TargetType> integer(ColumnProfile column, int least) {
        BigDecimal min = number(column.min());
        BigDecimal max = number(column.max());
        if (min == null || max == null) {
            return Optional.empty();
        }
        int bits = Math.max(bits(min.toBigInteger()), bits(max.toBigInteger()));
        int bytes = bits <= 16 ? 2 : bits <= 32 ? 4 : 8;
        return Optional.of(new TargetType(Kind.INTEGER, Math.max(bytes, least), 0));
    }

    private static int bits(BigInteger value) {
        return value.bitLength() + 1;
    }

    /** Decimals come in three widths on disk (4, 8 and 16 bytes); within one, fewer digits gain nothing. */
    private static TargetType decimal(ColumnProfile column, TargetType plain) {
        BigDecimal min = number(column.min());
        BigDecimal max = number(column.max());
        if (min == null || max == null) {
            return plain;
        }
        int digits = Math.max(digits(min), digits(max)) + plain.scale;
        int precision = digits <= 9 ? 9 : digits <= 18 ? 18 : 38;
        return precision < plain.size ? new TargetType(Kind.DECIMAL, precision, plain.scale) : plain;
    }

    private static int digits(BigDecimal value) {
        BigInteger whole = value.toBigInteger().abs();
        return whole.signum() == 0 ? 0 : whole.toString().length();
    }

    private static TargetType text(ColumnProfile column) {
        ColumnProfile.Lengths lengths = column.lengths();
        if (lengths == null || lengths.max() < 1 || lengths.max() > LONGEST_BOUND) {
            return plain(ColumnType.STRING);
        }
        if (lengths.min() == lengths.max()) {
            return new TargetType(Kind.TEXT, lengths.max(), 0);
        }
        for (int bound : BOUNDS) {
            if (lengths.max() <= bound) {
                return new TargetType(Kind.TEXT, bound, 0);
            }
        }
        return plain(ColumnType.STRING);
    }

    /** Bytes that a value takes in PostgreSQL, about; of a text the average. */
    public long width(ColumnProfile column) {
        return switch (kind) {
            case BOOLEAN -> 1;
            case INTEGER -> size;
            case DECIMAL -> 8 + size / 4;
            case DOUBLE, TIMESTAMP -> 8;
            case DATE -> 4;
            case TEXT ->
                column.lengths() == null ? 5 : Math.round(column.lengths().mean()) + 1;
            case BINARY -> 32;
        };
    }

    private static @Nullable BigDecimal number(@Nullable String text) {
        try {
            return text == null ? null : new BigDecimal(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /**
     * The type that holds the values of both, where they are of one kind: what a key and a reference to it must share.
     */
    Optional<TargetType> with(TargetType other) {
        if (kind != other.kind) {
            return Optional.empty();
        }
        if (kind == Kind.TEXT && (size == 0 || other.size == 0)) {
            return Optional.of(new TargetType(Kind.TEXT, 0, 0));
        }
        if (kind == Kind.DECIMAL) {
            int fraction = Math.max(scale, other.scale);
            int whole = Math.max(size - scale, other.size - other.scale);
            return Optional.of(new TargetType(Kind.DECIMAL, Math.min(38, whole + fraction), fraction));
        }
        return Optional.of(new TargetType(kind, Math.max(size, other.size), 0));
    }
}

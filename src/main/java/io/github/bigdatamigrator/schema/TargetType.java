package io.github.bigdatamigrator.schema;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Describes the type of a column in the target, independent of the target's SQL dialect.
 *
 * @param size bytes of an integer (2, 4, 8), precision of a decimal, maximum characters of a text; 0 for unbounded
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

    private static final Pattern SPELLING =
            Pattern.compile("([a-z][a-z0-9 _]*?) *(?:\\( *(\\d{1,9}) *(?:, *(\\d{1,4}) *)?\\))?");

    /** The type that PostgreSQL or Spark spells so, as {@code numeric(10,2)}; empty for any other text. */
    public static Optional<TargetType> parse(String text) {
        Matcher spelling =
                SPELLING.matcher(text.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " "));
        if (!spelling.matches()) {
            return Optional.empty();
        }
        int size = spelling.group(2) == null ? 0 : Integer.parseInt(spelling.group(2));
        int scale = spelling.group(3) == null ? 0 : Integer.parseInt(spelling.group(3));
        TargetType type = switch (spelling.group(1)) {
            case "boolean", "bool" -> of(Kind.BOOLEAN);
            case "smallint", "int2", "short" -> integer(2);
            case "integer", "int", "int4" -> integer(4);
            case "bigint", "int8", "long" -> integer(8);
            case "numeric", "decimal", "dec" -> size < 1 || size > 38 || scale > size ? null : decimal(size, scale);
            case "double precision", "double", "float8" -> of(Kind.DOUBLE);
            case "date" -> of(Kind.DATE);
            case "timestamp", "timestamp without time zone" -> of(Kind.TIMESTAMP);
            case "text", "string" -> text(0);
            case "varchar", "character varying" -> text(size);
            case "bytea", "binary" -> of(Kind.BINARY);
            default -> null;
        };
        boolean sized =
                type != null && (type.kind == Kind.DECIMAL || spelling.group(1).contains("var"));
        return spelling.group(2) != null && !sized ? Optional.empty() : Optional.ofNullable(type);
    }

    /** A condition of Spark SQL: whether a value of the column converts to this type without loss. */
    public String fits(String column, ColumnType from) {
        return RowConstraints.fits(column, from, this);
    }

    static TargetType of(Kind kind) {
        return new TargetType(kind, 0, 0);
    }

    static TargetType integer(int bytes) {
        return new TargetType(Kind.INTEGER, bytes, 0);
    }

    static TargetType decimal(int precision, int scale) {
        return new TargetType(Kind.DECIMAL, precision, scale);
    }

    /** @param maximum in characters; 0 for unbounded */
    static TargetType text(int maximum) {
        return new TargetType(Kind.TEXT, maximum, 0);
    }

    /** The type of a plain import, which fits any value of the column's kind. */
    public static TargetType widest(ColumnType type) {
        return switch (type.kind()) {
            case BOOLEAN -> of(Kind.BOOLEAN);
            case BIGINT -> integer(8);
            case DECIMAL -> decimal(type.precision(), type.scale());
            case DOUBLE -> of(Kind.DOUBLE);
            case DATE -> of(Kind.DATE);
            case TIMESTAMP -> of(Kind.TIMESTAMP);
            case STRING -> text(0);
            case BINARY -> of(Kind.BINARY);
        };
    }

    /** The narrowest type that fits the values of today. */
    static TargetType tightest(ColumnProfile column) {
        TargetType plain = widest(column.type());
        return switch (plain.kind) {
            case INTEGER, DECIMAL -> tightNumber(column, plain);
            case BOOLEAN, DOUBLE, DATE, TIMESTAMP, TEXT, BINARY -> plain;
        };
    }

    private static TargetType tightNumber(ColumnProfile column, TargetType plain) {
        if (column.min() == null || column.max() == null) {
            return plain;
        }
        BigInteger low = new BigDecimal(column.min()).toBigInteger();
        BigInteger high = new BigDecimal(column.max()).toBigInteger();
        if (plain.kind == Kind.INTEGER) {
            int bits = Math.max(low.bitLength(), high.bitLength()) + 1;
            return integer(bits <= 16 ? 2 : bits <= 32 ? 4 : 8);
        }
        // Decimals take 4, 8, or 16 bytes on disk; within one width, fewer digits save nothing.
        BigInteger largest = low.abs().max(high.abs());
        int digits = (largest.signum() == 0 ? 0 : largest.toString().length()) + plain.scale;
        int precision = digits <= 9 ? 9 : digits <= 18 ? 18 : 38;
        return precision < plain.size ? decimal(precision, plain.scale) : plain;
    }

    /** The approximate bytes of a value in PostgreSQL; the average for a text. */
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

    /** The type for the values of both, which a key and its references must share; empty for two kinds of type. */
    Optional<TargetType> widenedTo(TargetType other) {
        if (kind != other.kind) {
            return Optional.empty();
        }
        if (kind == Kind.TEXT && (size == 0 || other.size == 0)) {
            return Optional.of(text(0));
        }
        if (kind == Kind.DECIMAL) {
            int fraction = Math.max(scale, other.scale);
            int whole = Math.max(size - scale, other.size - other.scale);
            return Optional.of(decimal(Math.min(38, whole + fraction), fraction));
        }
        return Optional.of(new TargetType(kind, Math.max(size, other.size), 0));
    }
}

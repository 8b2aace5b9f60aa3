package io.github.bigdatamigrator.context;

import java.io.Serializable;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Describes the type of a column: a kind, and for a decimal its precision (1 to 38 digits) and scale (0 to precision).
 * Travels to executors.
 *
 * @param precision total digits of a decimal, else 0
 * @param scale digits after the point of a decimal, else 0
 */
public record ColumnType(Kind kind, int precision, int scale) implements Serializable {
    /** The kinds of values that a profile distinguishes. */
    public enum Kind {
        BOOLEAN,
        BIGINT,
        DECIMAL,
        DOUBLE,
        DATE,
        TIMESTAMP,
        STRING,
        BINARY
    }

    public static final ColumnType BOOLEAN = new ColumnType(Kind.BOOLEAN, 0, 0);
    public static final ColumnType BIGINT = new ColumnType(Kind.BIGINT, 0, 0);
    public static final ColumnType DOUBLE = new ColumnType(Kind.DOUBLE, 0, 0);
    public static final ColumnType DATE = new ColumnType(Kind.DATE, 0, 0);
    public static final ColumnType TIMESTAMP = new ColumnType(Kind.TIMESTAMP, 0, 0);
    public static final ColumnType STRING = new ColumnType(Kind.STRING, 0, 0);
    public static final ColumnType BINARY = new ColumnType(Kind.BINARY, 0, 0);

    private static final Pattern DECIMAL_NAME = Pattern.compile("decimal\\((\\d+),(\\d+)\\)");

    public ColumnType {
        if (kind == Kind.DECIMAL
                ? precision < 1 || precision > 38 || scale < 0 || scale > precision
                : precision != 0 || scale != 0) {
            throw new IllegalArgumentException("invalid type: " + kind + "(" + precision + "," + scale + ")");
        }
    }

    public static ColumnType decimal(int precision, int scale) {
        return new ColumnType(Kind.DECIMAL, precision, scale);
    }

    /** Parses the result of {@link #toString}. */
    public static ColumnType parse(String text) {
        Matcher decimal = DECIMAL_NAME.matcher(text);
        if (decimal.matches()) {
            return decimal(Integer.parseInt(decimal.group(1)), Integer.parseInt(decimal.group(2)));
        }
        return new ColumnType(Kind.valueOf(text.toUpperCase(Locale.ROOT)), 0, 0);
    }

    /** Whether values of the type can be summed and averaged. */
    public boolean numeric() {
        return kind == Kind.BIGINT || kind == Kind.DECIMAL || kind == Kind.DOUBLE;
    }

    /** Whether the type is a date or a timestamp. */
    public boolean temporal() {
        return kind == Kind.DATE || kind == Kind.TIMESTAMP;
    }

    /** The type's name in profile.json and, in upper case, in SQL: {@code bigint}, {@code decimal(10,2)}. */
    @Override
    public String toString() {
        return kind == Kind.DECIMAL
                ? "decimal(" + precision + "," + scale + ")"
                : kind.name().toLowerCase(Locale.ROOT);
    }
}

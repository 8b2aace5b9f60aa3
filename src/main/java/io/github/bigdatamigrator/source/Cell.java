package io.github.bigdatamigrator.source;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/**
 * One cell as the scan and the SQL view both see it: its text, and the one value that the text can be read as. Mutable
 * and reused for every cell of a split; not safe for use by several threads.
 *
 * <p>A cell is read as the narrowest of: null, bigint, decimal, double, boolean, date or timestamp, text. Leading zeros
 * ({@code 007}), a plus sign, and more than 100 digits make a number text; a cell of nothing but blanks is a marker for
 * null; {@code Infinity} and {@code inf} are doubles. Which type a column gets is not decided here but by what all its
 * cells were read as.
 */
public final class Cell {
    /** What the cell can be read as. */
    public enum Kind {
        /** No value: an empty cell, quoted or not, or a null of a typed format. */
        NULL,
        LONG,
        DECIMAL,
        DOUBLE,
        /** A word such as {@code true} or {@code n}; {@link #patterns} says of which pairs of words. */
        BOOLEAN,
        /** A date or timestamp in at least one of {@link TemporalPattern}; {@link #patterns} says which. */
        TEMPORAL,
        TEXT,
        /**
         * A text that usually stands for null ({@code N/A}, or nothing but blanks); whether it does depends on the rest
         * of the column.
         */
        NULL_MARKER
    }

    private static final byte[] EMPTY = new byte[0];

    private Kind kind = Kind.NULL;
    private long number;
    private int scale;
    private BigDecimal wide = BigDecimal.ZERO;
    private double real;
    private int patterns;
    private final long[] temporals = new long[TemporalPattern.values().length];
    private byte[] bytes = EMPTY;
    private int from;
    private int to;
    private int wholeFrom;
    private int wholeTo;

    public Kind kind() {
        return kind;
    }

    /** The value of a LONG, the unscaled value of a DECIMAL of at most 18 digits, 1 or 0 of a BOOLEAN. */
    public long number() {
        return number;
    }

    /** Digits after the point of a DECIMAL. */
    public int scale() {
        return scale;
    }

    /** The value of a LONG or DECIMAL. */
    public BigDecimal decimal() {
        return switch (kind) {
            case LONG -> BigDecimal.valueOf(number);
            case DECIMAL -> isWide() ? wide : BigDecimal.valueOf(number, scale);
            default -> throw new IllegalStateException("not a decimal: " + kind);
        };
    }

    /** Whether a DECIMAL has more than 18 digits, so that only {@link #decimal} holds its value. */
    public boolean isWide() {
        return kind == Kind.DECIMAL && wide.precision() > 18;
    }

    /** The value of a LONG, DECIMAL or DOUBLE. */
    public double real() {
        return switch (kind) {
            case LONG -> number;
            case DECIMAL -> decimal().doubleValue();
            case DOUBLE -> real;
            default -> throw new IllegalStateException("not a number: " + kind);
        };
    }

    /** Bit set of {@link TemporalPattern} ordinals for a TEMPORAL, of {@link BooleanPattern} ordinals for a BOOLEAN. */
    public int patterns() {
        return patterns;
    }

    /**
     * Of a TEMPORAL, by one of its patterns: days since 1970 for a date pattern, microseconds for a timestamp pattern.
     */
    public long temporal(int pattern) {
        return temporals[pattern];
    }

    /**
     * UTF-8 bytes of the cell's text without surrounding blanks; valid from {@link #from} to {@link #to} until the next
     * read.
     */
    public byte[] bytes() {
        return bytes;
    }

    public int from() {
        return from;
    }

    public int to() {
        return to;
    }

    /** Whether blanks surrounded the text. */
    public boolean isPadded() {
        return wholeFrom < from || wholeTo > to;
    }

    /** Where the text begins with the blanks before it, in {@link #bytes}. */
    public int wholeFrom() {
        return wholeFrom;
    }

    /** Where the text ends with the blanks after it. */
    public int wholeTo() {
        return wholeTo;
    }

    /** The text without surrounding blanks. */
    public String text() {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    /** The text, and where it begins and ends with the blanks around it. */
    public void setText(byte[] buffer, int start, int end, int wholeStart, int wholeEnd) {
        bytes = buffer;
        from = start;
        to = end;
        wholeFrom = wholeStart;
        wholeTo = wholeEnd;
    }

    public void setNull() {
        kind = Kind.NULL;
        setText(EMPTY, 0, 0, 0, 0);
    }

    public void setKind(Kind textKind) {
        kind = textKind;
    }

    public void setLong(long value) {
        kind = Kind.LONG;
        number = value;
    }

    public void setDecimal(long unscaled, int digitsAfterPoint) {
        kind = Kind.DECIMAL;
        number = unscaled;
        scale = digitsAfterPoint;
        wide = BigDecimal.ZERO;
    }

    public void setDecimal(BigDecimal value) {
        kind = Kind.DECIMAL;
        scale = value.scale();
        if (value.precision() <= 18) {
            number = value.unscaledValue().longValue();
            wide = BigDecimal.ZERO;
        } else {
            wide = value;
        }
    }

    public void setDouble(double value) {
        kind = Kind.DOUBLE;
        real = value;
    }

    public void setBoolean(boolean value, int booleanPatterns) {
        kind = Kind.BOOLEAN;
        number = value ? 1 : 0;
        patterns = booleanPatterns;
    }

    public void beginTemporal() {
        kind = Kind.TEMPORAL;
        patterns = 0;
    }

    public void addTemporal(TemporalPattern pattern, long value) {
        patterns |= 1 << pattern.ordinal();
        temporals[pattern.ordinal()] = value;
    }
}

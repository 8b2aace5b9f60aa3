package io.github.bigdatamigrator.source;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Holds one cell, for the scan and the SQL view alike: its text and the value that the text is parsed as. Mutable and
 * reused for every cell of a split; not thread-safe.
 *
 * <p>A cell gets the first kind that fits: null, bigint, decimal, double, boolean, date or timestamp, text. A number
 * with leading zeros ({@code 007}) or more than 100 digits is text; a cell of blanks only is a null marker;
 * {@code Infinity} and {@code inf} are doubles. The column's type follows from the kinds and the {@link Notation} of
 * all its cells.
 */
public final class Cell {
    /** The kinds of values that a cell can hold. */
    public enum Kind {
        /** No value: an empty cell, quoted or not, or a null of a typed format. */
        NULL,
        LONG,
        DECIMAL,
        DOUBLE,
        /** A word such as {@code true} or {@code n}; {@link #patterns} gives the pairs of words it belongs to. */
        BOOLEAN,
        /** A date or timestamp in at least one {@link TemporalPattern}; {@link #patterns} gives them. */
        TEMPORAL,
        TEXT,
        /**
         * A text that usually means null ({@code N/A}, or blanks only); the rest of the column decides whether it does.
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
    private int notation;
    private @Nullable String unit;
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

    /** Whether a DECIMAL has more than 18 digits, so that only {@link #decimal} gives its value. */
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

    /** Bit set of {@link Notation} bits that tell how a number is written; 0 for plain digits. */
    public int notation() {
        return notation;
    }

    /** The currency or percent sign that a number is written with. */
    public @Nullable String unit() {
        return unit;
    }

    /** Bit set of {@link TemporalPattern} ordinals for a TEMPORAL, of {@link BooleanPattern} ordinals for a BOOLEAN. */
    public int patterns() {
        return patterns;
    }

    /**
     * A TEMPORAL's value in one of its patterns: days since 1970 for a date pattern, microseconds for a timestamp
     * pattern.
     */
    public long temporal(int pattern) {
        return temporals[pattern];
    }

    /**
     * The buffer with the cell's UTF-8 text without surrounding blanks, from {@link #from} to {@link #to}; valid until
     * the next read.
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

    /** Start of the text in {@link #bytes} with the blanks before it. */
    public int wholeFrom() {
        return wholeFrom;
    }

    /** End of the text in {@link #bytes} with the blanks after it. */
    public int wholeTo() {
        return wholeTo;
    }

    /** The text without surrounding blanks. */
    public String text() {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    /** Sets the text's range without ({@code start}, {@code end}) and with the blanks around it. */
    public void setText(byte[] buffer, int start, int end, int wholeStart, int wholeEnd) {
        bytes = buffer;
        from = start;
        to = end;
        wholeFrom = wholeStart;
        wholeTo = wholeEnd;
        notation = 0;
        unit = null;
    }

    void setNotation(int bits, @Nullable String unitOfNumber) {
        notation = bits;
        unit = unitOfNumber;
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

package io.github.bigdatamigrator.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Formats the cells of a query's result without separators, so that a reader can copy them and find them again; reads
 * their numbers.
 */
public final class CellFormat {
    private static final int DECIMALS = 6;
    private static final MathContext SIGNIFICANT = new MathContext(DECIMALS, RoundingMode.HALF_UP);
    private static final BigDecimal LARGE = new BigDecimal("1e18");

    private CellFormat() {}

    /** A cell with all its digits and no exponent; null for null. */
    public static @Nullable String exact(@Nullable Object cell) {
        if (cell instanceof Double real && Double.isFinite(real)) {
            return BigDecimal.valueOf(real).toPlainString();
        }
        return cell == null ? null : cell instanceof BigDecimal decimal ? decimal.toPlainString() : cell.toString();
    }

    /** As {@link #exact}, but a double as {@link #rounded(double)} and null as the word. */
    public static String rounded(@Nullable Object cell) {
        return cell instanceof Double real ? rounded(real.doubleValue()) : String.valueOf(exact(cell));
    }

    /** The exact number in a cell; null for another cell, and for one that is not finite. */
    public static @Nullable BigDecimal number(@Nullable Object cell) {
        if (cell instanceof Long whole) {
            return BigDecimal.valueOf(whole);
        }
        if (cell instanceof Double real) {
            return Double.isFinite(real) ? BigDecimal.valueOf(real) : null;
        }
        return cell instanceof BigDecimal decimal ? decimal : null;
    }

    /** At most six decimals, or six significant digits below 1. */
    public static String rounded(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        BigDecimal exact = BigDecimal.valueOf(value);
        BigDecimal rounded = exact.abs().compareTo(BigDecimal.ONE) < 0
                ? exact.round(SIGNIFICANT)
                : exact.setScale(DECIMALS, RoundingMode.HALF_UP);
        BigDecimal bare = rounded.stripTrailingZeros();
        return bare.signum() == 0 ? "0" : bare.abs().compareTo(LARGE) < 0 ? bare.toPlainString() : bare.toString();
    }
}

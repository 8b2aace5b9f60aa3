package io.github.bigdatamigrator.sketch;

import java.io.Serial;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/**
 * Exact minimum, maximum, sum and sum of squares of whole numbers and decimals, so that neither order nor merging
 * changes a digit. Numbers of up to 18 digits are kept as multiples of one power of ten in 128-bit sums; what does not
 * fit goes to big decimals.
 */
final class ExactMoments implements Serializable {
    @Serial
    private static final long serialVersionUID = 1L;

    static final int MOST_PLACES = 18;
    private static final long SMALL = 1L << 31;
    private static final long SQUARES_FULL = 1L << 61;
    private static final long[] POWERS = new long[MOST_PLACES + 1];

    static {
        POWERS[0] = 1;
        for (int i = 1; i <= MOST_PLACES; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    private long count;
    private int places;
    private long min = Long.MAX_VALUE;
    private long max = Long.MIN_VALUE;
    private long sumHigh;
    private long sumLow;
    private long squaresHigh;
    private long squaresLow;
    private @Nullable BigDecimal wideMin;
    private @Nullable BigDecimal wideMax;
    private BigDecimal wideSum = BigDecimal.ZERO;
    private BigDecimal wideSquares = BigDecimal.ZERO;

    void add(long unscaled, int scale) {
        long value = unscaled;
        if (scale != places) {
            if (scale > places && scale <= MOST_PLACES) {
                align(scale);
            }
            int lift = places - scale;
            if (lift < 0 || !fits(unscaled, lift)) {
                add(BigDecimal.valueOf(unscaled, scale), 1);
                return;
            }
            value = unscaled * POWERS[lift];
        }
        count++;
        if (value < min) {
            min = value;
        }
        if (value > max) {
            max = value;
        }
        long sum = sumLow + value;
        sumHigh += (value >> 63) + (Long.compareUnsigned(sum, value) < 0 ? 1 : 0);
        sumLow = sum;
        long square = value * value;
        long squares = squaresLow + square;
        squaresHigh += Math.multiplyHigh(value, value) + (Long.compareUnsigned(squares, square) < 0 ? 1 : 0);
        squaresLow = squares;
        if (squaresHigh >= SQUARES_FULL) {
            empty();
        }
    }

    void add(long unscaled, int scale, long times) {
        if (scale > places && scale <= MOST_PLACES) {
            align(scale);
        }
        int lift = places - scale;
        if (lift < 0 || !fits(unscaled, lift)) {
            add(BigDecimal.valueOf(unscaled, scale), times);
            return;
        }
        long value = unscaled * POWERS[lift];
        if (Math.abs(value) >= SMALL || times >= SMALL) {
            add(BigDecimal.valueOf(unscaled, scale), times);
            return;
        }
        count += times;
        min = Math.min(min, value);
        max = Math.max(max, value);
        long product = value * times;
        long sum = sumLow + product;
        sumHigh += (product >> 63) + (Long.compareUnsigned(sum, product) < 0 ? 1 : 0);
        sumLow = sum;
        long square = value * value;
        long product2 = square * times;
        long squares = squaresLow + product2;
        squaresHigh += Math.multiplyHigh(square, times) + (Long.compareUnsigned(squares, product2) < 0 ? 1 : 0);
        squaresLow = squares;
        if (squaresHigh >= SQUARES_FULL) {
            empty();
        }
    }

    void add(BigDecimal value, long times) {
        count += times;
        BigDecimal weight = BigDecimal.valueOf(times);
        extremes(value, value);
        wideSum = wideSum.add(value.multiply(weight));
        wideSquares = wideSquares.add(value.multiply(value).multiply(weight));
    }

    void merge(ExactMoments other) {
        if (other.count == 0) {
            return;
        }
        BigDecimal low = other.min();
        BigDecimal high = other.max();
        extremes(low, high);
        count += other.count;
        wideSum = wideSum.add(other.sum());
        wideSquares = wideSquares.add(other.squares());
    }

    long count() {
        return count;
    }

    BigDecimal min() {
        BigDecimal wide = wideMin;
        if (min > max) {
            return wide == null ? BigDecimal.ZERO : wide;
        }
        BigDecimal own = BigDecimal.valueOf(min, places);
        return wide == null ? own : own.min(wide);
    }

    BigDecimal max() {
        BigDecimal wide = wideMax;
        if (min > max) {
            return wide == null ? BigDecimal.ZERO : wide;
        }
        BigDecimal own = BigDecimal.valueOf(max, places);
        return wide == null ? own : own.max(wide);
    }

    BigDecimal sum() {
        return wideSum.add(new BigDecimal(signed(sumHigh, sumLow), places));
    }

    double mean() {
        return sum().divide(BigDecimal.valueOf(count), MathContext.DECIMAL64).doubleValue();
    }

    /** Sum of the squared differences from the mean. */
    double spread() {
        BigDecimal sum = sum();
        BigDecimal total = squares().multiply(BigDecimal.valueOf(count)).subtract(sum.multiply(sum));
        return total.divide(BigDecimal.valueOf(count), MathContext.DECIMAL64).doubleValue();
    }

    private BigDecimal squares() {
        return wideSquares.add(new BigDecimal(signed(squaresHigh, squaresLow), 2 * places));
    }

    private static boolean fits(long value, int lift) {
        long limit = Long.MAX_VALUE / POWERS[lift];
        return value <= limit && value >= -limit;
    }

    /** Goes over to a finer power of ten. */
    private void align(int finer) {
        int lift = finer - places;
        BigDecimal low = min();
        BigDecimal high = max();
        boolean any = min <= max;
        empty();
        if (any && fits(min, lift) && fits(max, lift)) {
            min *= POWERS[lift];
            max *= POWERS[lift];
        } else if (any) {
            extremes(low, high);
            min = Long.MAX_VALUE;
            max = Long.MIN_VALUE;
        }
        places = finer;
    }

    private void empty() {
        wideSum = sum();
        wideSquares = squares();
        sumHigh = 0;
        sumLow = 0;
        squaresHigh = 0;
        squaresLow = 0;
    }

    private void extremes(BigDecimal low, BigDecimal high) {
        if (wideMin == null || low.compareTo(wideMin) < 0) {
            wideMin = low;
        }
        if (wideMax == null || high.compareTo(wideMax) > 0) {
            wideMax = high;
        }
    }

    private static BigInteger signed(long high, long low) {
        return BigInteger.valueOf(high).shiftLeft(64).add(new BigInteger(Long.toUnsignedString(low)));
    }
}

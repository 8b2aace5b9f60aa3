package io.github.bigdatamigrator.sketch;

import java.io.Serial;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.function.BinaryOperator;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Computes the exact minimum, maximum, sum and sum of squares of integers and decimals, independent of order and
 * merging. Numbers of up to 18 digits are multiples of a common power of ten in 128-bit sums; larger ones are added as
 * {@link BigDecimal}.
 */
final class ExactMoments implements Serializable {
    @Serial
    private static final long serialVersionUID = 1L;

    static final int MAX_SCALE = 18;
    private static final long SMALL_LIMIT = 1L << 31;
    private static final long SQUARES_LIMIT = 1L << 61;
    private static final long[] POWERS =
            LongStream.iterate(1, power -> power * 10).limit(MAX_SCALE + 1).toArray();

    private long count;
    private int commonScale;
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
        if (scale != commonScale) {
            if (scale > commonScale && scale <= MAX_SCALE) {
                rescale(scale);
            }
            int lift = commonScale - scale;
            if (lift < 0 || !fitsLong(unscaled, lift)) {
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
        long high = value == (int) value ? 0 : Math.multiplyHigh(value, value);
        squaresHigh += high + (Long.compareUnsigned(squares, square) < 0 ? 1 : 0);
        squaresLow = squares;
        if (squaresHigh >= SQUARES_LIMIT) {
            flushSums();
        }
    }

    void add(long unscaled, int scale, long times) {
        if (scale > commonScale && scale <= MAX_SCALE) {
            rescale(scale);
        }
        int lift = commonScale - scale;
        if (lift < 0 || !fitsLong(unscaled, lift)) {
            add(BigDecimal.valueOf(unscaled, scale), times);
            return;
        }
        long value = unscaled * POWERS[lift];
        if (Math.abs(value) >= SMALL_LIMIT || times >= SMALL_LIMIT) {
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
        if (squaresHigh >= SQUARES_LIMIT) {
            flushSums();
        }
    }

    void add(BigDecimal value, long times) {
        count += times;
        BigDecimal weight = BigDecimal.valueOf(times);
        widenRange(value, value);
        wideSum = wideSum.add(value.multiply(weight));
        wideSquares = wideSquares.add(value.multiply(value).multiply(weight));
    }

    void merge(ExactMoments other) {
        if (other.count == 0) {
            return;
        }
        BigDecimal low = other.min();
        BigDecimal high = other.max();
        widenRange(low, high);
        count += other.count;
        wideSum = wideSum.add(other.sum());
        wideSquares = wideSquares.add(other.squares());
    }

    long count() {
        return count;
    }

    BigDecimal min() {
        return extreme(min, wideMin, BigDecimal::min);
    }

    BigDecimal max() {
        return extreme(max, wideMax, BigDecimal::max);
    }

    private BigDecimal extreme(long narrow, @Nullable BigDecimal wide, BinaryOperator<BigDecimal> choice) {
        if (min > max) {
            return wide == null ? BigDecimal.ZERO : wide;
        }
        BigDecimal own = BigDecimal.valueOf(narrow, commonScale);
        return wide == null ? own : choice.apply(own, wide);
    }

    BigDecimal sum() {
        return wideSum.add(new BigDecimal(signed(sumHigh, sumLow), commonScale));
    }

    double mean() {
        return sum().divide(BigDecimal.valueOf(count), MathContext.DECIMAL64).doubleValue();
    }

    /** Sum of the squared differences from the mean. */
    double squaredDeviations() {
        BigDecimal sum = sum();
        BigDecimal total = squares().multiply(BigDecimal.valueOf(count)).subtract(sum.multiply(sum));
        return total.divide(BigDecimal.valueOf(count), MathContext.DECIMAL64).doubleValue();
    }

    private BigDecimal squares() {
        return wideSquares.add(new BigDecimal(signed(squaresHigh, squaresLow), 2 * commonScale));
    }

    private static boolean fitsLong(long value, int lift) {
        long limit = Long.MAX_VALUE / POWERS[lift];
        return value <= limit && value >= -limit;
    }

    /** Changes to a smaller common power of ten. */
    private void rescale(int finer) {
        int lift = finer - commonScale;
        BigDecimal low = min();
        BigDecimal high = max();
        boolean any = min <= max;
        flushSums();
        if (any && fitsLong(min, lift) && fitsLong(max, lift)) {
            min *= POWERS[lift];
            max *= POWERS[lift];
        } else if (any) {
            widenRange(low, high);
            min = Long.MAX_VALUE;
            max = Long.MIN_VALUE;
        }
        commonScale = finer;
    }

    private void flushSums() {
        wideSum = sum();
        wideSquares = squares();
        sumHigh = 0;
        sumLow = 0;
        squaresHigh = 0;
        squaresLow = 0;
    }

    private void widenRange(BigDecimal low, BigDecimal high) {
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

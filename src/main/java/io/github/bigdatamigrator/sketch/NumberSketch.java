package io.github.bigdatamigrator.sketch;

import java.io.Serial;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * Computes count, minimum, maximum, sum, mean, standard deviation and quantiles of numbers. Moments are exact for
 * integers and decimals; those of doubles follow Welford (1962), merged as in Chan, Golub and LeVeque (1979). Quantiles
 * are exact while the column has few distinct values, else estimates.
 */
public final class NumberSketch implements Serializable {
    @Serial
    private static final long serialVersionUID = 4L;

    /** A power of two below 10^15; doubles keep 15 digits of any decimal. */
    private static final long FIFTEEN_DIGITS = 1L << 49;

    private static final double[] TENS = {
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    private final ExactMoments exact = new ExactMoments();
    private long fractions;
    private int scale;
    // Count of decimals of more than 18 digits, and the OR of the unscaled values of the others.
    private long wide;
    private long digitBits;
    private long reals;
    private double realMin = Double.POSITIVE_INFINITY;
    private double realMax = Double.NEGATIVE_INFINITY;
    private double realSum;
    private double realMean;
    private double realSquaredDeviations;
    private long zeros;
    private long negatives;
    private long infinite;
    private long negativeInfinite;
    private long notNumbers;
    private QuantileSketch quantiles;
    // Every value with its count, if the column's dictionary is complete.
    private transient WeightedValues.@Nullable Builder exactValues;
    private transient @Nullable WeightedValues sortedValues;

    NumberSketch(SketchSize size) {
        quantiles = new QuantileSketch(size.quantiles());
    }

    /** Creates a sketch with exact quantiles; each distinct value must be added once, with its count. */
    static NumberSketch forExactValues() {
        NumberSketch sketch = new NumberSketch(SketchSize.FULL);
        sketch.exactValues = new WeightedValues.Builder();
        return sketch;
    }

    void addLong(long value) {
        exact.add(value, 0);
        observe(value);
    }

    void addDecimal(long unscaled, int places) {
        fractions++;
        scale = Math.max(scale, places);
        digitBits |= Math.abs(unscaled);
        exact.add(unscaled, places);
        observe(toDouble(unscaled, places));
    }

    void addLong(long value, long times) {
        exact.add(value, 0, times);
        observe(value, times);
    }

    void addDecimal(long unscaled, int places, long times) {
        fractions += times;
        scale = Math.max(scale, places);
        digitBits |= Math.abs(unscaled);
        exact.add(unscaled, places, times);
        observe(toDouble(unscaled, places), times);
    }

    void addDecimal(BigDecimal value, long times) {
        fractions += times;
        scale = Math.max(scale, Math.max(0, value.scale()));
        wide += times;
        exact.add(value, times);
        observe(value.doubleValue(), times);
    }

    /** Adds a finite double. */
    void addDouble(double value) {
        reals++;
        widenRealRange(value);
        realSum += value;
        double delta = value - realMean;
        realMean += delta / reals;
        realSquaredDeviations += delta * (value - realMean);
        observe(value);
    }

    void addDouble(double value, long times) {
        widenRealRange(value);
        realSum += value * times;
        mergeRealMoments(value, 0, times);
        observe(value, times);
    }

    private void widenRealRange(double value) {
        realMin = Math.min(realMin, value);
        realMax = Math.max(realMax, value);
    }

    private void mergeRealMoments(double mean, double spread, long times) {
        long total = reals + times;
        double delta = mean - realMean;
        realSquaredDeviations += spread + delta * delta * ((double) reals * times / total);
        realMean += delta * times / total;
        reals = total;
    }

    /** Counts a NaN or infinite double, which no other figure includes. */
    void addNotFinite(double value, long times) {
        if (Double.isNaN(value)) {
            notNumbers += times;
        } else if (value > 0) {
            infinite += times;
        } else {
            negativeInfinite += times;
        }
    }

    private void countSign(double value, long times) {
        if (value < 0) {
            negatives += times;
        } else {
            zeros += times;
        }
    }

    private void observe(double value) {
        if (value <= 0) {
            countSign(value, 1);
        }
        quantiles.add(value);
    }

    private void observe(double value, long times) {
        if (value <= 0) {
            countSign(value, times);
        }
        if (exactValues != null) {
            exactValues.add(value, times);
        } else {
            quantiles.add(value, times);
        }
    }

    static double toDouble(long unscaled, int places) {
        return places < TENS.length && Math.abs(unscaled) < 1L << 53
                // Both operands are exact, so the quotient is the nearest double, as parsing the text would give.
                ? unscaled / TENS[places]
                : BigDecimal.valueOf(unscaled, places).doubleValue();
    }

    void merge(NumberSketch other) {
        exact.merge(other.exact);
        zeros += other.zeros;
        negatives += other.negatives;
        infinite += other.infinite;
        negativeInfinite += other.negativeInfinite;
        notNumbers += other.notNumbers;
        fractions += other.fractions;
        scale = Math.max(scale, other.scale);
        wide += other.wide;
        digitBits |= other.digitBits;
        if (other.reals > 0) {
            realMin = Math.min(realMin, other.realMin);
            realMax = Math.max(realMax, other.realMax);
            realSum += other.realSum;
            mergeRealMoments(other.realMean, other.realSquaredDeviations, other.reals);
        }
        quantiles.merge(other.quantiles);
    }

    void shrink(SketchSize size) {
        QuantileSketch smaller = new QuantileSketch(size.quantiles());
        smaller.merge(quantiles);
        quantiles = smaller;
    }

    /** Count of finite numbers. */
    public long count() {
        return exact.count() + reals;
    }

    /** Count of zeros. */
    public long zeros() {
        return zeros;
    }

    /** Count of negative numbers. */
    public long negatives() {
        return negatives;
    }

    /** Count of NaN and infinite doubles; {@link #count} excludes them. */
    public long notFinite() {
        return infinite + negativeInfinite + notNumbers;
    }

    /** The minimum in SQL order if it is not finite, else null. */
    public @Nullable String notFiniteMin() {
        return negativeInfinite > 0 ? "-Infinity" : count() > 0 ? null : infinite > 0 ? "Infinity" : "NaN";
    }

    /** The maximum in SQL order, where NaN is largest, if it is not finite; else null. */
    public @Nullable String notFiniteMax() {
        return notNumbers > 0 ? "NaN" : infinite > 0 ? "Infinity" : count() > 0 ? null : "-Infinity";
    }

    /** Whether all numbers are integers in the range of a long. */
    public boolean whole() {
        return fractions == 0 && reals == 0;
    }

    /** Count of floating-point numbers. */
    public long reals() {
        return reals;
    }

    /** Count of decimals. */
    public long fractions() {
        return fractions;
    }

    /** Count of decimals of more than 18 digits. */
    public long wide() {
        return wide;
    }

    /** Whether every decimal converts to a double and back without loss. */
    public boolean exactAsDoubles() {
        return wide == 0 && digitBits < FIFTEEN_DIGITS;
    }

    /** Whether some numbers are floating point. */
    public boolean real() {
        return reals > 0;
    }

    /** Maximum digits before the decimal point, without doubles. */
    public int integerDigits() {
        BigDecimal largest = exact.min().abs().max(exact.max().abs());
        return Math.max(1, largest.precision() - largest.scale());
    }

    /** Maximum digits after the decimal point. */
    public int scale() {
        return scale;
    }

    /** The minimum as text. */
    public String min() {
        return real() ? text(realMin()) : exact.min().toPlainString();
    }

    /** The maximum as text. */
    public String max() {
        return real() ? text(realMax()) : exact.max().toPlainString();
    }

    public double realMin() {
        return exact.count() == 0 ? realMin : Math.min(realMin, exact.min().doubleValue());
    }

    public double realMax() {
        return exact.count() == 0 ? realMax : Math.max(realMax, exact.max().doubleValue());
    }

    /** The sum; rounded only if there are doubles. */
    public BigDecimal sum() {
        if (!real()) {
            return exact.sum();
        }
        // If the sum overflows a double, use mean times count.
        BigDecimal reals64 = Double.isFinite(realSum)
                ? BigDecimal.valueOf(realSum)
                : BigDecimal.valueOf(realMean).multiply(BigDecimal.valueOf(reals));
        return exact.sum().add(reals64);
    }

    public double mean() {
        if (reals == 0) {
            return exact.mean();
        }
        return exact.count() == 0
                ? realMean
                : realMean + (exact.mean() - realMean) * ((double) exact.count() / count());
    }

    /** Sample standard deviation; NaN for fewer than two numbers. */
    public double stddev() {
        long n = count();
        if (n < 2) {
            return Double.NaN;
        }
        double spread = reals == 0 ? exact.squaredDeviations() : realSquaredDeviations;
        if (reals > 0 && exact.count() > 0) {
            double delta = exact.mean() - realMean;
            spread += exact.squaredDeviations() + delta * delta * ((double) reals * exact.count() / n);
        }
        return Math.sqrt(Math.max(0, spread) / (n - 1));
    }

    /** The quantiles at the ranks (0 to 1). */
    public double[] quantiles(double... ranks) {
        return DoubleStream.of(ranks).map(sortedValues()::quantile).toArray();
    }

    /** Normalized rank error of {@link #quantiles} at 99 % confidence, 0 when exact. */
    public double rankError() {
        return exactValues != null ? 0 : quantiles.rankError();
    }

    /** Share of numbers at or below each bound. */
    public double[] ranks(double[] bounds) {
        return DoubleStream.of(bounds).map(sortedValues()::rank).toArray();
    }

    private WeightedValues sortedValues() {
        WeightedValues current = sortedValues;
        if (current == null) {
            current = exactValues != null ? exactValues.build() : quantiles.values();
            sortedValues = current;
        }
        return current;
    }

    private static String text(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return BigDecimal.valueOf(value).setScale(1).toPlainString();
        }
        return Double.toString(value);
    }
}

package io.github.bigdatamigrator.sketch;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serial;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Arrays;
import org.apache.datasketches.kll.KllDoublesSketch;
import org.apache.datasketches.memory.Memory;
import org.apache.datasketches.quantilescommon.QuantileSearchCriteria;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of a column: count, exact minimum, maximum and sum of whole numbers and decimals, mean and variance (Welford 1962;
 * merging by Chan, Golub and LeVeque 1979), and quantiles by KLL (Karnin, Lang and Liberty, FOCS 2016; exact up to 200 values).
 */
public final class NumberSketch implements Serializable {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final int MAX_LONG_SCALE = 18;

    private long count;
    private long fractions;
    private long reals;
    private int integerDigits = 1;
    private int scale;
    private @Nullable BigDecimal min;
    private @Nullable BigDecimal max;
    private double realMin = Double.POSITIVE_INFINITY;
    private double realMax = Double.NEGATIVE_INFINITY;
    private final long[] sums = new long[MAX_LONG_SCALE + 1];
    private BigDecimal carried = BigDecimal.ZERO;
    private double realSum;
    private double mean;
    private double squares;
    private long zeros;
    private long negatives;
    private long infinite;
    private long negativeInfinite;
    private long notNumbers;
    private final OrderSketch order = new OrderSketch();
    private transient KllDoublesSketch quantiles = KllDoublesSketch.newHeapInstance();

    void addLong(long value) {
        // Beyond 53 bits two numbers may be one double, so that only the exact comparison tells.
        if (value > realMax || value < realMin || min == null || Math.abs(value) > (1L << 53)) {
            extremes(BigDecimal.valueOf(value));
        }
        integerDigits = Math.max(integerDigits, digits(value));
        sum(value, 0);
        observe((double) value);
    }

    void addDecimal(long unscaled, int places) {
        if (places > MAX_LONG_SCALE) {
            addDecimal(BigDecimal.valueOf(unscaled, places));
            return;
        }
        BigDecimal value = BigDecimal.valueOf(unscaled, places);
        extremes(value);
        shape(value);
        fractions++;
        sum(unscaled, places);
        observe(value.doubleValue());
    }

    void addDecimal(BigDecimal value) {
        extremes(value);
        shape(value);
        fractions++;
        carried = carried.add(value);
        observe(value.doubleValue());
    }

    /** Adds a finite double. */
    void addDouble(double value) {
        reals++;
        realSum += value;
        observe(value);
    }

    /** Counts a double that is infinite or no number; it has no part in the other figures. */
    void addNotFinite(double value) {
        if (Double.isNaN(value)) {
            notNumbers++;
        } else if (value > 0) {
            infinite++;
        } else {
            negativeInfinite++;
        }
        order.disorder();
    }

    void inPart(long part) {
        order.inPart(part);
    }

    void merge(NumberSketch other) {
        infinite += other.infinite;
        negativeInfinite += other.negativeInfinite;
        notNumbers += other.notNumbers;
        order.merge(other.order);
        zeros += other.zeros;
        negatives += other.negatives;
        if (other.count == 0) {
            return;
        }
        fractions += other.fractions;
        reals += other.reals;
        integerDigits = Math.max(integerDigits, other.integerDigits);
        scale = Math.max(scale, other.scale);
        if (other.min != null && other.max != null) {
            extremes(other.min);
            extremes(other.max);
        }
        realMin = Math.min(realMin, other.realMin);
        realMax = Math.max(realMax, other.realMax);
        for (int places = 0; places < sums.length; places++) {
            sum(other.sums[places], places);
        }
        carried = carried.add(other.carried);
        realSum += other.realSum;
        long total = count + other.count;
        double delta = other.mean - mean;
        squares += other.squares + delta * delta * ((double) count * other.count / total);
        mean += delta * other.count / total;
        count = total;
        quantiles.merge(other.quantiles);
    }

    /** Numbers seen. */
    public long count() {
        return count;
    }

    /** Numbers that are zero. */
    public long zeros() {
        return zeros;
    }

    /** Numbers under zero. */
    public long negatives() {
        return negatives;
    }

    /** Doubles that are infinite or no number; they are not among {@link #count}. */
    public long notFinite() {
        return infinite + negativeInfinite + notNumbers;
    }

    /** The smallest double in the order of SQL where that is not finite, else null. */
    public @Nullable String notFiniteMin() {
        return negativeInfinite > 0 ? "-Infinity" : count > 0 ? null : infinite > 0 ? "Infinity" : "NaN";
    }

    /** The largest double in the order of SQL, where NaN is the largest, if that is not finite; else null. */
    public @Nullable String notFiniteMax() {
        return notNumbers > 0 ? "NaN" : infinite > 0 ? "Infinity" : count > 0 ? null : "-Infinity";
    }

    /** How the numbers follow each other. */
    public OrderSketch order() {
        return order;
    }

    /** Whether all were whole numbers within the range of a long. */
    public boolean whole() {
        return fractions == 0 && reals == 0;
    }

    /** Whether some were written or stored as floating point. */
    public boolean real() {
        return reals > 0;
    }

    /** Most digits before the point. */
    public int integerDigits() {
        return integerDigits;
    }

    /** Most digits after the point. */
    public int scale() {
        return scale;
    }

    /** The smallest number as text. */
    public String min() {
        return min != null && !real() ? min.toPlainString() : text(realMin);
    }

    /** The largest number as text. */
    public String max() {
        return max != null && !real() ? max.toPlainString() : text(realMax);
    }

    public double realMin() {
        return realMin;
    }

    public double realMax() {
        return realMax;
    }

    /** Exact where no double took part, else rounded. */
    public BigDecimal sum() {
        BigDecimal total = carried;
        for (int places = 0; places < sums.length; places++) {
            total = total.add(BigDecimal.valueOf(sums[places], places));
        }
        return real() ? total.add(BigDecimal.valueOf(realSum)) : total;
    }

    public double mean() {
        return mean;
    }

    /** Sample standard deviation; NaN for fewer than two numbers. */
    public double stddev() {
        return count < 2 ? Double.NaN : Math.sqrt(Math.max(0, squares) / (count - 1));
    }

    /** The values at the ranks (0 to 1). */
    public double[] quantiles(double... ranks) {
        return quantiles.getQuantiles(ranks, QuantileSearchCriteria.INCLUSIVE);
    }

    /** Normalised rank error of {@link #quantiles} at 99 % confidence, 0 when exact. */
    public double rankError() {
        return quantiles.isEstimationMode() ? quantiles.getNormalizedRankError(false) : 0;
    }

    /** Share of the numbers up to and including each bound. */
    public double[] ranks(double[] bounds) {
        return quantiles.getRanks(bounds, QuantileSearchCriteria.INCLUSIVE);
    }

    private void observe(double value) {
        realMin = Math.min(realMin, value);
        realMax = Math.max(realMax, value);
        count++;
        double delta = value - mean;
        mean += delta / count;
        squares += delta * (value - mean);
        quantiles.update(value);
        if (value <= 0) {
            if (value < 0) {
                negatives++;
            } else {
                zeros++;
            }
        }
        order.add(value);
    }

    private void extremes(BigDecimal value) {
        if (min == null || value.compareTo(min) < 0) {
            min = value;
        }
        if (max == null || value.compareTo(max) > 0) {
            max = value;
        }
    }

    private void shape(BigDecimal value) {
        scale = Math.max(scale, Math.max(0, value.scale()));
        integerDigits = Math.max(integerDigits, Math.max(1, value.precision() - value.scale()));
    }

    private void sum(long unscaled, int places) {
        long before = sums[places];
        long after = before + unscaled;
        if (((before ^ after) & (unscaled ^ after)) < 0) {
            carried = carried.add(BigDecimal.valueOf(before, places));
            after = unscaled;
        }
        sums[places] = after;
    }

    private static int digits(long value) {
        long rest = value < 0 ? value : -value;
        int digits = 1;
        while (rest <= -10) {
            rest /= 10;
            digits++;
        }
        return digits;
    }

    private static String text(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return BigDecimal.valueOf(value).setScale(1).toPlainString();
        }
        return Double.toString(value);
    }

    @Serial
    private void writeObject(ObjectOutputStream out) throws IOException {
        out.defaultWriteObject();
        out.writeObject(quantiles.toByteArray());
    }

    @Serial
    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        quantiles = KllDoublesSketch.heapify(Memory.wrap((byte[]) in.readObject()));
    }

    @Override
    public String toString() {
        return count + " numbers, " + Arrays.toString(new double[] {realMin, realMax});
    }
}

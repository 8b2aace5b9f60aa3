package io.github.bigdatamigrator.profiling;

import io.github.bigdatamigrator.context.ColumnFindings.Outliers;
import io.github.bigdatamigrator.context.ColumnProfile.Quantiles;
import io.github.bigdatamigrator.context.ColumnProfile.TopValue;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.sketch.ColumnSketch;
import io.github.bigdatamigrator.sketch.HeavyHitters;
import io.github.bigdatamigrator.sketch.NumberSketch;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Numbers that stand apart from the others of their column. */
final class NumberFindings {
    private static final double FENCE = 1.5;
    private static final int EXAMPLES = 3;
    private static final int CANDIDATES = 64;

    /** What programs write for “no value”. */
    private static final Set<Double> SENTINEL_CODES = Set.of(
            -1.0,
            -9.0,
            -99.0,
            -999.0,
            -9999.0,
            -99999.0,
            -999999.0,
            99.0,
            999.0,
            9999.0,
            99999.0,
            999999.0,
            9999999.0,
            99999999.0,
            999999999.0,
            -32768.0,
            32767.0,
            65535.0,
            -2147483648.0,
            2147483647.0,
            4294967295.0,
            (double) Long.MIN_VALUE,
            (double) Long.MAX_VALUE,
            -Double.MAX_VALUE,
            Double.MAX_VALUE,
            -999.25,
            -99.9,
            -999.9,
            -9999.9,
            999.9,
            9999.9);

    private final ColumnType type;
    private final NumberParser texts;
    private final NumberSketch numbers;
    private final List<HeavyHitters.Frequent> frequent;
    private final Quantiles quantiles;
    private final double interquartileRange;

    NumberFindings(ColumnType type, NumberParser texts, ColumnSketch sketch, Quantiles quantiles) {
        this.type = type;
        this.texts = texts;
        this.numbers = sketch.numbers();
        this.frequent = sketch.top(CANDIDATES);
        this.quantiles = quantiles;
        this.interquartileRange = quantiles.p75() - quantiles.p25();
    }

    /** Numbers beyond Tukey's fences (1977); null where there are none, or where half of the numbers are the same. */
    @Nullable
    Outliers outliers(SampledTexts sample, String min, String max) {
        double low = quantiles.p25() - FENCE * interquartileRange;
        double high = quantiles.p75() + FENCE * interquartileRange;
        boolean under = numbers.realMin() < low;
        boolean over = numbers.realMax() > high;
        if (!(interquartileRange > 0) || !Double.isFinite(low) || !Double.isFinite(high) || !(under || over)) {
            return null;
        }
        double[] ranks = numbers.ranks(new double[] {Math.nextDown(low), high});
        long count = numbers.count();
        long below = Math.round(ranks[0] * count);
        long above = count - Math.round(ranks[1] * count);
        return new Outliers(
                low,
                high,
                under ? Math.max(1, below) : 0,
                over ? Math.max(1, above) : 0,
                numbers.rankError() == 0,
                examples(sample, low, high, under ? min : null, over ? max : null));
    }

    private List<String> examples(
            SampledTexts sample, double low, double high, @Nullable String min, @Nullable String max) {
        TreeSet<Double> below = new TreeSet<>();
        TreeSet<Double> above = new TreeSet<>();
        for (String text : sample.distinct()) {
            double value = texts.toDouble(text);
            if (value < low && value > numbers.realMin()) {
                below.add(value);
            } else if (value > high && value < numbers.realMax()) {
                above.add(value);
            }
        }
        List<String> examples = new ArrayList<>();
        if (min != null) {
            examples.add(min);
            below.stream().limit(EXAMPLES - 1).forEach(value -> examples.add(format(value)));
        }
        if (max != null) {
            examples.add(max);
            above.descendingSet().stream().limit(EXAMPLES - 1).forEach(value -> examples.add(format(value)));
        }
        return examples;
    }

    private String format(double value) {
        String plain = texts.decimalComma() ? Double.toString(value).replace('.', ',') : Double.toString(value);
        String shown = Double.toString(value).contains("E") ? null : texts.format(type, plain);
        return shown == null ? Double.toString(value) : shown;
    }

    /**
     * Frequent numbers that are a usual code for “none” and lie apart from the rest: at an end of the range, beyond
     * three interquartile ranges or the only negative number.
     */
    List<TopValue> sentinels() {
        List<TopValue> found = new ArrayList<>();
        for (HeavyHitters.Frequent candidate : frequent) {
            double value = texts.toDouble(candidate.text());
            boolean end = value == numbers.realMin() || value == numbers.realMax();
            boolean apart = value < quantiles.p25() - 2 * FENCE * interquartileRange
                    || value > quantiles.p75() + 2 * FENCE * interquartileRange;
            boolean onlyNegative = value < 0 && numbers.negatives() <= candidate.count() && numbers.realMax() > 0;
            if (SENTINEL_CODES.contains(value)
                    && end
                    && candidate.count() > 1
                    && candidate.count() > candidate.error()
                    && numbers.realMin() < numbers.realMax()
                    && (onlyNegative || (apart && (interquartileRange > 0 || Math.abs(value) >= 99)))) {
                String shown = texts.format(type, candidate.text());
                found.add(new TopValue(
                        shown == null ? candidate.text() : shown, candidate.count(), candidate.error() == 0));
            }
        }
        return found;
    }
}

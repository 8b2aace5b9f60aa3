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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds outliers and sentinel numbers in a column. */
final class NumberFindings {
    private static final double FENCE = 1.5;
    private static final int EXAMPLES = 3;
    private static final int CANDIDATES = 64;

    /** Numbers that programs write for “no value”. */
    private static final Set<Double> SENTINEL_CODES = Stream.of(("-1 -9 -99 -999 -9999 -99999 -999999 99 999 9999"
                            + " 99999 999999 9999999 99999999 999999999 -32768 32767 65535 -2147483648 2147483647"
                            + " 4294967295 -9223372036854775808 9223372036854775807 -1.7976931348623157E308"
                            + " 1.7976931348623157E308 -999.25 -99.9 -999.9 -9999.9 999.9 9999.9")
                    .split(" "))
            .map(Double::valueOf)
            .collect(Collectors.toUnmodifiableSet());

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

    /** Outliers beyond Tukey's fences (1977); null if there are none, or if the interquartile range is 0. */
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
            below.stream().limit(EXAMPLES - 1).forEach(value -> examples.add(NumberParser.format(type, value)));
        }
        if (max != null) {
            examples.add(max);
            above.descendingSet().stream()
                    .limit(EXAMPLES - 1)
                    .forEach(value -> examples.add(NumberParser.format(type, value)));
        }
        return examples;
    }

    /**
     * Frequent numbers that usually mean “none” and lie apart: the minimum or maximum, beyond three interquartile
     * ranges or the only negative number.
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

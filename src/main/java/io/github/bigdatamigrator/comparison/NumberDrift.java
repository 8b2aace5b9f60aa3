package io.github.bigdatamigrator.comparison;

import io.github.bigdatamigrator.comparison.Difference.Kind;
import io.github.bigdatamigrator.context.ColumnFindings.Signs;
import io.github.bigdatamigrator.context.ColumnFindings.TimeSpread;
import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tests whether the distribution of numbers or times drifts. One use per pair of columns. */
final class NumberDrift {
    /** Cohen's d of a normal distribution that is shifted, per distance between the cumulative distributions. */
    private static final double EFFECT_PER_DISTANCE = 2.5;

    private final ColumnProfile a;
    private final ColumnProfile b;
    private final long countA;
    private final long countB;
    private final List<DriftTest> tests = new ArrayList<>();

    NumberDrift(ColumnProfile a, long countA, ColumnProfile b, long countB) {
        this.a = a;
        this.b = b;
        this.countA = countA;
        this.countB = countB;
    }

    List<DriftTest> tests() {
        TimeSpread timesA = a.findings().time();
        TimeSpread timesB = b.findings().time();
        if (timesA != null && timesB != null) {
            shape(CumulativeShares.ofTimes(timesA), CumulativeShares.ofTimes(timesB), true);
        } else if (a.type().numeric()) {
            signs();
            moments();
            shapeOfNumbers();
        }
        return tests;
    }

    /** A number, or the seconds of a time; not a number for what is neither. */
    static double place(@Nullable String value) {
        if (value == null) {
            return Double.NaN;
        }
        try {
            return value.matches("[+-]?\\d+-\\d\\d-\\d\\d.*")
                    ? CumulativeShares.seconds(value)
                    : Double.parseDouble(value);
        } catch (NumberFormatException | java.time.DateTimeException e) {
            return Double.NaN;
        }
    }

    private void signs() {
        Signs one = a.findings().signs();
        Signs other = b.findings().signs();
        if (one != null && other != null) {
            share("zeros", one.zeros(), other.zeros());
            share("negative numbers", one.negatives(), other.negatives());
        }
    }

    private void share(String what, long before, long after) {
        if (before > 0 || after > 0) {
            tests.add(DriftTest.ofShares(Kind.VALUES, what, before, countA, after, countB));
        }
    }

    /** Mean and spread: exact figures, which no sketch blurs. */
    private void moments() {
        Double meanA = a.mean();
        Double meanB = b.mean();
        if (meanA == null || meanB == null) {
            return;
        }
        double all = (double) countA + countB;
        double mean = (meanA * countA + meanB * countB) / all;
        double variance = (squares(a, countA, meanA - mean) + squares(b, countB, meanB - mean)) / all;
        double reach = 0;
        for (ColumnProfile column : List.of(a, b)) {
            reach = Math.max(reach, Math.abs(place(column.min()) - mean));
            reach = Math.max(reach, Math.abs(place(column.max()) - mean));
        }
        if (!(variance > 0) || !Double.isFinite(variance * reach * reach)) {
            return;
        }
        double deviations = (meanB - meanA) / Math.sqrt(variance);
        double distance = Math.abs((countA <= countB ? meanA : meanB) - mean);
        tests.add(new DriftTest(
                Kind.DISTRIBUTION,
                "mean",
                DriftTest.shown(meanA, meanB),
                DriftTest.shown(meanB, meanA),
                change(meanA, meanB, deviations),
                Math.abs(deviations),
                true,
                SampleTests.mean(countA, countB, distance, variance, reach)));
        spread(meanA, meanB, mean, variance, reach);
    }

    /** The squared distance from the mean is a value like others, whose variance its range bounds. */
    private void spread(double meanA, double meanB, double mean, double variance, double reach) {
        double before = Math.sqrt(squares(a, countA, 0) / countA);
        double after = Math.sqrt(squares(b, countB, 0) / countB);
        double largest = reach * reach;
        double ofFewer = countA <= countB
                ? squares(a, countA, meanA - mean) / countA
                : squares(b, countB, meanB - mean) / countB;
        double distance = Math.abs(ofFewer - variance);
        tests.add(new DriftTest(
                Kind.DISTRIBUTION,
                "standard deviation",
                DriftTest.shown(before, after),
                DriftTest.shown(after, before),
                before > 0 ? NumberFormat.of(after / before) + " times as large" : "",
                before > 0 && after > 0 ? Math.abs(Math.log(after / before)) : 1,
                true,
                SampleTests.mean(
                        countA,
                        countB,
                        distance,
                        variance * (largest - variance),
                        Math.max(largest - variance, variance))));
    }

    /** The sum of squared distances from a point at a distance from the mean. */
    private static double squares(ColumnProfile column, long count, double apart) {
        double own = column.stddev() == null ? 0 : column.stddev() * column.stddev() * (count - 1);
        return own + count * apart * apart;
    }

    private static String change(double before, double after, double deviations) {
        return before > 0 && after > 0
                ? DriftTest.signed((after / before - 1) * 100) + " %"
                : DriftTest.signed(deviations) + " standard deviations";
    }

    private void shapeOfNumbers() {
        if (a.histogram().isEmpty() || b.histogram().isEmpty()) {
            return;
        }
        boolean exact = isExact(a) && isExact(b);
        CumulativeShares before = CumulativeShares.ofNumbers(a);
        CumulativeShares after = CumulativeShares.ofNumbers(b);
        shape(before, after, exact);
        long above = after.certainlyAbove(place(a.max()));
        long below = after.certainlyBelow(place(a.min()));
        long lostAbove = before.certainlyAbove(place(b.max()));
        long lostBelow = before.certainlyBelow(place(b.min()));
        double likelihood = Math.min(
                Math.min(SampleTests.allInOne(above, countB, countA), SampleTests.allInOne(below, countB, countA)),
                Math.min(
                        SampleTests.allInOne(lostAbove, countA, countB),
                        SampleTests.allInOne(lostBelow, countA, countB)));
        long outside = above + below;
        long lost = lostAbove + lostBelow;
        String change = outside > 0
                ? "at least " + NumberFormat.count(outside, "value") + " beyond the range before"
                : lost > 0 ? "at least " + NumberFormat.count(lost, "value") + " beyond the range after" : "";
        DriftTest test = new DriftTest(
                Kind.RANGE,
                "range",
                ExactFigures.range(a),
                ExactFigures.range(b),
                change,
                2
                        * Math.asin(Math.sqrt(
                                Math.max(Math.min(1, (double) outside / countB), Math.min(1, (double) lost / countA)))),
                exact,
                likelihood);
        tests.add(test.ofChoices(4));
    }

    private static boolean isExact(ColumnProfile column) {
        return column.quantiles() == null || column.quantiles().rankError() == 0;
    }

    private void shape(CumulativeShares before, CumulativeShares after, boolean exact) {
        double distance = before.distance(after);
        tests.add(new DriftTest(
                Kind.DISTRIBUTION,
                "distribution",
                middle(a),
                middle(b),
                "shares below a value are at least "
                        + DriftTest.signed(distance * 100).replace("+", "") + " points apart",
                distance * EFFECT_PER_DISTANCE,
                exact,
                SampleTests.distance(distance, before.count(), after.count())));
    }

    private static String middle(ColumnProfile column) {
        return column.quantiles() == null
                ? ExactFigures.range(column)
                : "half between " + NumberFormat.of(column.quantiles().p25()) + " and "
                        + NumberFormat.of(column.quantiles().p75());
    }
}

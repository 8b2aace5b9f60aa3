package io.github.bigdatamigrator.comparison;

import io.github.bigdatamigrator.comparison.Difference.Kind;
import io.github.bigdatamigrator.comparison.Difference.Level;
import io.github.bigdatamigrator.text.CellFormat;
import io.github.bigdatamigrator.text.NumberFormat;
import org.jspecify.annotations.Nullable;

/**
 * Holds a figure of two columns and how likely chance makes it differ as much.
 *
 * @param effect in standard units, as in {@link Difference}
 * @param logProbability natural logarithm of an upper bound of that probability, before the correction for the number
 *     of tests
 */
record DriftTest(
        Kind kind,
        String what,
        String before,
        String after,
        String change,
        double effect,
        boolean exact,
        double logProbability) {
    private static final double SMALL_SHARE = 0.01;
    private static final int SHOWN_TEXT = 40;

    /** Two shares, of which at least one is not 0. */
    static DriftTest ofShares(Kind kind, String what, long hits, long of, long otherHits, long otherOf) {
        double before = (double) hits / of;
        double after = (double) otherHits / otherOf;
        boolean small = Math.max(before, after) < SMALL_SHARE;
        return new DriftTest(
                kind,
                what,
                small ? NumberFormat.of(hits) + " of " + NumberFormat.of(of) : NumberFormat.percent(hits, of),
                small
                        ? NumberFormat.of(otherHits) + " of " + NumberFormat.of(otherOf)
                        : NumberFormat.percent(otherHits, otherOf),
                small ? times(before, after) : signed((after - before) * 100) + " points",
                2 * Math.abs(Math.asin(Math.sqrt(after)) - Math.asin(Math.sqrt(before))),
                true,
                SampleTests.shares(hits, of, otherHits, otherOf));
    }

    private static String times(double before, double after) {
        return before == 0
                ? "new"
                : after == 0 ? "gone" : before == after ? "" : NumberFormat.of(after / before) + " times as many";
    }

    /** Marks figures of a sample, or keeps them as exact ones. */
    DriftTest exactly(boolean all) {
        return new DriftTest(kind, what, before, after, change, effect, all, logProbability);
    }

    /** Corrects the probability of a test that was selected from many. */
    DriftTest ofChoices(double choices) {
        return new DriftTest(
                kind, what, before, after, change, effect, exact, Math.min(0, logProbability + Math.log(choices)));
    }

    static @Nullable DriftTest moreSurprising(@Nullable DriftTest one, DriftTest other) {
        return one == null || other.logProbability < one.logProbability ? other : one;
    }

    Difference difference(Level level, String table, String column, double probability) {
        return new Difference(level, kind, table, column, what, before, after, change, effect, exact, probability);
    }

    /** A number with its sign: {@code +12.5}. */
    static String signed(double number) {
        double size = Math.abs(number);
        double rounded = size >= 10 ? Math.rint(number) : size >= 1 ? Math.rint(number * 10) / 10 : number;
        return (number > 0 ? "+" : "") + NumberFormat.of(rounded);
    }

    /** A number, with more digits where another one would look the same. */
    static String shown(double number, double other) {
        String text = NumberFormat.of(number);
        return text.equals(NumberFormat.of(other)) ? CellFormat.rounded(number) : text;
    }

    /** A value, a number with its thousands grouped, cut where it is long. */
    static String shown(@Nullable String value) {
        String number = value == null ? "" : NumberFormat.ofText(value);
        return number.length() > SHOWN_TEXT
                ? number.substring(0, number.offsetByCodePoints(0, SHOWN_TEXT - 1)) + "…"
                : number;
    }
}

package io.github.bigdatamigrator.comparison;

import java.util.Comparator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Describes one difference between two states of data.
 *
 * @param table by its name before, or after where it is new
 * @param column by its name before, or after where it is new; several as {@code a, b}; null for the whole table
 * @param what the figure that differs, in words: {@code nulls}, {@code mean}
 * @param before its value before as text, empty if there is none
 * @param after its value after as text, likewise
 * @param change the size of the difference in words: {@code +12 points}
 * @param effect size of a drift in standard units (Cohen's d or h: 0.2 is small, 0.8 large), otherwise 0
 * @param exact whether both figures are exact; the error of an estimate is counted in
 * @param probability upper bound of the probability that random rows of unchanged data differ as much anywhere among
 *     all tests of the comparison; 0 where chance has no part in it
 */
public record Difference(
        Level level,
        Kind kind,
        String table,
        @Nullable String column,
        String what,
        String before,
        String after,
        String change,
        double effect,
        boolean exact,
        double probability) {
    /** The most surprising first: by level, then by probability, then by size. */
    static final Comparator<Difference> BY_SURPRISE = Comparator.comparing(Difference::level)
            .thenComparing(Difference::kind, Comparator.comparingInt(Difference::rank))
            .thenComparingDouble(difference -> Math.max(difference.probability(), 1e-30))
            .thenComparing(Comparator.comparingDouble(Difference::effect).reversed());

    /** Drifts of all kinds are ranked by their probability alone. */
    private static int rank(Kind kind) {
        return Math.min(kind.ordinal(), Kind.MISSING.ordinal());
    }

    /** A difference that chance has no part in. */
    static Difference certain(
            Level level,
            Kind kind,
            String table,
            @Nullable String column,
            String what,
            String before,
            String after,
            String change) {
        return new Difference(level, kind, table, column, what, before, after, change, 0, true, 0);
    }

    Difference named(UnaryOperator<String> name) {
        return new Difference(
                level, kind, name.apply(table), column, what, before, after, change, effect, exact, probability);
    }

    /** What a difference means for who uses the data, the worst first. */
    public enum Level {
        /** What worked with the data before fails or gives wrong results. */
        BREAKING,
        /** The values differ more than two random samples of the same data would. */
        DRIFT,
        /** Differs for certain, and breaks nothing. */
        CHANGE,
        /** The values differ, but no more than two random samples of the same data may. */
        CHANCE
    }

    /** What differs. */
    public enum Kind {
        TABLE,
        COLUMN,
        TYPE,
        KEY,
        REFERENCE,
        ROWS,
        ORDER,
        FORMAT,
        /** Nulls, blank and padded cells. */
        MISSING,
        /** How often single values occur. */
        VALUES,
        DISTINCT,
        RANGE,
        /** Mean, spread and shape of numbers and times, lengths of texts. */
        DISTRIBUTION
    }
}

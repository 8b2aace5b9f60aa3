package io.github.bigdatamigrator.context;

/**
 * Holds a number of things that is exact or estimated.
 *
 * @param value the count, 0 or more
 * @param relativeError for an estimate, the half-width of its 95 % confidence interval as a share of the value; 0 when
 *     exact
 */
public record Count(long value, boolean exact, double relativeError) {
    public static Count exactly(long value) {
        return new Count(value, true, 0);
    }

    public static Count about(long value, double relativeError) {
        return new Count(value, false, relativeError);
    }
}

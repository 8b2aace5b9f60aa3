package io.github.bigdatamigrator.context;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Holds the profile of one column over the full data. Figures that do not apply to the type, or that have no cells, are
 * null.
 *
 * @param name the column's name as in the file
 * @param sqlName the name to use in SQL: letters, digits and underscores, distinct within the table whatever the case
 * @param pattern format of dates, timestamps or booleans in a text file, if it is not ISO: letters of
 *     {@link java.time.format.DateTimeFormatter}, or {@code true-word/false-word}
 * @param unit currency or percent sign that all numbers but zeros are written with ({@code $}, {@code EUR}, {@code %});
 *     values are the numbers before it: {@code 12.5%} is 12.5
 * @param nullMarkers texts that mean null in this column besides the empty cell ({@code N/A}); they count as nulls
 * @param nulls null cells, exact
 * @param distinct distinct non-null values, never more than the rows
 * @param min smallest value as text: numbers and dates by value, strings by Unicode code point; strings cut at 256
 *     bytes
 * @param max largest value, likewise
 * @param mean arithmetic mean of a numeric column
 * @param stddev sample standard deviation of a numeric column of two or more values
 * @param sum exact sum of a bigint or decimal column, rounded for a double
 * @param quantiles of a numeric column
 * @param lengths in characters, of a string column
 * @param topValues most frequent values, most frequent first
 * @param histogram of a numeric column, bins in ascending order
 * @param findings further findings
 */
public record ColumnProfile(
        String name,
        String sqlName,
        ColumnType type,
        @Nullable String pattern,
        @Nullable String unit,
        List<String> nullMarkers,
        long nulls,
        Count distinct,
        Uniqueness unique,
        @Nullable String min,
        @Nullable String max,
        @Nullable Double mean,
        @Nullable Double stddev,
        @Nullable String sum,
        @Nullable Quantiles quantiles,
        @Nullable Lengths lengths,
        List<TopValue> topValues,
        List<Bin> histogram,
        ColumnFindings findings) {
    public ColumnProfile {
        Objects.requireNonNull(name);
        Objects.requireNonNull(sqlName);
        Objects.requireNonNull(type);
        Objects.requireNonNull(distinct);
        Objects.requireNonNull(unique);
        Objects.requireNonNull(findings);
        nullMarkers = List.copyOf(nullMarkers);
        topValues = List.copyOf(topValues);
        histogram = List.copyOf(histogram);
    }

    /** Copies the profile with exact figures about distinct values. */
    public ColumnProfile withDistinct(Count settled, Uniqueness uniqueness) {
        return new ColumnProfile(
                name,
                sqlName,
                type,
                pattern,
                unit,
                nullMarkers,
                nulls,
                settled,
                uniqueness,
                min,
                max,
                mean,
                stddev,
                sum,
                quantiles,
                lengths,
                topValues,
                histogram,
                findings);
    }

    /** Whether no row lacks a value or repeats one, exactly. */
    public boolean uniqueNotNull() {
        return unique.value() && unique.exact() && nulls == 0;
    }

    /** Whether there are non-null cells and all have the same value. */
    public boolean constant() {
        return distinct.exact() && distinct.value() == 1;
    }

    /**
     * Estimated quantiles; {@code rankError} is the KLL sketch's normalized rank error at 99 % confidence, 0 when
     * exact.
     */
    public record Quantiles(
            double p01, double p05, double p25, double p50, double p75, double p95, double p99, double rankError) {}

    /** Lengths of the non-null cells in characters. */
    public record Lengths(int min, double mean, int max) {}

    /**
     * A frequent value.
     *
     * @param value as text, cut at 256 bytes
     * @param count occurrences: exact, or a lower bound
     */
    public record TopValue(String value, long count, boolean exact) {}

    /** The cells with {@code from <= value < to}; the last bin includes its upper bound. */
    public record Bin(double from, double to, long count) {}
}

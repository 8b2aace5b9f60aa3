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

    /** Starts a profile with a type and a name, which is also the SQL name unless another is set. */
    public static Builder named(String name, ColumnType type) {
        return new Builder(name, type);
    }

    /** Starts a copy of this profile. */
    public Builder but() {
        return new Builder(this);
    }

    /** Copies the profile with exact figures about distinct values. */
    public ColumnProfile withDistinct(Count settled, Uniqueness uniqueness) {
        return but().distinct(settled).unique(uniqueness).build();
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

    /** Builds a profile; figures that are not set are absent, and counts are an exact zero. Not thread-safe. */
    public static final class Builder {
        private final String name;
        private ColumnType type;
        private String sqlName;
        private @Nullable String pattern;
        private @Nullable String unit;
        private List<String> nullMarkers = List.of();
        private long nulls;
        private Count distinct = Count.exactly(0);
        private Uniqueness unique = new Uniqueness(false, true);
        private @Nullable String min;
        private @Nullable String max;
        private @Nullable Double mean;
        private @Nullable Double stddev;
        private @Nullable String sum;
        private @Nullable Quantiles quantiles;
        private @Nullable Lengths lengths;
        private List<TopValue> topValues = List.of();
        private List<Bin> histogram = List.of();
        private ColumnFindings findings = ColumnFindings.NONE;

        private Builder(String name, ColumnType type) {
            this.name = name;
            this.sqlName = name;
            this.type = type;
        }

        private Builder(ColumnProfile like) {
            this(like.name, like.type);
            sqlName = like.sqlName;
            pattern = like.pattern;
            unit = like.unit;
            nullMarkers = like.nullMarkers;
            nulls = like.nulls;
            distinct = like.distinct;
            unique = like.unique;
            min = like.min;
            max = like.max;
            mean = like.mean;
            stddev = like.stddev;
            sum = like.sum;
            quantiles = like.quantiles;
            lengths = like.lengths;
            topValues = like.topValues;
            histogram = like.histogram;
            findings = like.findings;
        }

        public Builder sqlName(String value) {
            sqlName = value;
            return this;
        }

        public Builder pattern(@Nullable String value) {
            pattern = value;
            return this;
        }

        public Builder unit(@Nullable String value) {
            unit = value;
            return this;
        }

        public Builder nullMarkers(List<String> values) {
            nullMarkers = values;
            return this;
        }

        public Builder nulls(long count) {
            nulls = count;
            return this;
        }

        public Builder distinct(Count count) {
            distinct = count;
            return this;
        }

        public Builder unique(Uniqueness value) {
            unique = value;
            return this;
        }

        /** The smallest and the largest value. */
        public Builder range(@Nullable String smallest, @Nullable String largest) {
            min = smallest;
            max = largest;
            return this;
        }

        public Builder mean(@Nullable Double value) {
            mean = value;
            return this;
        }

        public Builder stddev(@Nullable Double value) {
            stddev = value;
            return this;
        }

        public Builder sum(@Nullable String value) {
            sum = value;
            return this;
        }

        public Builder quantiles(@Nullable Quantiles values) {
            quantiles = values;
            return this;
        }

        public Builder lengths(@Nullable Lengths values) {
            lengths = values;
            return this;
        }

        public Builder topValues(List<TopValue> values) {
            topValues = values;
            return this;
        }

        public Builder histogram(List<Bin> bins) {
            histogram = bins;
            return this;
        }

        public Builder findings(ColumnFindings value) {
            findings = value;
            return this;
        }

        public ColumnProfile build() {
            return new ColumnProfile(
                    name,
                    sqlName,
                    type,
                    pattern,
                    unit,
                    nullMarkers,
                    nulls,
                    distinct,
                    unique,
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
    }
}

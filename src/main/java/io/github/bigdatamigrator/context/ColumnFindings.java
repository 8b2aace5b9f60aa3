package io.github.bigdatamigrator.context;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds findings about a column beyond counts, range and distribution. Figures that do not apply or are unknown are
 * null or empty.
 *
 * @param cells cells without visible text or with padding, exact
 * @param signs of a numeric column
 * @param order sort order of the values in the file, if any
 * @param shapes of a string column
 * @param semantics meaning of the values, where it is certain, and whether they are personal data
 * @param outliers of a numeric column that has some
 * @param sentinels values that probably mean “none” or “unknown” ({@code -999}, {@code 9999-12-31}), most frequent
 *     first
 * @param time of a date or timestamp column
 * @param nearKey whether the column would be a key without a few repeated values
 * @param almost what most values of a string column seem to be
 */
public record ColumnFindings(
        Cells cells,
        @Nullable Signs signs,
        @Nullable Order order,
        @Nullable Shapes shapes,
        @Nullable Semantics semantics,
        @Nullable Outliers outliers,
        List<ColumnProfile.TopValue> sentinels,
        @Nullable TimeSpread time,
        boolean nearKey,
        @Nullable Almost almost) {
    /** No findings. */
    public static final ColumnFindings NONE =
            new ColumnFindings(new Cells(0, 0, 0), null, null, null, null, null, List.of(), null, false, null);

    public ColumnFindings {
        sentinels = List.copyOf(sentinels);
    }

    /**
     * Counts of cells without visible text or with padding; exact, and none counts as null.
     *
     * @param blank cells that have only blanks
     * @param empty cells with an empty text, in formats that distinguish it from null
     * @param padded cells with blanks before or after their text
     */
    public record Cells(long blank, long empty, long padded) {}

    /** Counts of zeros and negative numbers, exact. */
    public record Signs(long zeros, long negatives) {}

    /** Relation of each value to the previous one, without nulls. */
    public enum Order {
        STRICTLY_ASCENDING,
        ASCENDING,
        STRICTLY_DESCENDING,
        DESCENDING
    }

    /**
     * Patterns of texts: {@code A} stands for an upper-case letter, {@code a} for another letter, {@code 9} for a
     * digit, any other character for itself. {@code +} after a letter or digit means one or more, and is used where
     * there would be too many patterns.
     *
     * @param shapes the ten most frequent, most frequent first
     * @param sampled cells that were examined; shares among them are estimates (standard error √(p(1-p)/sampled))
     *     unless {@code exact}
     * @param exact whether all non-null cells of the column were examined
     */
    public record Shapes(List<Shape> shapes, long sampled, boolean exact) {
        public Shapes {
            shapes = List.copyOf(shapes);
        }
    }

    /** A pattern, the number of sampled cells that have it, and one of them. */
    public record Shape(String shape, long count, String example) {}

    /**
     * The meaning of the values.
     *
     * @param kind null where only {@code personal} is known
     * @param personal whether the values are personal data, by kind and name
     * @param fitting sampled cells of that kind
     * @param sampled cells that were examined
     * @param exact whether all non-null cells of the column were examined
     */
    public record Semantics(@Nullable SemanticKind kind, boolean personal, long fitting, long sampled, boolean exact) {}

    /**
     * Numbers beyond Tukey's fences: more than 1.5 interquartile ranges outside the quartiles.
     *
     * @param below numbers under the lower fence: an estimate from the quantile sketch, whose rank error applies
     * @param above numbers over the upper fence, likewise
     * @param exact whether the counts are exact, as they are for few values
     * @param examples the most extreme known values, the smallest or largest first
     */
    public record Outliers(
            double lowerFence, double upperFence, long below, long above, boolean exact, List<String> examples) {
        public Outliers {
            examples = List.copyOf(examples);
        }

        public long count() {
            return below + above;
        }
    }

    /**
     * Distribution of dates and timestamps over time; sentinels such as 9999-12-31 are left out.
     *
     * @param histogram exact counts, bins in ascending order
     * @param months calendar months from the first value to the last
     * @param monthsWithout number of these months without a value
     * @param gaps the longest runs of such months, at most five, in order: {@code 2024-03..2024-05}; empty too where a
     *     value stands for more than a day, since the range is long
     * @param weekdays number of values on Monday to Sunday, or empty where days are unknown
     */
    public record TimeSpread(
            List<TimeBin> histogram, long months, long monthsWithout, List<String> gaps, List<Long> weekdays) {
        public TimeSpread {
            histogram = List.copyOf(histogram);
            gaps = List.copyOf(gaps);
            weekdays = List.copyOf(weekdays);
        }
    }

    /**
     * What most values of a string column seem to be, though the column is kept as text.
     *
     * @param type {@code number} or {@code date}
     * @param values how many of them
     * @param of cells that were examined
     * @param exact whether all non-null cells of the column were examined
     * @param examples some such values
     * @param others some values that are not
     * @param reason why the column is kept as text
     */
    public record Almost(
            String type,
            long values,
            long of,
            boolean exact,
            List<String> examples,
            List<String> others,
            String reason) {
        public Almost {
            examples = List.copyOf(examples);
            others = List.copyOf(others);
        }
    }

    /** The values with {@code from <= value < to}, given as ISO dates or timestamps. */
    public record TimeBin(String from, String to, long count) {}
}

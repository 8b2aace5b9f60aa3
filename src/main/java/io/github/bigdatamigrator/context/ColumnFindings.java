package io.github.bigdatamigrator.context;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the data says about a column beyond counts, range and distribution. Figures that do not apply, or of which
 * nothing is known, are null or empty.
 *
 * @param cells cells that hold no visible text or are padded, exact
 * @param signs of a numeric column
 * @param order how the values follow each other in the order of the file, where there is an order
 * @param shapes of a string column
 * @param semantics what the values mean, where that is certain, and whether they are about persons
 * @param outliers of a numeric column that has some
 * @param sentinels values that probably stand for “none” or “unknown” ({@code -999}, {@code 9999-12-31}), most frequent
 *     first
 * @param time of a date or timestamp column
 * @param nearKey whether the values look like a key's but for a few that occur twice
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
        boolean nearKey) {
    /** Nothing is known. */
    public static final ColumnFindings NONE =
            new ColumnFindings(new Cells(0, 0, 0), null, null, null, null, null, List.of(), null, false);

    public ColumnFindings {
        sentinels = List.copyOf(sentinels);
    }

    /**
     * Cells that are not quite what they seem; all are exact, none counts as null.
     *
     * @param blank cells of nothing but blanks
     * @param empty cells that hold a text of no characters, as formats that know null can
     * @param padded cells with blanks around their text
     */
    public record Cells(long blank, long empty, long padded) {}

    /** How many numbers are zero and how many are negative, exact. */
    public record Signs(long zeros, long negatives) {}

    /** How each value relates to the one before it, nulls apart. */
    public enum Order {
        STRICTLY_ASCENDING,
        ASCENDING,
        STRICTLY_DESCENDING,
        DESCENDING
    }

    /**
     * How texts are built: {@code A} stands for an upper-case letter, {@code a} for another letter, {@code 9} for a
     * digit; anything else for itself; {@code +} after a letter or digit, where shapes would be too many otherwise, for
     * one or more of it.
     *
     * @param shapes most frequent first, the first ten
     * @param sampled cells that were looked at; shares among them are estimates (standard error √(p(1-p)/sampled))
     *     unless {@code exact}
     * @param exact whether these are all non-null cells of the column
     */
    public record Shapes(List<Shape> shapes, long sampled, boolean exact) {
        public Shapes {
            shapes = List.copyOf(shapes);
        }
    }

    /** A shape, the sampled cells that have it, and one of them. */
    public record Shape(String shape, long count, String example) {}

    /**
     * What the values mean.
     *
     * @param kind null where only {@code personal} is known
     * @param personal whether the values are about persons, as far as kind and name tell
     * @param fitting sampled cells that are of the kind
     * @param sampled cells that were looked at
     * @param exact whether these are all non-null cells of the column
     */
    public record Semantics(@Nullable SemanticKind kind, boolean personal, long fitting, long sampled, boolean exact) {}

    /**
     * Numbers beyond Tukey's fences: more than 1.5 interquartile ranges outside the quartiles.
     *
     * @param below numbers under the lower fence: an estimate from the quantile sketch, whose rank error applies
     * @param above numbers over the upper fence, likewise
     * @param exact whether the counts are exact, as they are for few values
     * @param examples the outermost values known, the smallest or largest first
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
     * How dates and timestamps spread over time; sentinels such as 9999-12-31 are left out.
     *
     * @param histogram exact counts, bins in ascending order
     * @param months calendar months from the first value to the last
     * @param monthsWithout how many of them hold no value
     * @param gaps the longest runs of such months, at most five, in order: {@code 2024-03..2024-05}; empty too where a
     *     value stands for more than a day, since the range is long
     * @param weekdays values on Monday to Sunday, or empty where days are not known
     */
    public record TimeSpread(
            List<TimeBin> histogram, long months, long monthsWithout, List<String> gaps, List<Long> weekdays) {
        public TimeSpread {
            histogram = List.copyOf(histogram);
            gaps = List.copyOf(gaps);
            weekdays = List.copyOf(weekdays);
        }
    }

    /** The values with {@code from <= value < to}, given as ISO dates or timestamps. */
    public record TimeBin(String from, String to, long count) {}
}

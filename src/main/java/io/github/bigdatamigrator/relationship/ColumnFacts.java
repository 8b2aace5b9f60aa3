package io.github.bigdatamigrator.relationship;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.sketch.BottomKSample;
import io.github.bigdatamigrator.sketch.ColumnSketch;
import io.github.bigdatamigrator.sketch.ValueCounts;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Holds the facts about a column that the selection of keys needs.
 *
 * @param whole whether minimum and maximum are whole numbers ({@code 12.0} is)
 * @param integers whether all values are whole numbers
 * @param values cells without nulls
 * @param known whether {@code unique} and {@code distinct} are exact
 * @param settled whether the sketch holds the hash of every distinct value
 * @param min smallest number, else NaN; {@code max} likewise
 * @param length mean length of texts in characters, else 0
 */
record ColumnFacts(
        String name,
        TypeFamily family,
        boolean whole,
        boolean integers,
        long values,
        long nulls,
        long distinct,
        boolean unique,
        boolean known,
        boolean settled,
        double min,
        double max,
        double length,
        BottomKSample sample,
        ValueCounts counts) {
    private static final int LONG_TEXT = 64;

    static ColumnFacts of(ColumnProfile profile, ColumnSketch sketch, long rows) {
        boolean numeric = profile.type().numeric();
        return new ColumnFacts(
                profile.name(),
                TypeFamily.of(profile.type()),
                numeric && (profile.type().kind() == ColumnType.Kind.BIGINT || whole(profile.min(), profile.max())),
                profile.type().kind() == ColumnType.Kind.BIGINT
                        || (profile.type().kind() == ColumnType.Kind.DECIMAL
                                && profile.type().scale() == 0),
                rows - profile.nulls(),
                profile.nulls(),
                profile.distinct().value(),
                profile.unique().value(),
                profile.unique().exact() && profile.distinct().exact(),
                sketch.distinct().exact() && sketch.distinct().sample().complete(),
                number(numeric, profile.min()),
                number(numeric, profile.max()),
                profile.lengths() == null ? 0 : profile.lengths().mean(),
                sketch.distinct().sample(),
                sketch);
    }

    long rows() {
        return values + nulls;
    }

    /** Whether values of this kind can identify rows; fractions can where the name marks an identifier: 11.01 of 11. */
    boolean keyLike(boolean named) {
        return switch (family) {
            case NUMBER -> whole || named;
            case TEXT -> length <= LONG_TEXT;
            case DATE, TIMESTAMP -> true;
            case NEITHER -> false;
        };
    }

    boolean temporal() {
        return family == TypeFamily.DATE || family == TypeFamily.TIMESTAMP;
    }

    /** Whether the column has every integer from its minimum to its maximum exactly once, by what is known. */
    boolean dense() {
        return integers && known && unique && values == max - min + 1;
    }

    private static boolean whole(@Nullable String min, @Nullable String max) {
        return min != null
                && max != null
                && Double.isFinite(Double.parseDouble(min))
                && Double.isFinite(Double.parseDouble(max))
                && new BigDecimal(min).stripTrailingZeros().scale() <= 0
                && new BigDecimal(max).stripTrailingZeros().scale() <= 0;
    }

    private static double number(boolean numeric, @Nullable String text) {
        return numeric && text != null ? Double.parseDouble(text) : Double.NaN;
    }
}

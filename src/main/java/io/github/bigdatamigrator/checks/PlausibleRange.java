package io.github.bigdatamigrator.checks;

import io.github.bigdatamigrator.context.ColumnFindings.Signs;
import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnProfile.Quantiles;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.SemanticKind;
import io.github.bigdatamigrator.schema.ColumnMeaning;
import io.github.bigdatamigrator.text.IdentifierWords;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds bounds that leave room for later values.
 *
 * @param lowest null for none
 * @param highest null for none
 */
record PlausibleRange(@Nullable BigDecimal lowest, @Nullable BigDecimal highest) {
    private static final long FEW_VALUES = 100; // fewer do not tell how far the others spread
    private static final long MANY_VALUES = 1000;
    private static final long SPEAKING_VALUES = 200; // so many without a negative one speak against it, if near zero
    private static final double LIGHT_TAIL = 3; // the largest is so many times as far from the median as the 95th
    private static final BigDecimal LIGHT_ROOM = BigDecimal.valueOf(2);
    private static final BigDecimal HEAVY_ROOM = BigDecimal.TEN;
    private static final long ROOM_DAYS = 366;
    private static final Set<String> SHARE_WORDS = Set.of(
            "pct",
            "percent",
            "percentage",
            "rate",
            "ratio",
            "share",
            "discount",
            "fraction",
            "probability",
            "anteil",
            "prozent",
            "quote",
            "rabatt");

    /** The range of a numeric column that is neither key nor code; empty where nothing can be said. */
    static PlausibleRange of(ColumnProfile column, long values) {
        SemanticKind kind = column.findings().semantics() == null
                ? null
                : column.findings().semantics().kind();
        if (kind == SemanticKind.LATITUDE || kind == SemanticKind.LONGITUDE) {
            BigDecimal degrees = BigDecimal.valueOf(kind == SemanticKind.LATITUDE ? 90 : 180);
            return new PlausibleRange(degrees.negate(), degrees);
        }
        Quantiles quantiles = column.quantiles();
        if (quantiles == null || column.min() == null || column.max() == null) {
            return new PlausibleRange(null, null);
        }
        BigDecimal min = new BigDecimal(column.min());
        BigDecimal max = new BigDecimal(column.max());
        return new PlausibleRange(
                lowest(column, values, quantiles, min, max), highest(column, values, quantiles, min, max));
    }

    private static @Nullable BigDecimal lowest(
            ColumnProfile column, long values, Quantiles quantiles, BigDecimal min, BigDecimal max) {
        boolean nearZero = values >= SPEAKING_VALUES && quantiles.p05() <= quantiles.p50() / 4;
        if (min.signum() >= 0
                && (ColumnMeaning.isNeverNegative(column.name())
                        || isShare(column, max)
                        || ((nearZero || hasZeros(column, values)) && !ColumnMeaning.isSigned(column.name())))) {
            return BigDecimal.ZERO;
        }
        boolean light = isLight(quantiles.p50() - min.doubleValue(), quantiles.p50() - quantiles.p05());
        return values < FEW_VALUES || !light || min.compareTo(max) == 0
                ? null
                : rounded(min.subtract(max.subtract(min).multiply(LIGHT_ROOM)), RoundingMode.FLOOR);
    }

    /** Whether zero is often the smallest value. */
    private static boolean hasZeros(ColumnProfile column, long values) {
        Signs signs = column.findings().signs();
        return signs != null && signs.negatives() == 0 && signs.zeros() >= 5 && signs.zeros() * 20 >= values;
    }

    /** Whether the numbers are shares of one by name and values. */
    private static boolean isShare(ColumnProfile column, BigDecimal max) {
        return max.compareTo(BigDecimal.ONE) <= 0
                && column.type().kind() != ColumnType.Kind.BIGINT
                && IdentifierWords.of(column.name()).stream().anyMatch(SHARE_WORDS::contains);
    }

    private static @Nullable BigDecimal highest(
            ColumnProfile column, long values, Quantiles quantiles, BigDecimal min, BigDecimal max) {
        if (isShare(column, max)) {
            return BigDecimal.ONE;
        }
        boolean light = isLight(max.doubleValue() - quantiles.p50(), quantiles.p95() - quantiles.p50());
        if (max.signum() <= 0 || (!light && values < MANY_VALUES && values >= FEW_VALUES)) {
            return null;
        }
        BigDecimal room = light && values >= FEW_VALUES
                ? max.subtract(min).max(max).multiply(LIGHT_ROOM)
                : max.multiply(HEAVY_ROOM);
        return rounded(max.add(room), RoundingMode.CEILING);
    }

    private static boolean isLight(double largest, double usual) {
        return largest <= LIGHT_TAIL * usual;
    }

    private static BigDecimal rounded(BigDecimal bound, RoundingMode away) {
        RoundingMode mode = bound.signum() < 0
                ? (away == RoundingMode.FLOOR ? RoundingMode.UP : RoundingMode.DOWN)
                : (away == RoundingMode.FLOOR ? RoundingMode.DOWN : RoundingMode.UP);
        return bound.round(new MathContext(1, mode));
    }

    /** The earliest day of a later value: as long before the first one as the values span, but a year at least. */
    static LocalDate earliest(LocalDate first, LocalDate last) {
        return first.minusDays(room(first, last));
    }

    /**
     * The latest day of data that has ended: nothing has come for longer than it spans, so that nothing is expected
     * beyond that. Null for data that goes on.
     */
    static @Nullable LocalDate latest(LocalDate first, LocalDate last, LocalDate today) {
        LocalDate latest = last.plusDays(room(first, last));
        return latest.isBefore(today) ? latest : null;
    }

    private static long room(LocalDate first, LocalDate last) {
        return Math.max(ROOM_DAYS, ChronoUnit.DAYS.between(first, last));
    }
}

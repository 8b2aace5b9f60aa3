package io.github.bigdatamigrator.comparison;

import io.github.bigdatamigrator.comparison.Difference.Kind;
import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnProfile.TopValue;
import io.github.bigdatamigrator.text.NumberFormat;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compares the figures of two columns that are exact on both sides. Stateless. */
final class ExactFigures {
    private static final double ROUNDING = 1e-9;

    private ExactFigures() {}

    /** The first figure that differs, those before others that readers know best. */
    static Optional<DriftTest> difference(ColumnProfile a, long rowsA, ColumnProfile b, long rowsB) {
        if (a.nulls() != b.nulls()) {
            return Optional.of(DriftTest.ofShares(Kind.MISSING, "nulls", a.nulls(), rowsA, b.nulls(), rowsB));
        } else if (!same(a.min(), b.min()) || !same(a.max(), b.max())) {
            return figure(Kind.RANGE, "range", range(a), range(b));
        } else if (a.distinct().exact()
                && b.distinct().exact()
                && a.distinct().value() != b.distinct().value()) {
            return figure(
                    Kind.DISTINCT,
                    "distinct values",
                    NumberFormat.of(a.distinct().value()),
                    NumberFormat.of(b.distinct().value()));
        } else if (a.mean() != null && b.mean() != null && !(same(a.sum(), b.sum()) || close(a.mean(), b.mean()))) {
            return numbers("mean", a.mean(), b.mean());
        } else if (a.stddev() != null && b.stddev() != null && !close(a.stddev(), b.stddev())) {
            return numbers("standard deviation", a.stddev(), b.stddev());
        } else if (a.lengths() != null
                && b.lengths() != null
                && !close(a.lengths().mean(), b.lengths().mean())) {
            return numbers("mean length", a.lengths().mean(), b.lengths().mean());
        }
        return value(a, rowsA - a.nulls(), b, rowsB - b.nulls());
    }

    /** A value that occurs another number of times. */
    private static Optional<DriftTest> value(ColumnProfile a, long countA, ColumnProfile b, long countB) {
        for (TopValue value : a.topValues()) {
            Optional<TopValue> other = find(b, value.value());
            if (other.isPresent()
                    && value.exact()
                    && other.get().exact()
                    && value.count() != other.get().count()) {
                return Optional.of(DriftTest.ofShares(
                        Kind.VALUES,
                        "share of ‘" + DriftTest.shown(value.value()) + "’",
                        value.count(),
                        countA,
                        other.get().count(),
                        countB));
            }
        }
        return Optional.empty();
    }

    private static Optional<DriftTest> numbers(String what, double before, double after) {
        return figure(Kind.DISTRIBUTION, what, DriftTest.shown(before, after), DriftTest.shown(after, before));
    }

    private static Optional<DriftTest> figure(Kind kind, String what, String before, String after) {
        return Optional.of(new DriftTest(kind, what, before, after, "", 0, true, 0));
    }

    static String range(ColumnProfile column) {
        return DriftTest.shown(column.min()) + " to " + DriftTest.shown(column.max());
    }

    static Optional<TopValue> find(ColumnProfile column, String value) {
        return column.topValues().stream()
                .filter(top -> same(top.value(), value))
                .findFirst();
    }

    /** Sums of doubles depend on the order of the rows. */
    static boolean close(double one, double other) {
        return Math.abs(one - other) <= ROUNDING * Math.max(Math.abs(one), Math.abs(other));
    }

    /** Whether two texts are equal, or are the same number. */
    static boolean same(@Nullable String one, @Nullable String other) {
        if (one == null || other == null) {
            return one == null && other == null;
        }
        return one.equals(other)
                || (isNumber(one) && isNumber(other) && number(one).compareTo(number(other)) == 0);
    }

    private static boolean isNumber(String text) {
        return text.matches("[+-]?\\d{1,60}(\\.\\d{1,60})?([eE][+-]?\\d{1,3})?");
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }
}

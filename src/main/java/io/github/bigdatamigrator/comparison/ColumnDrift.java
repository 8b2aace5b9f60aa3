package io.github.bigdatamigrator.comparison;

import io.github.bigdatamigrator.comparison.Difference.Kind;
import io.github.bigdatamigrator.context.ColumnFindings.Cells;
import io.github.bigdatamigrator.context.ColumnFindings.Shape;
import io.github.bigdatamigrator.context.ColumnFindings.Shapes;
import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnProfile.Lengths;
import io.github.bigdatamigrator.context.ColumnProfile.TopValue;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.Count;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tests whether the values of a column drift. One use per pair of columns. */
final class ColumnDrift {
    /** What the values of a column are for, which decides what can drift. */
    enum Role {
        VALUE,
        /** A reference: its values are names, though they may be numbers. */
        REFERENCE,
        /** A key: each row has a value of its own. */
        KEY
    }

    /** Patterns that stand for many; whether a column has them depends on the number of its values. */
    private static final Pattern GENERAL = Pattern.compile("[Aa9]\\+");

    private static final int ALL_SHAPES = 10;

    private final ColumnProfile a;
    private final ColumnProfile b;
    private final long rowsA;
    private final long rowsB;
    private final long countA;
    private final long countB;
    private final Role role;
    private final List<DriftTest> tests = new ArrayList<>();

    ColumnDrift(ColumnProfile a, long rowsA, ColumnProfile b, long rowsB, Role role) {
        this.a = a;
        this.b = b;
        this.rowsA = rowsA;
        this.rowsB = rowsB;
        this.countA = rowsA - a.nulls();
        this.countB = rowsB - b.nulls();
        this.role = role;
    }

    /** All tests that the two profiles allow. */
    List<DriftTest> tests() {
        if (rowsA == 0 || rowsB == 0) {
            return List.of();
        }
        share(Kind.MISSING, "nulls", a.nulls(), rowsA, b.nulls(), rowsB);
        if (countA == 0 || countB == 0) {
            return tests;
        }
        Cells cellsA = a.findings().cells();
        Cells cellsB = b.findings().cells();
        share(Kind.MISSING, "blank cells", cellsA.blank(), countA, cellsB.blank(), countB);
        share(Kind.MISSING, "empty texts", cellsA.empty(), countA, cellsB.empty(), countB);
        share(Kind.FORMAT, "padded cells", cellsA.padded(), countA, cellsB.padded(), countB);
        boolean texts = a.type().kind() == ColumnType.Kind.STRING && b.type().kind() == ColumnType.Kind.STRING;
        boolean listed = listsAll(a) && listsAll(b);
        if (texts && !listed) {
            patterns();
        }
        if (role == Role.KEY || movesOn()) {
            return tests;
        }
        values();
        distinct();
        if (texts) {
            if (!listed && role == Role.VALUE) {
                lengths();
            }
        } else if (comparable()) {
            tests.addAll(new NumberDrift(a, countA, b, countB).tests());
        }
        return tests;
    }

    private boolean comparable() {
        return (role == Role.VALUE && a.type().numeric() && b.type().numeric())
                || (a.type().temporal() && b.type().temporal());
    }

    /** Whether numbered keys or times go on where those before end, as they do from one delivery to the next. */
    boolean movesOn() {
        boolean times = a.type().temporal() && b.type().temporal();
        if (!times && !(role == Role.KEY && a.type().numeric() && b.type().numeric())) {
            return false;
        }
        return NumberDrift.place(b.max()) > NumberDrift.place(a.max())
                && NumberDrift.place(b.min()) >= NumberDrift.place(a.min());
    }

    private void share(Kind kind, String what, long hits, long of, long otherHits, long otherOf) {
        if (hits > 0 || otherHits > 0) {
            tests.add(DriftTest.ofShares(kind, what, hits, of, otherHits, otherOf));
        }
    }

    /** The most surprising change of a value's share, corrected for the number of values. */
    private void values() {
        double choices = Math.max(1, Math.max(atMost(a.distinct()), atMost(b.distinct())));
        Set<String> values = new LinkedHashSet<>();
        a.topValues().forEach(value -> values.add(value.value()));
        b.topValues().stream()
                .filter(value -> ExactFigures.find(a, value.value()).isEmpty())
                .forEach(value -> values.add(value.value()));
        DriftTest most = null;
        for (String value : values) {
            long before = occurrences(a, value);
            long after = occurrences(b, value);
            before = before < 0 ? unlisted(a, countA, after, countB) : before;
            after = after < 0 ? unlisted(b, countB, before, countA) : after;
            if (before >= 0 && after >= 0) {
                DriftTest test = DriftTest.ofShares(
                        Kind.VALUES,
                        "share of ‘" + DriftTest.shown(value) + "’",
                        Math.min(before, countA),
                        countA,
                        Math.min(after, countB),
                        countB);
                most = DriftTest.moreSurprising(most, test);
            }
        }
        if (most != null) {
            tests.add(most.ofChoices(choices));
        }
    }

    /** How often a value occurs, exactly; -1 if the profile does not list it or knows no exact count. */
    private static long occurrences(ColumnProfile column, String value) {
        Optional<TopValue> found = ExactFigures.find(column, value);
        if (found.isPresent()) {
            return found.get().exact() ? found.get().count() : -1;
        }
        return listsAll(column) ? 0 : -1;
    }

    /**
     * How often a value occurs that is not among the most frequent ones: no more than the last of them, and as often as
     * on the other side if that is possible; -1 if unknown.
     */
    private static long unlisted(ColumnProfile column, long count, long otherHits, long otherCount) {
        List<TopValue> top = column.topValues();
        if (otherHits < 0 || top.isEmpty() || !top.stream().allMatch(TopValue::exact)) {
            return -1;
        }
        long expected = Math.round((double) otherHits / otherCount * count);
        return Math.min(expected, top.get(top.size() - 1).count());
    }

    /** Whether the frequent values are all values of the column. */
    static boolean listsAll(ColumnProfile column) {
        return column.distinct().exact()
                && column.topValues().size() == column.distinct().value();
    }

    private void distinct() {
        double more = SampleTests.moreDistinct(atLeast(a.distinct()), countA, atMost(b.distinct()), countB);
        double less = SampleTests.moreDistinct(atLeast(b.distinct()), countB, atMost(a.distinct()), countA);
        double ratio = (double) b.distinct().value() / Math.max(1, a.distinct().value());
        DriftTest test = new DriftTest(
                Kind.DISTINCT,
                "distinct values",
                count(a.distinct()),
                count(b.distinct()),
                NumberFormat.of(ratio) + " times as many",
                Math.abs(Math.log(Math.max(ratio, Double.MIN_NORMAL))),
                a.distinct().exact() && b.distinct().exact(),
                Math.min(more, less));
        tests.add(test.ofChoices(2));
    }

    private static double atLeast(Count count) {
        return count.value() / (1 + SampleTests.surely95(count.relativeError()));
    }

    private static double atMost(Count count) {
        return count.value() * (1 + SampleTests.surely95(count.relativeError()));
    }

    private static String count(Count count) {
        return count.exact() ? NumberFormat.of(count.value()) : NumberFormat.about(count.value());
    }

    /** The profile has no variance of lengths, but their range bounds it. */
    private void lengths() {
        Lengths one = a.lengths();
        Lengths other = b.lengths();
        if (one == null || other == null) {
            return;
        }
        double mean = (one.mean() * countA + other.mean() * countB) / ((double) countA + countB);
        double low = mean - Math.min(one.min(), other.min());
        double high = Math.max(one.max(), other.max()) - mean;
        double variance = Math.max(0, low * high);
        double distance = Math.abs((countA <= countB ? one.mean() : other.mean()) - mean);
        tests.add(new DriftTest(
                Kind.DISTRIBUTION,
                "mean length",
                DriftTest.shown(one.mean(), other.mean()),
                DriftTest.shown(other.mean(), one.mean()),
                DriftTest.signed(other.mean() - one.mean()) + " characters",
                variance > 0 ? Math.abs(other.mean() - one.mean()) / Math.sqrt(variance) : 0,
                true,
                SampleTests.mean(countA, countB, distance, variance, Math.max(low, high))));
    }

    /** The most surprising change of a pattern's share, corrected for as many patterns as there are cells. */
    private void patterns() {
        Shapes one = a.findings().shapes();
        Shapes other = b.findings().shapes();
        if (one == null || other == null || isGeneral(one) || isGeneral(other)) {
            return;
        }
        Set<String> shapes = new LinkedHashSet<>();
        one.shapes().forEach(shape -> shapes.add(shape.shape()));
        other.shapes().forEach(shape -> shapes.add(shape.shape()));
        DriftTest most = null;
        for (String shape : shapes) {
            DriftTest test = DriftTest.ofShares(
                    Kind.FORMAT,
                    "cells like ‘" + DriftTest.shown(shape) + "’",
                    cells(one, shape, other),
                    one.sampled(),
                    cells(other, shape, one),
                    other.sampled());
            most = DriftTest.moreSurprising(most, test);
        }
        if (most != null) {
            tests.add(most.exactly(one.exact() && other.exact()).ofChoices(Math.max(one.sampled(), other.sampled())));
        }
    }

    private static boolean isGeneral(Shapes shapes) {
        return shapes.shapes().stream()
                .anyMatch(shape -> GENERAL.matcher(shape.shape()).find());
    }

    /** The cells of a pattern. What is not among the most frequent ones may be as frequent as the last of them. */
    private static long cells(Shapes shapes, String shape, Shapes other) {
        @Nullable
        Shape found = shapes.shapes().stream()
                .filter(candidate -> candidate.shape().equals(shape))
                .findFirst()
                .orElse(null);
        if (found != null) {
            return found.count();
        } else if (shapes.shapes().size() < ALL_SHAPES) {
            return 0;
        }
        long expected = Math.round((double) cells(other, shape, shapes) / other.sampled() * shapes.sampled());
        return Math.min(expected, shapes.shapes().get(ALL_SHAPES - 1).count());
    }
}

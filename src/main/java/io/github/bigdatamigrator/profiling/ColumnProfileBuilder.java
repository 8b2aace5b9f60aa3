package io.github.bigdatamigrator.profiling;

import io.github.bigdatamigrator.context.ColumnFindings;
import io.github.bigdatamigrator.context.ColumnFindings.Order;
import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnProfile.Bin;
import io.github.bigdatamigrator.context.ColumnProfile.Lengths;
import io.github.bigdatamigrator.context.ColumnProfile.Quantiles;
import io.github.bigdatamigrator.context.ColumnProfile.TopValue;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.Count;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.context.Problem.Severity;
import io.github.bigdatamigrator.context.Uniqueness;
import io.github.bigdatamigrator.sketch.BottomKRowSample;
import io.github.bigdatamigrator.sketch.ColumnSketch;
import io.github.bigdatamigrator.sketch.DistinctSketch;
import io.github.bigdatamigrator.sketch.HeavyHitters;
import io.github.bigdatamigrator.sketch.NumberSketch;
import io.github.bigdatamigrator.sketch.TemporalSketch;
import io.github.bigdatamigrator.source.Cell;
import io.github.bigdatamigrator.source.SourceColumn;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** Builds the profile of a column from its merged sketch. Driver only; one use per column. */
final class ColumnProfileBuilder {
    private static final int TOP_VALUES = 10;
    /** Texts of a column that has no more are all kept: they are its categories. */
    private static final int MAX_CATEGORIES = 20;

    private static final int BINS = 20;
    /** The stated error of a distinct count by value where spellings count, which may be more. */
    private static final double LATE_TYPE_ERROR = 0.05;

    private static final String ALWAYS_NULL = "\\N";

    private final String table;
    private final SourceColumn source;
    private final ColumnSketch sketch;
    private final NumberParser texts;
    private final List<Problem> problems = new ArrayList<>();

    ColumnProfileBuilder(String table, SourceColumn source, ColumnSketch sketch, NumberParser texts) {
        this.table = table;
        this.source = source;
        this.sketch = sketch;
        this.texts = texts;
    }

    /**
     * @param cells the sampled cells of the column
     * @param all whether the sample is the whole table
     */
    ColumnProfile profile(BottomKRowSample.Column cells, boolean all) {
        TypeInference found =
                source.declared() == null ? TypeInference.of(sketch) : TypeInference.declared(source.declared());
        sketch.applyType(
                found.type().kind() == ColumnType.Kind.STRING,
                found.temporal() == null ? -1 : found.temporal().ordinal());
        List<String> nullMarkers = resolveNullMarkers(found.type());
        if (found.ambiguousDayMonth()) {
            note(
                    Severity.HIGH,
                    "dates fit both day/month and month/day; read as " + found.pattern() + ", which may be wrong",
                    sketch.values());
        }
        ColumnType type = found.type();
        if (found.doubt() == null) {
            noteLongNumbers(type);
        }
        boolean numbers = type.numeric() && sketch.numbers().count() > 0;
        boolean comparable = type.kind() != ColumnType.Kind.BINARY && sketch.values() > 0;
        Quantiles quantiles = numbers ? quantiles() : null;
        ColumnFindings findings = comparable
                ? new FindingsBuilder(table, source, found, sketch, texts)
                        .findings(SampledTexts.of(cells, nullMarkers, all), quantiles, this::note)
                : ColumnFindings.NONE;
        return new ColumnProfile(
                source.name(),
                source.sqlName(),
                type,
                found.pattern(),
                found.unit(),
                nullMarkers,
                sketch.nulls(),
                distinct(findings),
                unique(findings),
                comparable ? extreme(found, false) : null,
                comparable ? extreme(found, true) : null,
                numbers ? finite(mean(type)) : null,
                numbers ? finite(sketch.numbers().stddev()) : null,
                numbers ? sum(type) : null,
                quantiles,
                lengthsOnly() ? byteLengths() : comparable && type.kind() == ColumnType.Kind.STRING ? lengths() : null,
                comparable ? topValues(found) : List.of(),
                numbers ? histogram() : List.of(),
                findings);
    }

    /** Whether the source gave only the lengths of binary values, by which nothing tells two values apart. */
    private boolean lengthsOnly() {
        return isLengthsOnly(source, sketch);
    }

    static boolean isLengthsOnly(SourceColumn source, ColumnSketch sketch) {
        return ColumnType.BINARY.equals(source.declared()) && sketch.numbers().count() > 0;
    }

    private Lengths byteLengths() {
        NumberSketch numbers = sketch.numbers();
        return new Lengths((int) numbers.realMin(), mean(ColumnType.BIGINT), (int) numbers.realMax());
    }

    /** Problems of the column; complete after {@link #profile}. */
    List<Problem> problems() {
        return problems;
    }

    private List<String> resolveNullMarkers(ColumnType type) {
        boolean string = type.kind() == ColumnType.Kind.STRING;
        Map<String, Long> markers = Map.copyOf(sketch.markers());
        List<String> nulls = new ArrayList<>();
        markers.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(marker -> {
            String quoted = marker.getKey().isEmpty() ? "nothing but blanks" : "'" + marker.getKey() + "'";
            if (!string || marker.getKey().equals(ALWAYS_NULL)) {
                nulls.add(marker.getKey());
                note(Severity.LOW, "cells hold " + quoted + ", read as null", marker.getValue());
            } else if (!marker.getKey().isEmpty()) {
                note(
                        Severity.MEDIUM,
                        "cells hold " + quoted + ", kept as text; it may stand for null",
                        marker.getValue());
            }
        });
        sketch.resolveNullMarkers(nulls::contains);
        return nulls;
    }

    private void noteLongNumbers(ColumnType type) {
        NumberSketch numbers = sketch.numbers();
        if (type.kind() == ColumnType.Kind.STRING && numbers.count() > 0 && numbers.count() == sketch.values()) {
            note(
                    Severity.HIGH,
                    "numbers have up to " + numbers.integerDigits() + " digits before the point and " + numbers.scale()
                            + " after it, more than the 38 that a decimal holds; kept as text, so that no digit is"
                            + " lost",
                    numbers.count());
        } else if (type.kind() == ColumnType.Kind.DOUBLE && numbers.wide() > 0) {
            note(
                    Severity.LOW,
                    "numbers have more digits than a double holds, as which the column is read; they are rounded",
                    numbers.wide());
        }
    }

    private void note(Severity severity, String message, long count) {
        problems.add(new Problem(table + "." + source.name(), message, count, severity));
    }

    private static boolean isStrictlyOrdered(ColumnFindings findings) {
        return findings.order() == Order.STRICTLY_ASCENDING || findings.order() == Order.STRICTLY_DESCENDING;
    }

    private Count distinct(ColumnFindings findings) {
        if (isStrictlyOrdered(findings)) {
            return Count.exactly(sketch.values());
        }
        DistinctSketch distinct = sketch.distinct();
        if (lengthsOnly()) {
            return Count.about(Math.min(distinct.count(), sketch.values()), 1);
        }
        return distinct.exact() && !sketch.countsEstimated()
                ? Count.exactly(distinct.count())
                : Count.about(
                        Math.min(distinct.count(), sketch.values()),
                        Math.max(distinct.relativeError(), sketch.countsEstimated() ? LATE_TYPE_ERROR : 0));
    }

    private Uniqueness unique(ColumnFindings findings) {
        if (isStrictlyOrdered(findings)) {
            return new Uniqueness(true, true);
        }
        if (lengthsOnly()) {
            return new Uniqueness(false, false);
        }
        if (sketch.distinct().exact() && !sketch.countsEstimated()) {
            return new Uniqueness(sketch.distinct().count() == sketch.values(), true);
        }
        List<HeavyHitters.Frequent> top = sketch.top(1);
        if (!top.isEmpty() && top.get(0).count() > 1 && !sketch.countsEstimated()) {
            return new Uniqueness(false, true);
        }
        double atMost = sketch.distinct().count() * (1 + sketch.distinct().relativeError());
        return new Uniqueness(atMost >= sketch.values(), false);
    }

    /** The smallest or the largest value. */
    private @Nullable String extreme(TypeInference found, boolean largest) {
        NumberSketch numbers = sketch.numbers();
        return switch (found.type().kind()) {
            case BIGINT, DECIMAL -> number(found.type(), largest ? numbers.max() : numbers.min());
            case DOUBLE -> {
                String notFinite = largest ? numbers.notFiniteMax() : numbers.notFiniteMin();
                yield notFinite != null ? notFinite : largest ? numbers.max() : numbers.min();
            }
            case DATE, TIMESTAMP -> {
                TemporalSketch times = sketch.temporals();
                int pattern = pattern(found);
                yield TimeFindings.toIso(found.type(), largest ? times.max(pattern) : times.min(pattern));
            }
            case BOOLEAN -> Boolean.toString(largest ? sketch.trues() > 0 : sketch.trues() == sketch.booleans());
            case STRING -> largest ? sketch.maxText() : sketch.minText();
            case BINARY -> null;
        };
    }

    private static int pattern(TypeInference found) {
        if (found.temporal() == null) {
            throw new IllegalStateException("no pattern for " + found.type());
        }
        return found.temporal().ordinal();
    }

    private static String number(ColumnType type, String text) {
        return type.kind() == ColumnType.Kind.DECIMAL
                ? new BigDecimal(text)
                        .setScale(type.scale(), RoundingMode.HALF_UP)
                        .toPlainString()
                : text;
    }

    private double mean(ColumnType type) {
        NumberSketch numbers = sketch.numbers();
        return type.kind() == ColumnType.Kind.DOUBLE
                ? numbers.mean()
                // From the exact sum, so that the order of merging has no effect.
                : numbers.sum().doubleValue() / numbers.count();
    }

    private String sum(ColumnType type) {
        BigDecimal sum = sketch.numbers().sum();
        return type.kind() == ColumnType.Kind.DECIMAL
                ? sum.setScale(type.scale(), RoundingMode.HALF_UP).toPlainString()
                : type.kind() == ColumnType.Kind.BIGINT ? sum.toBigInteger().toString() : sum.toPlainString();
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }

    private Quantiles quantiles() {
        NumberSketch numbers = sketch.numbers();
        double[] q = numbers.quantiles(0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99);
        return new Quantiles(q[0], q[1], q[2], q[3], q[4], q[5], q[6], numbers.rankError());
    }

    private Lengths lengths() {
        return new Lengths(sketch.minLength(), (double) sketch.totalLength() / sketch.values(), sketch.maxLength());
    }

    private List<TopValue> topValues(TypeInference found) {
        boolean categories = found.type().kind() == ColumnType.Kind.STRING
                && sketch.distinct().exact()
                && sketch.distinct().count() <= MAX_CATEGORIES;
        return sketch.top(categories ? MAX_CATEGORIES : TOP_VALUES).stream()
                // A count within its own error is not evidence.
                .filter(value -> value.count() > value.error())
                .map(value -> new TopValue(
                        format(found, value.text()), value.count(), value.error() == 0 && !sketch.countsEstimated()))
                .toList();
    }

    /** Formats a number or boolean as SQL prints it and a date as ISO text; returns other text unchanged. */
    private String format(TypeInference found, String text) {
        return switch (found.type().kind()) {
            case BIGINT, DECIMAL, DOUBLE -> {
                String number = texts.format(found.type(), text);
                yield number == null ? text : number;
            }
            case BOOLEAN ->
                texts.read(text) == Cell.Kind.BOOLEAN
                        ? Boolean.toString(texts.cell().number() == 1)
                        : text;
            case DATE, TIMESTAMP ->
                found.temporal() == null ? text : new TimeFindings(found.type(), found.temporal(), sketch).format(text);
            case STRING, BINARY -> text;
        };
    }

    private List<Bin> histogram() {
        NumberSketch numbers = sketch.numbers();
        double low = numbers.realMin();
        double high = numbers.realMax();
        if (!Double.isFinite(high - low)) {
            return List.of();
        }
        if (low == high) {
            return List.of(new Bin(low, high, numbers.count()));
        }
        boolean whole = numbers.whole();
        int bins = whole ? (int) Math.min(BINS, high - low + 1) : BINS;
        double[] bounds = new double[bins + 1];
        for (int i = 0; i <= bins; i++) {
            bounds[i] = i == bins ? high : low + (high - low) * i / bins;
        }
        // A bin excludes its upper bound.
        double[] upTo =
                numbers.ranks(DoubleStream.of(bounds).map(Math::nextDown).toArray());
        List<Bin> result = new ArrayList<>();
        long counted = 0;
        for (int i = 0; i < bins; i++) {
            long cumulative = i == bins - 1 ? numbers.count() : Math.round(upTo[i + 1] * numbers.count());
            result.add(new Bin(bounds[i], bounds[i + 1], Math.max(0, cumulative - counted)));
            counted = Math.max(counted, cumulative);
        }
        return result;
    }
}

package io.github.bigdatamigrator.profiling;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnProfile.Bin;
import io.github.bigdatamigrator.context.ColumnProfile.Lengths;
import io.github.bigdatamigrator.context.ColumnProfile.Quantiles;
import io.github.bigdatamigrator.context.ColumnProfile.TopValue;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.Count;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.context.Uniqueness;
import io.github.bigdatamigrator.sketch.ColumnSketch;
import io.github.bigdatamigrator.sketch.DistinctSketch;
import io.github.bigdatamigrator.sketch.FrequentValues;
import io.github.bigdatamigrator.sketch.NumberSketch;
import io.github.bigdatamigrator.source.SourceColumn;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns a merged column sketch into the column's profile. Runs on the driver, once per column. */
final class ColumnFinish {
    private static final int TOP_VALUES = 10;
    private static final int BINS = 20;
    private static final String ALWAYS_NULL = "\\N";

    private final String table;
    private final SourceColumn source;
    private final ColumnSketch sketch;
    private final boolean decimalComma;
    private final List<Problem> problems = new ArrayList<>();

    ColumnFinish(String table, SourceColumn source, ColumnSketch sketch, boolean decimalComma) {
        this.table = table;
        this.source = source;
        this.sketch = sketch;
        this.decimalComma = decimalComma;
    }

    ColumnProfile profile() {
        Elimination found =
                source.declared() == null ? Elimination.of(sketch) : Elimination.declared(source.declared());
        List<String> nullMarkers = settleMarkers(found.type());
        if (found.dayAndMonthMayBeExchanged()) {
            note(
                    "dates fit both day/month and month/day; read as " + found.pattern() + ", which may be wrong",
                    sketch.values());
        }
        if (sketch.padded() > 0) {
            note("values are surrounded by blanks, which are ignored", sketch.padded());
        }
        ColumnType type = found.type();
        boolean numbers = type.numeric() && sketch.numbers().count() > 0;
        boolean comparable = type.kind() != ColumnType.Kind.BINARY && sketch.values() > 0;
        return new ColumnProfile(
                source.name(),
                source.sqlName(),
                type,
                found.pattern(),
                nullMarkers,
                sketch.nulls(),
                distinct(),
                unique(),
                comparable ? min(found) : null,
                comparable ? max(found) : null,
                numbers ? finite(mean(type)) : null,
                numbers ? finite(sketch.numbers().stddev()) : null,
                numbers ? sum(type) : null,
                numbers ? quantiles() : null,
                comparable && type.kind() == ColumnType.Kind.STRING ? lengths() : null,
                comparable ? topValues(type) : List.of(),
                numbers ? histogram() : List.of());
    }

    /** What should be known about the column; complete after {@link #profile}. */
    List<Problem> problems() {
        return problems;
    }

    private List<String> settleMarkers(ColumnType type) {
        boolean string = type.kind() == ColumnType.Kind.STRING;
        Map<String, Long> markers = Map.copyOf(sketch.markers());
        List<String> nulls = new ArrayList<>();
        markers.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(marker -> {
            String quoted = "'" + marker.getKey() + "'";
            if (!string || marker.getKey().equals(ALWAYS_NULL)) {
                nulls.add(marker.getKey());
                note("cells hold " + quoted + ", read as null", marker.getValue());
            } else {
                note("cells hold " + quoted + ", kept as text; it may stand for null", marker.getValue());
            }
        });
        sketch.settleMarkers(nulls::contains);
        return nulls;
    }

    private void note(String message, long count) {
        problems.add(new Problem(table + "." + source.name(), message, count));
    }

    private Count distinct() {
        DistinctSketch distinct = sketch.distinct();
        return distinct.exact()
                ? Count.exactly(distinct.count())
                : Count.about(Math.min(distinct.count(), sketch.values()), distinct.relativeError());
    }

    private Uniqueness unique() {
        if (sketch.distinct().exact()) {
            return new Uniqueness(sketch.distinct().count() == sketch.values(), true);
        }
        List<FrequentValues.Frequent> top = sketch.top(1);
        if (!top.isEmpty() && top.get(0).count() > 1) {
            return new Uniqueness(false, true);
        }
        double atMost = sketch.distinct().count() * (1 + sketch.distinct().relativeError());
        return new Uniqueness(atMost >= sketch.values(), false);
    }

    private @Nullable String min(Elimination found) {
        return switch (found.type().kind()) {
            case BIGINT, DECIMAL, DOUBLE ->
                number(found.type(), sketch.numbers().min());
            case DATE, TIMESTAMP -> temporal(found, sketch.temporals().min(pattern(found)));
            case BOOLEAN -> Boolean.toString(sketch.trues() == sketch.booleans());
            case STRING -> sketch.minText();
            case BINARY -> null;
        };
    }

    private @Nullable String max(Elimination found) {
        return switch (found.type().kind()) {
            case BIGINT, DECIMAL, DOUBLE ->
                number(found.type(), sketch.numbers().max());
            case DATE, TIMESTAMP -> temporal(found, sketch.temporals().max(pattern(found)));
            case BOOLEAN -> Boolean.toString(sketch.trues() > 0);
            case STRING -> sketch.maxText();
            case BINARY -> null;
        };
    }

    private static int pattern(Elimination found) {
        if (found.temporal() == null) {
            throw new IllegalStateException("no pattern for " + found.type());
        }
        return found.temporal().ordinal();
    }

    private static String temporal(Elimination found, long value) {
        return found.type().kind() == ColumnType.Kind.DATE
                ? LocalDate.ofEpochDay(value).toString()
                : Timestamps.text(value);
    }

    private static String number(ColumnType type, String text) {
        return switch (type.kind()) {
            case DECIMAL ->
                new BigDecimal(text)
                        .setScale(type.scale(), RoundingMode.HALF_UP)
                        .toPlainString();
            default -> text;
        };
    }

    private double mean(ColumnType type) {
        NumberSketch numbers = sketch.numbers();
        return type.kind() == ColumnType.Kind.DOUBLE
                ? numbers.mean()
                // From the exact sum, so that it does not depend on the order of merging.
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

    private List<TopValue> topValues(ColumnType type) {
        return sketch.top(TOP_VALUES).stream()
                // A lower bound that is within its own error says nothing.
                .filter(value -> value.count() > value.error())
                .map(value -> new TopValue(shown(type, value.text()), value.count(), value.error() == 0))
                .toList();
    }

    /** A number as SQL would print it, whatever its spelling in the file; anything else as it stands. */
    private String shown(ColumnType type, String text) {
        if (type.kind() != ColumnType.Kind.BIGINT && type.kind() != ColumnType.Kind.DECIMAL) {
            return text;
        }
        String digits = text.replaceAll("['\\s\u00a0\u202f]", "");
        String plain = decimalComma ? digits.replace(".", "").replace(',', '.') : digits.replace(",", "");
        try {
            return new BigDecimal(plain)
                    .setScale(type.scale(), RoundingMode.HALF_UP)
                    .toPlainString();
        } catch (NumberFormatException e) {
            return text;
        }
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
        double[] upTo = numbers.ranks(below(bounds));
        List<Bin> result = new ArrayList<>();
        long counted = 0;
        for (int i = 0; i < bins; i++) {
            long cumulative = i == bins - 1 ? numbers.count() : Math.round(upTo[i + 1] * numbers.count());
            result.add(new Bin(bounds[i], bounds[i + 1], Math.max(0, cumulative - counted)));
            counted = Math.max(counted, cumulative);
        }
        return result;
    }

    /** The largest doubles under the bounds, since a bin does not hold its upper end. */
    private static double[] below(double[] bounds) {
        double[] result = new double[bounds.length];
        for (int i = 0; i < bounds.length; i++) {
            result[i] = Math.nextDown(bounds[i]);
        }
        return result;
    }
}

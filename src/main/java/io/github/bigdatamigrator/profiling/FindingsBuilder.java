package io.github.bigdatamigrator.profiling;

import io.github.bigdatamigrator.context.ColumnFindings;
import io.github.bigdatamigrator.context.ColumnFindings.Almost;
import io.github.bigdatamigrator.context.ColumnFindings.Cells;
import io.github.bigdatamigrator.context.ColumnFindings.Order;
import io.github.bigdatamigrator.context.ColumnFindings.Outliers;
import io.github.bigdatamigrator.context.ColumnFindings.Semantics;
import io.github.bigdatamigrator.context.ColumnFindings.Shapes;
import io.github.bigdatamigrator.context.ColumnFindings.Signs;
import io.github.bigdatamigrator.context.ColumnFindings.TimeSpread;
import io.github.bigdatamigrator.context.ColumnProfile.Quantiles;
import io.github.bigdatamigrator.context.ColumnProfile.TopValue;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.Problem.Severity;
import io.github.bigdatamigrator.context.SemanticKind;
import io.github.bigdatamigrator.sketch.ColumnSketch;
import io.github.bigdatamigrator.sketch.HeavyHitters;
import io.github.bigdatamigrator.sketch.NumberSketch;
import io.github.bigdatamigrator.sketch.SortednessSketch;
import io.github.bigdatamigrator.source.Notation;
import io.github.bigdatamigrator.source.SourceColumn;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Derives findings of a column (order, text patterns, semantics, outliers, sentinels) from its sketch and sample, and
 * reports the problems among them. Driver only.
 */
final class FindingsBuilder {
    private static final int CANDIDATES = 64;
    private static final int MAX_KEY_LENGTH = 64;
    private static final int MAX_EXAMPLE_LENGTH = 40;
    private static final long MIN_VALUES = 20;
    private static final double MIN_UNIQUE_SHARE = 0.98;
    /** Outliers are a problem only if there is at most one in this many values. */
    private static final long MIN_VALUES_PER_OUTLIER = 200;

    private static final double FAR_IN_QUARTILE_RANGES = 10;

    private static final Set<String> UNKNOWN_WORDS =
            Set.of(("unknown, undefined, missing, not available, not applicable, not specified, tbd, tba, unbekannt"
                            + ", inconnu, #value!, #ref!, #div/0!, #name?")
                    .split(", "));
    private static final Set<String> KEY_WORDS =
            NameWords.setOf("id key code no nr num number uuid guid sku isbn ean vin iban");

    private final String table;
    private final String column;
    private final TypeInference found;
    private final ColumnSketch sketch;
    private final NumberParser texts;
    private final boolean inferred;

    FindingsBuilder(String table, SourceColumn column, TypeInference found, ColumnSketch sketch, NumberParser texts) {
        this.table = table;
        this.column = column.name();
        inferred = column.declared() == null;
        this.found = found;
        this.sketch = sketch;
        this.texts = texts;
    }

    /** Receives problems. */
    @FunctionalInterface
    interface ProblemListener {
        void add(Severity severity, String message, long count);
    }

    ColumnFindings findings(SampledTexts sample, @Nullable Quantiles quantiles, ProblemListener problems) {
        ColumnType type = found.type();
        NumberSketch numbers = sketch.numbers();
        NumberFindings numeric = quantiles == null ? null : new NumberFindings(type, texts, sketch, quantiles);
        TimeFindings times =
                type.temporal() && found.temporal() != null ? new TimeFindings(type, found.temporal(), sketch) : null;
        Outliers outliers = numeric == null ? null : numeric.outliers(sample, numbers.min(), numbers.max());
        List<TopValue> sentinels =
                numeric != null ? numeric.sentinels() : times != null ? times.sentinels() : unknownWords(type);
        Semantics semantics = SemanticKinds.of(table, column, type, sample, numbers.realMin(), numbers.realMax());
        Shapes shapes = type.kind() == ColumnType.Kind.STRING ? PatternProfile.of(sample) : null;
        TimeSpread spread = times == null ? null : times.spread();
        boolean nearKey = nearKey(type);
        Almost almost = type.kind() == ColumnType.Kind.STRING && inferred
                ? new AlmostTyped(found, sketch, sample, texts).find()
                : null;
        if (almost != null) {
            AlmostTyped.note(almost, problems);
        }
        noteCells(problems);
        noteSentinelsAndOutliers(sentinels, outliers, quantiles, problems);
        noteSemantics(semantics, sample, problems);
        if (nearKey && looksLikeKey(semantics)) {
            problems.add(
                    Severity.MEDIUM,
                    "values are unique but for a few, such as '" + mostFrequentText() + "'; not quite a key",
                    sketch.values() - sketch.distinct().count());
        }
        return new ColumnFindings(
                new Cells(sketch.blank(), sketch.empty(), sketch.padded()),
                numeric == null ? null : new Signs(numbers.zeros(), numbers.negatives()),
                order(type),
                shapes,
                semantics,
                outliers,
                sentinels,
                spread,
                nearKey,
                almost);
    }

    private @Nullable Order order(ColumnType type) {
        SortednessSketch.Direction direction = sketch.order().direction();
        boolean ordered = (type.numeric() || type.temporal()) && direction != SortednessSketch.Direction.NONE;
        return ordered ? Order.valueOf(direction.name()) : null;
    }

    private boolean nearKey(ColumnType type) {
        boolean keyLike = type.kind() == ColumnType.Kind.BIGINT
                || (type.kind() == ColumnType.Kind.STRING && sketch.maxLength() <= MAX_KEY_LENGTH);
        long distinct = sketch.distinct().count();
        return keyLike
                && sketch.distinct().exact()
                && sketch.values() >= MIN_VALUES
                && distinct < sketch.values()
                && distinct >= MIN_UNIQUE_SHARE * sketch.values();
    }

    private boolean looksLikeKey(@Nullable Semantics semantics) {
        SemanticKind kind = semantics == null ? null : semantics.kind();
        return kind == SemanticKind.UUID
                || kind == SemanticKind.EMAIL
                || kind == SemanticKind.ISBN
                // An id of another table may repeat.
                || new NameWords(column).isKeyOf(new NameWords(table), KEY_WORDS);
    }

    private String mostFrequentText() {
        List<HeavyHitters.Frequent> top = sketch.top(1);
        return top.isEmpty() ? "" : shortened(top.get(0).text());
    }

    private List<TopValue> unknownWords(ColumnType type) {
        if (type.kind() != ColumnType.Kind.STRING) {
            return List.of();
        }
        return sketch.top(CANDIDATES).stream()
                .filter(value -> UNKNOWN_WORDS.contains(value.text().toLowerCase(Locale.ROOT)))
                .filter(value -> value.count() > value.error())
                .map(value -> new TopValue(value.text(), value.count(), value.error() == 0))
                .toList();
    }

    private void noteCells(ProblemListener problems) {
        if (sketch.padded() > 0) {
            problems.add(Severity.LOW, "values are surrounded by blanks, which are ignored", sketch.padded());
        }
        if (sketch.blank() > 0) {
            problems.add(
                    Severity.MEDIUM, "cells hold nothing but blanks; kept as empty text, not as null", sketch.blank());
        }
        if (found.type().numeric()) {
            noteNotation(problems);
        }
        if (sketch.numbers().notFinite() > 0 && found.type().numeric()) {
            problems.add(
                    Severity.MEDIUM,
                    "numbers are infinite or NaN; mean, sum, quantiles and histogram leave them out",
                    sketch.numbers().notFinite());
        }
    }

    private void noteNotation(ProblemListener problems) {
        if (found.unit() != null) {
            problems.add(
                    Severity.LOW,
                    "numbers are written with “" + found.unit() + "”, which is kept as their unit",
                    sketch.marked(Notation.UNIT));
        }
        if (sketch.marked(Notation.ENCLOSED) > 0) {
            problems.add(Severity.LOW, "numbers in parentheses are read as negative", sketch.marked(Notation.ENCLOSED));
        }
        if (sketch.marked(Notation.FROM_TEXT) > 0) {
            problems.add(
                    Severity.LOW, "numbers are stored as text; read as numbers", sketch.marked(Notation.FROM_TEXT));
        }
    }

    private void noteSentinelsAndOutliers(
            List<TopValue> sentinels,
            @Nullable Outliers outliers,
            @Nullable Quantiles quantiles,
            ProblemListener problems) {
        for (TopValue sentinel : sentinels) {
            problems.add(
                    Severity.MEDIUM,
                    "the value '" + sentinel.value() + "' may stand for “none” or “unknown”",
                    sentinel.count());
        }
        if (outliers != null
                && quantiles != null
                && sentinels.isEmpty()
                && outliers.count() * MIN_VALUES_PER_OUTLIER <= sketch.values()) {
            double width = quantiles.p75() - quantiles.p25();
            boolean far = sketch.numbers().realMin() < quantiles.p25() - FAR_IN_QUARTILE_RANGES * width
                    || sketch.numbers().realMax() > quantiles.p75() + FAR_IN_QUARTILE_RANGES * width;
            if (far) {
                problems.add(
                        Severity.LOW,
                        "numbers lie far from all others: " + String.join(", ", outliers.examples()),
                        outliers.count());
            }
        }
    }

    private static void noteSemantics(@Nullable Semantics semantics, SampledTexts sample, ProblemListener problems) {
        if (semantics == null || semantics.kind() == null || semantics.fitting() == semantics.sampled()) {
            return;
        }
        String misfit = SemanticKinds.misfit(semantics.kind(), sample);
        problems.add(
                Severity.MEDIUM,
                (semantics.exact() ? "values are" : "sampled values are") + " no "
                        + semantics.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ') + " though the others are"
                        + (misfit == null ? "" : ", such as '" + shortened(misfit) + "'"),
                semantics.sampled() - semantics.fitting());
    }

    static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= MAX_EXAMPLE_LENGTH
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MAX_EXAMPLE_LENGTH)) + "…";
    }
}

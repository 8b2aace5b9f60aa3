package io.github.bigdatamigrator.profiling;

import io.github.bigdatamigrator.context.ColumnFindings.Almost;
import io.github.bigdatamigrator.context.Problem.Severity;
import io.github.bigdatamigrator.sketch.ColumnSketch;
import io.github.bigdatamigrator.sketch.HeavyHitters;
import io.github.bigdatamigrator.source.Cell;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds text columns whose values are mostly numbers or dates, and what prevents that type. */
final class AlmostTyped {
    private static final int EXAMPLES = 3;
    /** From this share of values on, the others are probably errors. */
    private static final double MOST = 0.9;

    private static final Pattern WITH_WORD =
            Pattern.compile("[-+]?\\d[\\d.,']*\\h?(\\p{L}{1,8}\\.?|-|[^\\p{L}\\d]{1,3})");
    private static final String MONTH = "(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\\.?";
    private static final Pattern DATE_LIKE = Pattern.compile("(\\d{1,2}([-./])\\d{1,2}\\2(\\d{2}|\\d{4})"
            + "|\\d{4}([-./])\\d{1,2}\\4\\d{1,2}|\\d{4}[-/](0[1-9]|1[0-2])|(0[1-9]|1[0-2])[-/]\\d{4}"
            + "|\\d{4}[- ]?Q[1-4]|" + MONTH + "[- ]\\d{2,4}"
            + "|\\d{1,2}\\.? ?" + MONTH + ",? \\d{4}"
            + "|" + MONTH + " \\d{1,2}(st|nd|rd|th)?,? ?\\d{4})"
            + "([ T]\\d{1,2}:\\d{2}(:\\d{2})?.{0,12})?");

    private final TypeInference found;
    private final ColumnSketch sketch;
    private final SampledTexts sample;
    private final NumberParser numbers;
    private final NumberParser otherNotation;

    AlmostTyped(TypeInference found, ColumnSketch sketch, SampledTexts sample, NumberParser numbers) {
        this.found = found;
        this.sketch = sketch;
        this.sample = sample;
        this.numbers = numbers;
        otherNotation = numbers.inOtherNotation();
    }

    @Nullable
    Almost find() {
        long values = sketch.values();
        long asNumbers = sketch.numbers().count() + sketch.numbers().notFinite();
        if (found.doubt() != null) {
            return counted("number", asNumbers, this::isNumber, found.doubt());
        } else if (asNumbers == values) {
            // Numbers of too many digits, which are reported elsewhere.
            return null;
        } else if (asNumbers * 2 > values) {
            return counted("number", asNumbers, this::isNumber, "the others are not numbers");
        } else if (sketch.temporalCount() * 2 > values) {
            return counted(
                    "date",
                    sketch.temporalCount(),
                    this::isDate,
                    sketch.temporalCount() == values
                            ? "no format of dates fits all"
                            : "the others are not dates in a known format");
        }
        return sampled();
    }

    private Almost counted(String type, long count, Predicate<String> fits, String reason) {
        Collection<String> texts = sketch.complete()
                ? sketch.all().stream()
                        .map(HeavyHitters.Frequent::text)
                        .sorted()
                        .toList()
                : sample.texts();
        return almost(type, count, sketch.values(), true, texts, fits, reason);
    }

    private @Nullable Almost sampled() {
        List<String> texts = sample.texts();
        String word = mostFrequentWord();
        Almost best = null;
        for (Almost almost : List.of(
                ofSample(
                        "number",
                        text -> isNumber(text) || NumberParser.isNumber(otherNotation.read(text)),
                        "some or all have another decimal separator; --decimal-comma or --decimal-point decides"),
                ofSample(
                        "number",
                        text -> isNumber(text)
                                || (text.endsWith(word)
                                        && WITH_WORD.matcher(text).matches()),
                        "some or all are followed by '" + word + "'"),
                ofSample(
                        "date",
                        text -> isDate(text) || DATE_LIKE.matcher(text).matches(),
                        "some or all have a format that is not read, or a day that does not exist"))) {
            if (almost.values() * 2 > texts.size() && (best == null || almost.values() > best.values())) {
                best = almost;
            }
        }
        return best;
    }

    private Almost ofSample(String type, Predicate<String> fits, String reason) {
        List<String> texts = sample.texts();
        return almost(type, texts.stream().filter(fits).count(), texts.size(), sample.exact(), texts, fits, reason);
    }

    /** The word that most often follows a number in the sample. */
    private String mostFrequentWord() {
        Map<String, Long> words = new TreeMap<>();
        for (String text : sample.texts()) {
            Matcher match = WITH_WORD.matcher(text);
            if (match.matches()) {
                words.merge(match.group(1), 1L, Long::sum);
            }
        }
        return words.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse("%");
    }

    private static Almost almost(
            String type,
            long count,
            long of,
            boolean exact,
            Collection<String> texts,
            Predicate<String> fits,
            String reason) {
        return new Almost(type, count, of, exact, examples(texts, fits), examples(texts, fits.negate()), reason);
    }

    private static List<String> examples(Collection<String> texts, Predicate<String> which) {
        return texts.stream()
                .filter(which)
                .distinct()
                .limit(EXAMPLES)
                .map(FindingsBuilder::shortened)
                .toList();
    }

    private boolean isNumber(String text) {
        return NumberParser.isNumber(numbers.read(text));
    }

    private boolean isDate(String text) {
        return numbers.read(text) == Cell.Kind.TEMPORAL;
    }

    /** Reports the finding. */
    static void note(Almost almost, FindingsBuilder.ProblemListener problems) {
        String others = almost.others().isEmpty() ? "" : "; not '" + String.join("', '", almost.others()) + "'";
        long rest = almost.of() - almost.values();
        problems.add(
                almost.values() >= MOST * almost.of() ? Severity.MEDIUM : Severity.LOW,
                almost.values() + " of " + almost.of() + (almost.exact() ? "" : " sampled") + " values are almost a "
                        + almost.type() + ", such as '" + String.join("', '", almost.examples()) + "'" + others
                        + "; kept as text, since " + almost.reason(),
                rest == 0 ? almost.values() : rest);
    }
}

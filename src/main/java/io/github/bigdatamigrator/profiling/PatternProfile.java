package io.github.bigdatamigrator.profiling;

import io.github.bigdatamigrator.context.ColumnFindings.Shape;
import io.github.bigdatamigrator.context.ColumnFindings.Shapes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Counts the patterns of a column's sampled texts ({@code AA-999}). If there are too many, runs are collapsed
 * ({@code A+-9+}); free text has no patterns.
 */
final class PatternProfile {
    private static final int SHOWN = 10;
    private static final int FEW = 12;
    private static final int FIRST = 5;
    /** Maximum characters of a text with an exact pattern. */
    private static final int MAX_EXACT_LENGTH = 40;

    /** Pattern of long texts of many words. */
    private static final String FREE_TEXT = "…";

    private static final double MIN_COVERAGE = 0.7;
    private static final double MIN_COVERAGE_BY_RUNS = 0.5;

    private PatternProfile() {}

    static @Nullable Shapes of(SampledTexts sample) {
        List<String> texts = sample.texts();
        if (texts.isEmpty()) {
            return null;
        }
        List<Shape> exact = count(texts, PatternProfile::shape);
        boolean few = exact.size() <= FEW && share(exact, FEW, texts.size()) >= MIN_COVERAGE;
        if (few || share(exact, FIRST, texts.size()) >= MIN_COVERAGE) {
            return shapes(exact, sample);
        }
        List<Shape> runs = count(texts, PatternProfile::runs);
        return share(runs, SHOWN, texts.size()) >= MIN_COVERAGE_BY_RUNS ? shapes(runs, sample) : null;
    }

    /** The pattern character by character; of a long text, by runs. */
    static String shape(String text) {
        if (text.codePointCount(0, text.length()) > MAX_EXACT_LENGTH) {
            return runs(text);
        }
        StringBuilder shape = new StringBuilder(text.length());
        text.codePoints().map(PatternProfile::characterClass).forEach(shape::appendCodePoint);
        return shape.toString();
    }

    /** The pattern with runs of letters or digits collapsed; {@link #FREE_TEXT} if it is still too long. */
    static String runs(String text) {
        StringBuilder shape = new StringBuilder();
        int before = -1;
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            i += Character.charCount(codePoint);
            int letter = characterClass(codePoint);
            if (letter == 'A' || letter == 'a' || letter == '9') {
                if (letter != before) {
                    shape.append((char) letter).append('+');
                }
            } else {
                shape.appendCodePoint(letter);
            }
            before = letter;
        }
        return shape.length() <= 2 * MAX_EXACT_LENGTH ? shape.toString() : FREE_TEXT;
    }

    private static int characterClass(int codePoint) {
        return Character.isDigit(codePoint)
                ? '9'
                : Character.isUpperCase(codePoint) ? 'A' : Character.isLetter(codePoint) ? 'a' : codePoint;
    }

    private static List<Shape> count(List<String> texts, UnaryOperator<String> form) {
        Map<String, Shape> found = new HashMap<>();
        for (String text : texts) {
            found.merge(
                    form.apply(text),
                    new Shape("", 1, text),
                    (seen, one) -> new Shape("", seen.count() + 1, smaller(seen.example(), one.example())));
        }
        List<Shape> shapes = new ArrayList<>();
        found.remove(FREE_TEXT);
        found.forEach((shape, seen) -> shapes.add(new Shape(shape, seen.count(), seen.example())));
        shapes.sort(Comparator.comparingLong(Shape::count).reversed().thenComparing(Shape::shape));
        return shapes;
    }

    private static String smaller(String one, String other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private static double share(List<Shape> shapes, int first, int of) {
        return (double) shapes.stream().limit(first).mapToLong(Shape::count).sum() / of;
    }

    private static Shapes shapes(List<Shape> shapes, SampledTexts sample) {
        return new Shapes(
                shapes.subList(0, Math.min(SHOWN, shapes.size())),
                sample.texts().size(),
                sample.exact());
    }
}

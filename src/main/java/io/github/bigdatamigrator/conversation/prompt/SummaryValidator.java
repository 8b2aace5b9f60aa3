package io.github.bigdatamigrator.conversation.prompt;

import io.github.bigdatamigrator.text.FoldedWords;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Decides whether a model's summary may stand for what it sums up: every figure and every quoted text in it must be in
 * the notes.
 */
final class SummaryValidator {
    static final int MAX_LENGTH = 700;

    private static final Pattern FIGURE = Pattern.compile("\\d+(?:[.,'\\u00a0\\u202f]\\d+)*");
    private static final Pattern QUOTED = Pattern.compile("[\"“‘]([^\"”’]{2,60})[\"”’]");
    private static final Set<String> NUMBER_WORDS = Set.of(
            ("two three four five six seven eight nine ten eleven twelve dozen twenty thirty forty fifty sixty seventy"
                            + " eighty ninety hundred thousand million billion half third quarter twice double triple percent")
                    .split(" "));

    private SummaryValidator() {}

    static boolean isValid(String summary, String notes) {
        String text = summary.strip();
        if (text.isEmpty()
                || text.length() > MAX_LENGTH
                || text.contains("```")
                || text.matches("(?is).*\\bselect\\b.+\\bfrom\\b.*")) {
            return false;
        }
        Set<String> known = figures(notes).collect(Collectors.toSet());
        Set<String> words = new HashSet<>(FoldedWords.of(notes));
        String folded = FoldedWords.fold(notes);
        return figures(text).allMatch(known::contains)
                && FoldedWords.of(text).stream().filter(NUMBER_WORDS::contains).allMatch(words::contains)
                && quoted(text).stream().allMatch(quote -> folded.contains(FoldedWords.fold(quote)));
    }

    /** Figures as digits and a point: {@code 1,234.50} is {@code 1234.5}. */
    private static java.util.stream.Stream<String> figures(String text) {
        return FIGURE.matcher(text).results().map(figure -> {
            String plain = figure.group()
                    .replaceAll("[,'\\u00a0\\u202f](?=\\d{3}(?!\\d))", "")
                    .replace(',', '.');
            return plain.contains(".") ? plain.replaceAll("\\.?0+$", "") : plain;
        });
    }

    private static List<String> quoted(String text) {
        return QUOTED.matcher(text)
                .results()
                .map(quote -> quote.group(1).strip())
                .toList();
    }
}

package io.github.bigdatamigrator.conversation.prompt;

import io.github.bigdatamigrator.text.FoldedWords;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Checks a model's summary of notes: every figure, number word and quoted text of the summary must be in the notes. */
final class SummaryValidator {
    static final int MAX_LENGTH = 700;

    private static final Pattern FIGURE = Pattern.compile("\\d+(?:[.,'\\u00a0\\u202f]\\d+)*");
    private static final Pattern QUOTED = Pattern.compile("[\"“‘]([^\"”’]{2,60})[\"”’]");
    private static final Set<String> NUMBER_WORDS = Set.of(
            ("two three four five six seven eight nine ten eleven twelve dozen twenty thirty forty fifty sixty seventy"
                            + " eighty ninety hundred thousand million billion half third quarter twice"
                            + " double triple percent")
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
                && QUOTED.matcher(text)
                        .results()
                        .map(quote -> quote.group(1).strip())
                        .allMatch(quote -> folded.contains(FoldedWords.fold(quote)));
    }

    /** Figures without thousands separators and trailing zeros: {@code 1,234.50} becomes {@code 1234.5}. */
    private static Stream<String> figures(String text) {
        return FIGURE.matcher(text).results().map(figure -> {
            String plain = figure.group()
                    .replaceAll("[,'\\u00a0\\u202f](?=\\d{3}(?!\\d))", "")
                    .replace(',', '.');
            return plain.contains(".") ? plain.replaceAll("\\.?0+$", "") : plain;
        });
    }
}

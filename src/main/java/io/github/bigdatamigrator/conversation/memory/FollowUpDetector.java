package io.github.bigdatamigrator.conversation.memory;

import io.github.bigdatamigrator.conversation.PastTurn;
import io.github.bigdatamigrator.text.FoldedWords;
import io.github.bigdatamigrator.text.Plurals;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Detects whether a question refers to the previous one: “and by month?”, “only 2023”, “what about the second one?”.
 *
 * @param followUp whether the question only makes sense as a change of the last query
 * @param row the row of the last result that the question refers to, 1 for the first; 0 for none
 * @param words the words that refer to the row
 */
public record FollowUpDetector(boolean followUp, int row, String words) {
    private static final Map<String, Integer> ORDINALS = Map.of(
            "first", 1, "second", 2, "third", 3, "fourth", 4, "fifth", 5, "sixth", 6, "seventh", 7, "eighth", 8,
            "ninth", 9, "tenth", 10);
    private static final String ORDINAL =
            "(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|top|last|\\d{1,2}(?:st|nd|rd|th))";
    private static final Pattern ROW_REFERENCE = Pattern.compile("(?i)\\b(?:the |that |this )" + ORDINAL
            + "(?:\\s+(one|row|entry|item|line|result|place)\\b|\\s+(?:of|among)"
            + " (?:them|those|these)\\b|\\s*[?!.]*$|\\s+([\\p{L}]+))");
    private static final Pattern ROW_NUMBER =
            Pattern.compile("(?i)\\b(?:row|line|item|entry|place)\\s*(?:number\\s*|no\\.?\\s*|#)?(\\d{1,4})\\b"
                    + "|^(?:and\\s+)?(?:what about\\s+|how about\\s+)?(?:number|no\\.?)\\s*(\\d{1,4})\\s*[?!.]*$");
    private static final Pattern OPENING = Pattern.compile(
            "(?i)^(?:and|but|also|so|then|now|what about|how about|what if|only|just|same|instead|or|without"
                    + "|excluding|by|per|for|in|with)\\b.*");
    private static final Set<String> PRONOUNS = Set.of(
            "it", "its", "them", "their", "theirs", "they", "those", "these", "that", "this", "ones", "one", "same",
            "instead", "he", "she");
    private static final int MAX_ELLIPSIS_WORDS = 3;

    static final FollowUpDetector NONE = new FollowUpDetector(false, 0, "");

    /** @param last the last turn with a query, or null */
    public static FollowUpDetector of(String question, @Nullable PastTurn last) {
        if (last == null) {
            return NONE;
        }
        String text = question.strip();
        Matcher reference = ROW_REFERENCE.matcher(text);
        while (reference.find()) {
            String noun = reference.group(3);
            if (noun == null || isColumn(noun, last.columns())) {
                return new FollowUpDetector(
                        true,
                        row(reference.group(1), last.rowCount()),
                        reference.group().strip());
            }
        }
        Matcher numbered = ROW_NUMBER.matcher(text);
        if (numbered.find()) {
            String digits = numbered.group(1) == null ? numbered.group(2) : numbered.group(1);
            return new FollowUpDetector(
                    true, Integer.parseInt(digits), numbered.group().strip());
        }
        List<String> words = FoldedWords.of(text);
        boolean followUp = words.size() <= MAX_ELLIPSIS_WORDS
                || OPENING.matcher(text).matches()
                || words.stream().anyMatch(PRONOUNS::contains);
        return new FollowUpDetector(followUp, 0, "");
    }

    /** “The second product” refers to a row only if the result has such a column. */
    private static boolean isColumn(String noun, List<String> columns) {
        String stem = Plurals.stem(FoldedWords.fold(noun));
        return columns.stream().anyMatch(column -> FoldedWords.stems(column).contains(stem));
    }

    private static int row(String ordinal, int rows) {
        String word = ordinal.toLowerCase(Locale.ROOT);
        if (word.equals("last")) {
            return rows;
        }
        if (word.equals("top")) {
            return 1;
        }
        Integer number = ORDINALS.get(word);
        return number != null ? number : Integer.parseInt(word.replaceAll("\\D", ""));
    }
}

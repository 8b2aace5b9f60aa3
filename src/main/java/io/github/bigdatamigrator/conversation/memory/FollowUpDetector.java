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
 * What a question leaves to the one before it: “and by month?”, “only 2023”, “what about the second one?”.
 *
 * @param goesOn whether it only makes sense as a change of the last query
 * @param row the row of the last result that it points at, 1 for the first; 0 where it points at none
 * @param words how it points at it
 */
public record FollowUpDetector(boolean goesOn, int row, String words) {
    private static final Map<String, Integer> ORDINALS = Map.of(
            "first", 1, "second", 2, "third", 3, "fourth", 4, "fifth", 5, "sixth", 6, "seventh", 7, "eighth", 8,
            "ninth", 9, "tenth", 10);
    private static final String ORDINAL =
            "(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|top|last|\\d{1,2}(?:st|nd|rd|th))";
    private static final Pattern POINTS = Pattern.compile("(?i)\\b(?:the |that |this )" + ORDINAL
            + "(?:\\s+(one|row|entry|item|line|result|place)\\b|\\s+(?:of|among)"
            + " (?:them|those|these)\\b|\\s*[?!.]*$|\\s+([\\p{L}]+))");
    private static final Pattern NUMBERED =
            Pattern.compile("(?i)\\b(?:row|line|item|entry|place)\\s*(?:number\\s*|no\\.?\\s*|#)?(\\d{1,4})\\b"
                    + "|^(?:and\\s+)?(?:what about\\s+|how about\\s+)?(?:number|no\\.?)\\s*(\\d{1,4})\\s*[?!.]*$");
    private static final Pattern OPENING = Pattern.compile("(?i)^(?:and|but|also|so|then|now|what about|how about|what"
            + " if|only|just|same|instead|or|without|excluding|by|per|for|in|with)\\b.*");
    private static final Set<String> POINTERS = Set.of(
            "it", "its", "them", "their", "theirs", "they", "those", "these", "that", "this", "ones", "one", "same",
            "instead", "he", "she");
    private static final int FEW_WORDS = 3;

    static final FollowUpDetector NONE = new FollowUpDetector(false, 0, "");

    /** @param last the last turn that a query answered, or null */
    public static FollowUpDetector of(String question, @Nullable PastTurn last) {
        if (last == null) {
            return NONE;
        }
        String text = question.strip();
        Matcher points = POINTS.matcher(text);
        while (points.find()) {
            String noun = points.group(3);
            if (noun == null || named(noun, last.columns())) {
                return new FollowUpDetector(
                        true,
                        row(points.group(1), last.rowCount()),
                        points.group().strip());
            }
        }
        Matcher numbered = NUMBERED.matcher(text);
        if (numbered.find()) {
            String digits = numbered.group(1) == null ? numbered.group(2) : numbered.group(1);
            return new FollowUpDetector(
                    true, Integer.parseInt(digits), numbered.group().strip());
        }
        List<String> words = FoldedWords.of(text);
        boolean goesOn = words.size() <= FEW_WORDS
                || OPENING.matcher(text).matches()
                || words.stream().anyMatch(POINTERS::contains);
        return new FollowUpDetector(goesOn, 0, "");
    }

    /** “The second product” points at the result only where it has such a column. */
    private static boolean named(String noun, List<String> columns) {
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

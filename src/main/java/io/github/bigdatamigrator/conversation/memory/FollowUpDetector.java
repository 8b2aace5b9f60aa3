package io.github.bigdatamigrator.conversation.memory;

import io.github.bigdatamigrator.conversation.PastTurn;
import io.github.bigdatamigrator.text.FoldedWords;
import io.github.bigdatamigrator.text.Plurals;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Detects whether a question refers to the previous one: “and by month?”, “only 2023”, “what about the second one?”.
 * Knows English and German. A question that is complete by itself is no follow-up; the prompt leaves that to the model.
 *
 * @param followUp whether the question only makes sense as a change of the last query
 * @param row the row of the last result that the question refers to, 1 for the first; 0 for none
 * @param words the words that refer to the row
 */
public record FollowUpDetector(boolean followUp, int row, String words) {
    private static final List<String> ORDINALS = List.of(
            "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "erste",
            "zweite", "dritte", "vierte", "fünfte", "sechste", "siebte", "achte", "neunte", "zehnte");
    private static final String ORDINAL =
            "((?:" + String.join("|", ORDINALS) + "|letzte)(?:[nrs](?=\\b))?|top|last|\\d{1,2}(?:st|nd|rd|th))";
    private static final Pattern ROW_REFERENCE = Pattern.compile("(?iu)\\b(?:the|that|this|d(?:er|ie|as|em|en)) "
            + ORDINAL
            + "(?:\\s+(one|row|entry|item|line|result|place|zeile|eintrag|platz)\\b|\\s+(?:of|among|von)"
            + " (?:them|those|these|ihnen|diesen)\\b|\\s*[?!.]*$|\\s+([\\p{L}]+))");
    private static final Pattern ROW_NUMBER = Pattern.compile(
            "(?i)\\b(?:row|line|item|entry|place|zeile|platz)\\s*(?:number\\s*|no\\.?\\s*|#)?(\\d{1,4})\\b"
                    + "|^(?:and\\s+)?(?:what about\\s+|how about\\s+)?(?:number|no\\.?)\\s*(\\d{1,4})\\s*[?!.]*$");
    /** “The last month” is a time, not the last row. */
    private static final Set<String> PERIODS =
            Set.of("year", "quarter", "month", "week", "day", "jahr", "quartal", "monat", "woche", "tag");

    private static final String ASKS = "(?:what|which|who|whom|whose|how|when|where|list|show|give|count|find|tell|name"
            + "|compute|calculate|is|are|do|does|did|was|were|wer|wie|was|wann|wo|welche[rsnm]?|zeige?|nenne?"
            + "|gib|liste)";
    private static final Pattern ASKING = Pattern.compile("(?iu)^" + ASKS + "\\b.*");
    /** Openings that change the last question, whatever follows. */
    private static final Pattern CHANGE =
            Pattern.compile("(?iu)^(?:(?:and|but|or|also|so|then|now|und|aber|oder|auch|dann"
                    + "|jetzt)\\s+)?(?:(?:what|how) about|what if|only|just|(?:the )?same\\b|instead|without"
                    + "|excluding|except"
                    + "|sort(?:ed)?|order(?:ed)? by|group(?:ed)? by|break (?:it|that|this|them) down|nur|was ist mit"
                    + "|und wie sieht|wie sieht es|stattdessen|statt|ohne|sortier\\w*|das(?:selbe| gleiche))\\b.*");
    /**
     * Openings that are the whole change if no question follows them: “for Ohio?”, but not “For each store, list …”.
     */
    private static final Pattern OPENING = Pattern.compile("(?iu)^(?:and|but|or|also|so|then|now|by|per|for|in|with|on"
            + "|from|since|between|during|as|und|aber|oder|auch|dann|jetzt|nach|pro|je|für|in|im|mit|von|seit"
            + "|als)\\b\\s*"
            + "(.*)");

    private static final Pattern ASKS_INSIDE = Pattern.compile("(?iu).*\\b" + ASKS + "\\b.*");
    /** Phrases that point at the last result or question. */
    private static final Pattern POINTING = Pattern.compile("(?iu)(?:\\b(?:(?:that|this|which|the other|the next) one"
            + "|(?:the|which|only|bigger|smaller|other) ones|these(?! days)"
            + "|those(?! (?:who|that|which|whose|with|without|from|above|below|over|under|of)\\b)|instead|as before"
            + "|(?:previous|last|earlier) (?:result|answer|question|query|list|table)|of the above"
            + "|davon|darunter|stattdessen|diese[nrm]?(?! (?:woche|monat|jahr|quartal|tag)\\b)|jene[nrsm]?"
            + "|dieses(?! (?:jahr|quartal)\\b)|letztere[nrsm]?)\\b"
            + "|(?:^|\\b(?:of|about|from|in|for|than|is|was|does|did|do|by|with|on|at|to|and) )"
            + "(?:that|this)\\b(?! (?:year|month|week|quarter|day|data|dataset|database|file|table|have|has|had"
            + "|are|were|is|was)\\b))");

    private static final Pattern SINGULAR = Pattern.compile("(?iu)\\b(?:it|its|he|him|his|she|her)\\b");
    private static final Pattern PLURAL = Pattern.compile("(?iu)\\b(?:they|them|their|theirs|ihnen|ihre[nrsm]?)\\b");
    /** What a singular pronoun of the same question can refer to. */
    private static final Pattern ONE_THING = Pattern.compile("(?iu)\\b(?:which|what|each|every|a|an|any|that|the|per)"
            + " (?:\\p{L}+ ){0,2}?\\p{L}*[^s\\s\\W](?=\\W)|\\bwho\\b");

    private static final Pattern SEVERAL_THINGS = Pattern.compile(
            "(?iu)(?!(?:does|is|was|has|its|this)\\b)\\b\\p{L}{2,}(?:s|en)\\b|\\b(?:who|people|each|every)\\b");
    private static final int MAX_ELLIPSIS_WORDS = 3;
    private static final int MAX_OPENED_WORDS = 6;

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
            if (noun == null || (isColumn(noun, last.columns()) && !PERIODS.contains(FoldedWords.fold(noun)))) {
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
        return new FollowUpDetector(isElliptic(text) || pointsBack(text), 0, "");
    }

    /**
     * Whether some word may refer to something in an earlier answer: “How many rows does it have?”. More is found than
     * by {@link #of}, because a wrong alarm costs nothing here.
     */
    public static boolean mayPointBack(String question) {
        return SINGULAR.matcher(question).find() || PLURAL.matcher(question).find() || pointsBack(question);
    }

    private static boolean isElliptic(String text) {
        int words = FoldedWords.of(text).size();
        if (CHANGE.matcher(text).matches()) {
            return true;
        }
        Matcher opening = OPENING.matcher(text);
        if (opening.matches()) {
            return (words <= MAX_OPENED_WORDS
                            && !ASKING.matcher(opening.group(1)).matches())
                    || !ASKS_INSIDE.matcher(opening.group(1)).matches();
        }
        return words <= MAX_ELLIPSIS_WORDS && !ASKING.matcher(text).matches();
    }

    private static boolean pointsBack(String text) {
        return POINTING.matcher(text).find()
                || hasNoAntecedent(SINGULAR, ONE_THING, text)
                || hasNoAntecedent(PLURAL, SEVERAL_THINGS, text);
    }

    private static boolean hasNoAntecedent(Pattern pronoun, Pattern antecedent, String text) {
        Matcher found = pronoun.matcher(text);
        return found.find()
                && !antecedent.matcher(text.substring(0, found.start())).find();
    }

    /** “The second product” refers to a row only if the result has such a column. */
    private static boolean isColumn(String noun, List<String> columns) {
        String stem = Plurals.stem(FoldedWords.fold(noun));
        return columns.stream().anyMatch(column -> FoldedWords.stems(column).contains(stem));
    }

    private static int row(String ordinal, int rows) {
        String word = ordinal.toLowerCase(Locale.ROOT);
        if (word.startsWith("last") || word.startsWith("letzte")) {
            return rows;
        }
        if (word.equals("top")) {
            return 1;
        }
        for (int i = 0; i < ORDINALS.size(); i++) {
            if (word.startsWith(ORDINALS.get(i))) {
                return i % 10 + 1;
            }
        }
        return Integer.parseInt(word.replaceAll("\\D", ""));
    }
}

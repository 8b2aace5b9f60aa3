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
    /** Of these any table has one: “the last order” is a row only where a column is called so and nothing follows. */
    private static final Pattern EXTREME = Pattern.compile("(?iu)first|last|top|erste[nrs]?|letzte[nrs]?");

    /** “Was hat der erste gekauft?”: the word behind the ordinal is a participle, so that the ordinal is the row. */
    private static final Pattern PARTICIPLE =
            Pattern.compile("(?iu).*\\b(?:hat|haben|hatten?|wurden?) .*\\bd(?:er|ie|as) " + ORDINAL
                    + " (?-i:(?:\\p{Ll}*ge|be|ver|er|ent|zer)\\p{Ll}+(?:t|en)|\\p{Ll}+iert)\\s*[?!.]*$");

    private static final String ASKS = "(?:what|which|who|whom|whose|how|when|where|list|show|give|count|find|tell|name"
            + "|compute|calculate|is|are|do|does|did|was|were|wer|wie|was|wann|wo|welche[rsnm]?|zeige?|nenne?"
            + "|gib|liste)";
    private static final Pattern ASKING = Pattern.compile("(?iu)^" + ASKS + "\\b.*");
    /** Openings that change the last question, whatever follows. */
    private static final Pattern CHANGE =
            Pattern.compile("(?iu)^(?:(?:and|but|or|also|so|then|now|und|aber|oder|auch|dann"
                    + "|jetzt)\\s+)?(?:(?:what|how) about|what if|only|just|(?:the )?same\\b|instead|without"
                    + "|excluding|exclude|except|leave out|limit to|restrict to"
                    + "|sort(?:ed)?|order(?:ed)? by|group(?:ed)? by|break (?:it|that|this|them) down|nur|was ist mit"
                    + "|und wie sieht|wie sieht es|stattdessen|statt|ohne|sortier\\w*|das(?:selbe| gleiche))\\b.*");
    /**
     * Openings that are the whole change if no question follows them: “for Ohio?”, but not “For each store, list …”.
     */
    private static final Pattern OPENING = Pattern.compile("(?iu)^(?:and|but|or|also|so|then|now|by|per|for|in|with|on"
            + "|from|since|between|during|as|include|including|add(?! up)|und|aber|oder|auch|dann|jetzt|nach|pro|je"
            + "|für|in|im|mit|von|seit|als|ergänze)\\b\\s*"
            + "(.*)");

    private static final Pattern ASKS_INSIDE = Pattern.compile("(?iu).*\\b" + ASKS + "\\b.*");
    /** What stands between the parts of a question: “How many films cost most, and what is that cost?”. */
    private static final Pattern PART =
            Pattern.compile("(?iu)[,;:?!()–—]\\s*|\\.\\s+|\\s(?=(?:and|but|or|und|aber|oder)\\s+" + ASKS + "\\b)");

    private static final int MIN_PART_WORDS = 3;

    private static final String PERIOD = "year|month|week|quarter|day|season|spring|summer|autumn|fall|winter|morning"
            + "|weekend|time|case|data|dataset|database|file|table";
    private static final String ZEIT = "woche|monat|jahr|quartal|tag|sommer|winter|herbst|frühling|frühjahr|datensatz"
            + "|tabelle|datei|datenbank|daten|fall|zeit";
    /** “Those who”, “the ones from”: what they are is said behind them. */
    private static final String SAID_BEHIND =
            "(?! (?:who|that|which|whose|with|without|from|in|by|above|below|over|under|of)\\b)";
    /** Phrases that name the last result or question, wherever they stand. */
    private static final Pattern LAST_RESULT = Pattern.compile("(?iu)\\b(?:as before|instead(?! of)|of the above"
            + "|(?:previous|last|earlier) (?:result|answer|question|query|list)|stattdessen)\\b");
    /** Phrases that point at the last result or question, unless an earlier part of the question has what they mean. */
    private static final Pattern POINTING = Pattern.compile("(?iu)(?:\\b(?:"
            + "(?:that|this|the other|the next) one|which one(?! of (?:the|all|our|my)\\b)"
            + "|(?:the|which|only|bigger|smaller|other) ones" + SAID_BEHIND
            + "|(?:of|among) (?:them|those|these)|these(?! (?:days|" + PERIOD + ")s?\\b)|those" + SAID_BEHIND
            + "|(?:von|unter) (?:ihnen|diesen|denen)|davon|darunter"
            + "|diese[nrms]?(?! (?:" + ZEIT + ")\\w*\\b)|jene[nrsm]?|letztere[nrsm]?)\\b"
            + "|(?:^|\\b(?:of|about|from|in|for|than|is|was|does|did|do|by|with|on|at|to|show|plot|draw|chart|give"
            + "|list|display|split|break|group|sort|compare|explain|export|put|turn|undo|me|us) )(?:that|this)\\b"
            + "(?! (?:" + PERIOD + "|have|has|had|are|were|is|was|of|in the (?:year|month)|each|every|no|all)\\b)"
            + "|\\b(?:and|und) (?:that|das)\\s*[?!.]*$"
            + "|(?<!,)(?<!, )\\b(?<!^)das (?:(?:bitte|nochmal|noch einmal|auch|mal) )?"
            + "(?:nach|pro|je|als|in|für)( \\S+){1,2}\\s*[?!.]*$"
            + "|\\b(?:ist|sind|war|waren|hat|haben|kostet|kosten|wohnen|arbeiten) (?:das|die|der|den)\\s*[?!.]*$)");

    /** “Are there” is no place. */
    private static final Pattern PLACE =
            Pattern.compile("(?iu)(?<!\\b(?:is|are|was|were|be|been) )\\b(?:there|dort)\\s*[?!.]*$");

    private static final Pattern ONE_PLACE = Pattern.compile("(?iu)\\b(?:each|every|any|per|where|wo|pro|je|jede[rsnm]?"
            + "|which|what|welche[rsnm]?) \\p{L}+|\\bin (?-i:\\p{Lu})\\p{L}+");

    /** “How long does it take”, “is it true”: the word refers to nothing. */
    private static final Pattern SINGULAR = Pattern.compile("(?iu)\\b(?:it(?! (?:takes?|took|true|possible|likely"
            + "|correct|common|usual|that|happens?)\\b)|its|he|him|his|she|her|seine[nrsm]?"
            + "|sein(?= (?-i:\\p{Lu})))\\b");

    private static final Pattern PLURAL =
            Pattern.compile("(?iu)\\b(?:they|them|their|theirs|ihnen|(?-i:ihr(?:e[nrsm]?)?)|(?-i:sie)|deren)\\b");
    /** What a singular pronoun of the same question can refer to. */
    private static final Pattern ONE_THING = Pattern.compile("(?iu)\\b(?:which|what|each|every|a|an|any|that|the|per)"
            + " (?:\\p{L}+ ){0,2}?\\p{L}*[^s\\s\\W](?=\\W)|\\b(?:who|wer)\\b"
            + "|\\b(?:welche[rsnm]?|jede[rsnm]?|eine?[rsnm]?|der|die|das|den|dem|pro|je) (?:\\p{L}+ )?"
            + "(?-i:\\p{Lu}\\p{L}+)|(?<=\\w )(?-i:\\p{Lu}\\p{Ll}+)");

    private static final Pattern SEVERAL_THINGS = Pattern.compile(
            "(?iu)(?!(?:does|is|was|has|its|this|whats)\\b)\\b\\p{L}{2,}s\\b|\\b(?:who|people|men|women|children|each"
                    + "|every|wer|jede[rsnm]?|welche[rsnm]? (?-i:\\p{Lu})\\p{L}+)\\b"
                    + "|(?<=\\w )(?-i:\\p{Lu}\\p{Ll}+(?:en|n|e|er))\\b|^(?-i:\\p{Lu}\\p{Ll}+en) und\\b");
    /** Where “their” may refer to one person: “Which employee earns more than their manager?”. */
    private static final Pattern ONE_PERSON =
            Pattern.compile("(?iu)\\b(?:which|each|every|any|an?|no) \\p{L}+.*\\b(?:than|and|with|by|as) $");
    /** “Each of” them: the quantifier belongs to the pronoun. */
    private static final Pattern QUANTIFIER = Pattern.compile("(?iu)\\b(?:each|every one|all|both|any|some|most|many"
            + "|which|who|how many|jede[rsnm]?|welche[rsnm]?|alle|wie viele|wer) (?:of|von) $");

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
            boolean verb = noun != null && PARTICIPLE.matcher(text).matches();
            if (noun == null || verb || isRow(reference, text, last.columns())) {
                int end = verb ? reference.start(3) : reference.end();
                return new FollowUpDetector(
                        true,
                        row(reference.group(1), last.rowCount()),
                        text.substring(reference.start(), end).strip());
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
     * The turn whose rows the question points at: the last one, but “and the second?” after “what did the first one
     * buy?” points where the first one was. Null if there is none.
     *
     * @param queried the turns with a query, oldest first
     */
    public static @Nullable PastTurn pointedAt(String question, List<PastTurn> queried) {
        int last = queried.size() - 1;
        int at = last;
        String pointing = question;
        while (at > 0
                && isOrdinal(pointing)
                && of(queried.get(at).question(), queried.get(at - 1)).row() > 0) {
            pointing = queried.get(at).question();
            at--;
        }
        if (at < 0) {
            return null;
        }
        boolean within = of(question, queried.get(at)).row() <= queried.get(at).rowCount();
        return queried.get(within ? at : last);
    }

    /** Whether a question has little more than an ordinal: “and the second?”. */
    private static boolean isOrdinal(String question) {
        String text = question.strip();
        Matcher reference = ROW_REFERENCE.matcher(text);
        return reference.find() && reference.group(3) == null && isElliptic(text);
    }

    /**
     * Whether some word may refer to something in an earlier answer: “How many rows does it have?”. More is found than
     * by {@link #of}, because a wrong alarm costs nothing here.
     */
    public static boolean mayPointBack(String question) {
        return SINGULAR.matcher(question).find()
                || PLURAL.matcher(question).find()
                || POINTING.matcher(question).find()
                || LAST_RESULT.matcher(question).find();
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
        return LAST_RESULT.matcher(text).find()
                || pointsBack(POINTING, text)
                || hasNoAntecedent(SINGULAR, ONE_THING, text)
                || hasNoAntecedent(PLURAL, SEVERAL_THINGS, text)
                || hasNoAntecedent(PLACE, ONE_PLACE, text);
    }

    /** The end of the first part that is a question by itself; pronouns behind it refer to it. */
    private static int completePart(String text) {
        Matcher end = PART.matcher(text);
        int from = 0;
        while (end.find()) {
            String part = text.substring(from, end.start());
            if (FoldedWords.of(part).size() >= MIN_PART_WORDS
                    && ASKS_INSIDE.matcher(part).matches()
                    && !isElliptic(part.strip())) {
                return end.start();
            }
            from = end.end();
        }
        return text.length();
    }

    private static boolean pointsBack(Pattern pronoun, String text) {
        Matcher found = pronoun.matcher(text);
        return found.find() && found.start() < completePart(text);
    }

    private static boolean hasNoAntecedent(Pattern pronoun, Pattern antecedent, String text) {
        Matcher found = pronoun.matcher(text);
        if (!found.find() || found.start() >= completePart(text)) {
            return false;
        }
        String before = text.substring(0, found.start());
        boolean person = found.group().equalsIgnoreCase("their")
                && ONE_PERSON.matcher(before).find();
        return !person
                && !antecedent
                        .matcher(QUANTIFIER.matcher(before).replaceFirst(""))
                        .find();
    }

    /**
     * Whether an ordinal with a noun is a row: the result has a column called like “the second product”, and “the first
     * product” ends the question.
     */
    private static boolean isRow(Matcher reference, String text, List<String> columns) {
        String noun = FoldedWords.fold(reference.group(3));
        String stem = Plurals.stem(noun);
        boolean extreme = EXTREME.matcher(reference.group(1)).matches();
        boolean ends = text.substring(reference.end()).matches("\\W*");
        return !PERIODS.contains(noun)
                && stem.equals(noun)
                && !noun.matches("most|least|.*[^aeiou]est|.*ste[nrs]?")
                && (!extreme || ends)
                && columns.stream()
                        .map(FoldedWords::stems)
                        .anyMatch(names -> extreme ? names.equals(Set.of(stem)) : names.contains(stem));
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

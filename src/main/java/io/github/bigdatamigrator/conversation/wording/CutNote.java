package io.github.bigdatamigrator.conversation.wording;

import io.github.bigdatamigrator.context.query.QueryResult;
import io.github.bigdatamigrator.text.FoldedWords;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Tells the user which rows a limit removed from a result: the engine's limit, or the query's own LIMIT. Decides
 * whether the questions ask for such a LIMIT: the question itself, and the earlier ones that it follows up on.
 */
public final class CutNote {
    private static final String NUMBERS = "(?:\\d+|"
            + String.join("|", FoldedWords.ENGLISH_NUMBERS.subList(1, FoldedWords.ENGLISH_NUMBERS.size())) + "|"
            + String.join("|", FoldedWords.GERMAN_NUMBERS.subList(1, FoldedWords.GERMAN_NUMBERS.size())) + ")";
    /** A number of things, and not a bound of a condition: “the 3 stores”, “nenne zehn”. */
    private static final Pattern QUANTITY = Pattern.compile("\\b(?:top|first|last|best|worst|the|which|what|show|list"
            + "|give|me|us|name|find|get|pick|only|welche|die|den|nur|zeige?|nenne?|gib|mir|uns|liste|ersten?|letzten?"
            + "|besten?) " + NUMBERS + "\\b(?! (?:percent|prozent))");
    /** A part whose size is left open. */
    private static final Pattern PART = Pattern.compile("\\b(?:some|few|couple|handful|samples?|sampled?|examples?"
            + "|random\\w*|preview|glimpse|einige\\w*|paar|beispiel\\w*|stichprobe\\w*|zufallig\\w*|vorschau)\\b");

    private static final String PERIOD =
            "(?! (?:names?|quarter|half|year|month|week|day|time|quartal|halbjahr|jahr" + "|monat|woche|tag)\\b)";
    /** “Best”, “longest”, “last”, “am häufigsten”: those in front are asked for. */
    private static final Pattern SUPERLATIVE = Pattern.compile("\\b(?:top|best|worst|most|leading|popular|latest|recent"
            + "|(?<!at )(?:least|fewest)|(?:first|last|erste[nrs]?|letzte[nrs]?)" + PERIOD
            + "|(?!(?:inter|requ|gu|qu|for|harv|inv|sugg|cont)est|\\w+west)\\p{L}{2,}est"
            + "|(?!(?:liste|kosten?|[ow]e?sten|gaste|reste|posten|kasten|fenste)\\b)\\p{L}{2,}ste[nrsm]?)\\b");

    private static final Pattern EACH = Pattern.compile("\\b(?:each|every|per|jede[nrsm]?|je|pro)\\b");
    private static final Pattern ALL = Pattern.compile("\\b(?:each|every|all|jede[nrsm]?|alle[nr]?|samtliche[nr]?)\\b");

    private CutNote() {}

    /** Empty if the result is complete, or has as many rows as asked for and no ties beyond. */
    public static Optional<String> of(QueryResult result, AskedQuestions asked) {
        AnswerLanguage language = asked.language();
        boolean german = language == AnswerLanguage.GERMAN;
        String shown = language.number(NumberFormat.of(result.rowCount()));
        if (result.truncated()) {
            return Optional.of(
                    german
                            ? "Das Ergebnis endet nach " + shown + " Zeilen; die Abfrage hat mehr."
                            : "The result was cut at " + result.rowCount() + " rows; the query has more.");
        }
        QueryResult.Cut cut = result.cut();
        if (cut == null) {
            return Optional.empty();
        }
        if (cut.tied() > 0) {
            return Optional.of(tied(cut, result.rowCount(), language));
        }
        if (result.rowCount() == 1 || namesNumber(result.rowCount(), asked)) {
            return Optional.empty();
        }
        String all = language.number(NumberFormat.of(cut.rows()));
        if (german) {
            return Optional.of(
                    cut.rowsExact()
                            ? "Die Abfrage endet bei ihrem LIMIT: Das sind " + shown + " von " + all + " Zeilen."
                            : "Die Abfrage endet bei ihrem LIMIT von " + shown + " Zeilen; es gibt mehr.");
        }
        return Optional.of(
                cut.rowsExact()
                        ? "The query stops at its LIMIT: these are " + shown + " of " + all + " rows."
                        : "The query stops at its LIMIT of " + shown + " rows; there are more.");
    }

    private static String tied(QueryResult.Cut cut, int rows, AnswerLanguage language) {
        String count = language.number(NumberFormat.of(cut.tied()));
        if (language == AnswerLanguage.GERMAN) {
            String tied = (cut.tiedExact() ? "" : "Mindestens ") + count + " Zeilen teilen sich ";
            return rows == 1
                    ? tied + "diesen Platz; die Abfrage zeigt eine davon."
                    : tied + "den Platz der letzten Zeile; das LIMIT der Abfrage lässt einige davon weg.";
        }
        String tied = (cut.tiedExact() ? "" : "At least ") + count + " rows share ";
        return rows == 1
                ? tied + "this place; the query shows one of them."
                : tied + "the place of the last row; the query's LIMIT leaves some of them out.";
    }

    /** For the user, after a LIMIT that nobody asked for was left out. */
    public static String ofDropped(long limit, AnswerLanguage language) {
        return language == AnswerLanguage.GERMAN
                ? "Das LIMIT " + limit + " der Abfrage wurde weggelassen: Die Frage nennt keine Anzahl."
                : "The query's LIMIT of " + limit + " was left out: the question asks for no number of rows.";
    }

    /**
     * Whether the questions ask for this many rows, for those in front, or for a part. In doubt they do: the note then
     * says what is missing.
     */
    public static boolean isAsked(long limit, AskedQuestions asked) {
        if (namesNumber(limit, asked)) {
            return true;
        }
        return asked.texts().stream().map(FoldedWords::fold).anyMatch(question -> {
            boolean front = SUPERLATIVE.matcher(question).find();
            boolean part =
                    PART.matcher(question).find() || QUANTITY.matcher(question).find();
            return part
                    || (limit == 1
                            ? front || !ALL.matcher(question).find()
                            : front && !EACH.matcher(question).find());
        });
    }

    private static boolean namesNumber(long rows, AskedQuestions asked) {
        List<String> words = asked.texts().stream()
                .flatMap(question -> FoldedWords.of(question).stream())
                .toList();
        return words.contains(String.valueOf(rows))
                || Stream.of(FoldedWords.ENGLISH_NUMBERS, FoldedWords.GERMAN_NUMBERS)
                        .anyMatch(names -> rows <= names.size() && words.contains(names.get((int) rows - 1)));
    }
}

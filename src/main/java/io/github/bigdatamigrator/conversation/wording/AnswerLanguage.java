package io.github.bigdatamigrator.conversation.wording;

import io.github.bigdatamigrator.context.query.StatementReview.Fault;
import io.github.bigdatamigrator.text.FoldedWords;
import io.github.bigdatamigrator.text.GermanWords;
import io.github.bigdatamigrator.text.NumberFormat;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Defines the languages of questions, with the words of the sentences that are written without a model. */
public enum AnswerLanguage {
    ENGLISH,
    GERMAN;

    /** The language of the first question whose words tell it; English if none does. */
    public static AnswerLanguage of(List<String> questions) {
        for (String question : questions) {
            int german = GermanWords.sign(FoldedWords.of(question));
            if (german != 0) {
                return german > 0 ? GERMAN : ENGLISH;
            }
        }
        return ENGLISH;
    }

    /** The answer without rows. */
    String nothing() {
        return this == GERMAN
                ? "Keine Zeile passt: Die Abfrage lief über alle Daten und fand nichts."
                : "No rows match: the query ran on the full data and found nothing.";
    }

    String noValue() {
        return this == GERMAN ? "kein Wert (null)" : "no value (null)";
    }

    /** The line above an answer: how the question was read. */
    public String readAs(String reading) {
        return (this == GERMAN ? "Gelesen als: " : "Read as: ") + reading;
    }

    public String unchecked(List<String> words) {
        return (this == GERMAN ? "Nicht an den Daten geprüft: " : "Not checked against the data: ")
                + String.join(", ", words) + ".";
    }

    /** The first day of the data, for {@link #partial}. */
    String begins(LocalDate day) {
        return (this == GERMAN ? "sie beginnen am " : "it begins on ") + day;
    }

    /** The last day of the data, for {@link #partial}. */
    String ends(LocalDate day) {
        return (this == GERMAN ? "sie enden am " : "it ends on ") + day;
    }

    /** A name as it is stored, in quotation marks. */
    public String quoted(String name) {
        return this == GERMAN ? "„" + name + "“" : "‘" + name + "’";
    }

    /** A number written in English, with the separators of this language. */
    String number(String english) {
        return this == GERMAN ? english.replace(',', '\u0000').replace('.', ',').replace('\u0000', '.') : english;
    }

    String rows(long rows, String count) {
        return this == GERMAN ? count + (rows == 1 ? " Zeile" : " Zeilen") : count + (rows == 1 ? " row" : " rows");
    }

    /** The line above a table: {@code 12 rows:}. */
    String heading(long rows, String count, boolean partial) {
        if (!partial) {
            return rows(rows, count) + ":";
        }
        return this == GERMAN
                ? "Die ersten " + rows(rows, count) + " (es gibt mehr):"
                : "The first " + rows(rows, count) + " (there are more):";
    }

    String moreRows(long rows, String count) {
        return this == GERMAN
                ? "… " + count + (rows == 1 ? " weitere Zeile" : " weitere Zeilen")
                : "… " + count + (rows == 1 ? " more row" : " more rows");
    }

    /** “highest”, “second lowest”; empty beyond the tenth place. */
    String place(long place, boolean highest, boolean date) {
        String end = this == GERMAN
                ? date ? highest ? "späteste" : "früheste" : highest ? "höchste" : "niedrigste"
                : date ? highest ? "latest" : "earliest" : highest ? "highest" : "lowest";
        if (place == 1) {
            return end;
        }
        String[] ordinals = (this == GERMAN
                        ? "zweit dritt viert fünft sechst siebt acht neunt zehnt"
                        : "second third fourth fifth sixth seventh eighth ninth tenth")
                .split(" ");
        if (place > ordinals.length + 1L) {
            return "";
        }
        String ordinal = ordinals[(int) place - 2];
        return this == GERMAN ? ordinal + end : ordinal + " " + end;
    }

    /** @param nearest a stored value that resembles the text; empty if there is none */
    public String notStored(String text, String column, String nearest) {
        if (this == GERMAN) {
            return "Keine Zeile hat ‘" + text + "’ in " + column
                    + (nearest.isEmpty() ? "." : "; der ähnlichste gespeicherte Wert ist ‘" + nearest + "’.");
        }
        return "No row has ‘" + text + "’ in " + column
                + (nearest.isEmpty() ? "." : "; the nearest stored value is ‘" + nearest + "’.");
    }

    public String replaced(String text, String stored) {
        return this == GERMAN
                ? "‘" + text + "’ ist nicht gespeichert; der ähnlichste gespeicherte Wert ‘" + stored
                        + "’ wurde verwendet."
                : "‘" + text + "’ is not stored; the nearest stored value ‘" + stored + "’ was used.";
    }

    public String defined(String name, String sql) {
        return this == GERMAN
                ? quoted(name) + " ist für diese Daten festgelegt als " + sql + "."
                : quoted(name) + " is defined for these data as " + sql + ".";
    }

    public String notAsDefined(String name, String sql) {
        return this == GERMAN
                ? "Die Abfrage verwendet nicht, was " + quoted(name) + " für diese Daten ist: " + sql + "."
                : "The query does not use what " + quoted(name) + " is for these data: " + sql + ".";
    }

    public String anyCase(String text) {
        return this == GERMAN
                ? "‘" + text + "’ wurde in beliebiger Groß- und Kleinschreibung gesucht."
                : "‘" + text + "’ was searched for whatever the case.";
    }

    /**
     * The line below an answer by an approved statement.
     *
     * @param question for which it was approved; empty for the one that is asked
     * @param source who approved it and when
     */
    public String approved(String question, String source) {
        return this == GERMAN
                ? "Ohne Modell beantwortet, mit der Abfrage, die für " + asked(question) + " bestätigt wurde (" + source
                        + ")."
                : "Answered without a model, by the query that was approved for " + asked(question) + " (" + source
                        + ").";
    }

    /** @param question empty for the one that is asked */
    public String markedWrong(String question, String source, String why) {
        return this == GERMAN
                ? "Eine Antwort auf " + asked(question) + " wurde als falsch markiert (" + source + "): " + why
                : "An answer to " + asked(question) + " was marked wrong (" + source + "): " + why;
    }

    private String asked(String question) {
        String one = this == GERMAN ? "diese Frage" : "this question";
        String other = this == GERMAN ? "die Frage" : "the question";
        return question.isEmpty() ? one : other + " ‘" + question + "’";
    }

    public String changedSince(String day) {
        return this == GERMAN
                ? "Die Daten haben sich geändert, seit die Abfrage am " + day + " bestätigt wurde; sie lief auf den"
                        + " heutigen Daten."
                : "The data has changed since the query was approved on " + day + "; it ran on the data as it is now.";
    }

    public String unclear() {
        return this == GERMAN
                ? "Die Frage kann auf mehrere Arten gemeint sein."
                : "The question can be meant in several ways.";
    }

    /** “Do you mean a, or b?” after a blank; empty without choices. */
    public String choices(List<String> choices) {
        if (choices.isEmpty()) {
            return "";
        }
        return this == GERMAN
                ? " Ist " + String.join(" oder ", choices) + " gemeint?"
                : " Do you mean " + String.join(", or ", choices) + "?";
    }

    /** @param lacking whether the data is known to lack what was asked for */
    public String unanswered(boolean lacking) {
        if (lacking) {
            return this == GERMAN ? "Die Daten enthalten die Antwort nicht." : "The data does not hold the answer.";
        }
        return this == GERMAN ? "Das wurde nicht beantwortet." : "This was not answered.";
    }

    /**
     * The line above an earlier answer that is valid again.
     *
     * @param chain its question, and the earlier ones that it follows up on
     */
    public String undone(List<String> chain) {
        List<String> before = new ArrayList<>();
        for (String question : chain.subList(1, chain.size())) {
            before.add(0, "‘" + question + "’");
        }
        String after = before.isEmpty() ? "" : (this == GERMAN ? ", nach " : ", after ") + list(before);
        return (this == GERMAN ? "Rückgängig gemacht; es gilt wieder: ‘" : "Undone; this holds again: ‘") + chain.get(0)
                + "’" + after;
    }

    /**
     * @param gone what does not hold any more
     * @param back what holds again
     */
    public String undone(List<String> gone, List<String> back) {
        boolean german = this == GERMAN;
        return (german ? "Rückgängig gemacht." : "Undone.")
                + (gone.isEmpty()
                        ? ""
                        : (german ? " Nicht mehr gilt: " : " No longer holds: ") + String.join("; ", gone) + ".")
                + (back.isEmpty()
                        ? ""
                        : (german ? " Wieder gilt: " : " Holds again: ") + String.join("; ", back) + ".");
    }

    /** @param first whether there is only one answer */
    public String nothingToUndo(boolean first) {
        if (this == GERMAN) {
            return "Es gibt nichts rückgängig zu machen: "
                    + (first
                            ? "Dies ist die erste Antwort, und weder Filter noch Definition noch Festlegung gilt."
                            : "In dieser Unterhaltung gilt weder Filter noch Definition noch Festlegung.");
        }
        return "There is nothing to undo: "
                + (first
                        ? "this is the first answer, and no filter, definition or decision was set."
                        : "no filter, definition or decision was set in this conversation.");
    }

    public String noted(String entry) {
        return this == GERMAN
                ? "Notiert; von jetzt an gilt: " + entry + ". „Rückgängig“ nimmt es zurück."
                : "Noted; from now on this holds: " + entry + ". Undo takes it back.";
    }

    public String cleared() {
        return this == GERMAN
                ? "Notiert; die frühere Vorgabe gilt nicht mehr. „Rückgängig“ stellt sie wieder her."
                : "Noted; the earlier setting no longer applies. Undo restores it.";
    }

    public String refused(String reason) {
        return (this == GERMAN ? "Abgelehnt: " : "Refused: ") + reason;
    }

    public String onlyRead() {
        return this == GERMAN ? "Die Daten werden nur gelesen, nie geändert." : "The data is only read, never changed.";
    }

    /** @param why how the data begins or ends */
    String partial(String why, List<String> periods) {
        return this == GERMAN
                ? "Die Daten decken " + list(periods) + " nicht ganz ab: " + why + "."
                : "The data does not cover the whole of " + list(periods) + ": " + why + ".";
    }

    /** What a statement counts wrong, in one sentence. */
    public String fault(Fault found) {
        boolean german = this == GERMAN;
        String count = number(NumberFormat.of(Math.round(found.figure())));
        String table = found.table();
        String other = found.other();
        return switch (found.kind()) {
            case REPEATED_ROWS ->
                german
                        ? quoted(found.expression()) + " ist " + off(found.figure()) + ": Die Abfrage zählt Zeilen von "
                                + table + " für jede Zeile von " + other + " noch einmal."
                        : quoted(found.expression()) + " is " + off(found.figure()) + ": the query counts rows of "
                                + table + " again for each row of " + other + ".";
            case ROW_PAIRS ->
                german
                        ? "Die Abfrage paart Zeilen von " + table + " und " + other + ", die nicht zusammengehören: "
                                + times(found.figure()) + "-mal so viele, wie die größere Tabelle beiträgt."
                        : "The query pairs rows of " + table + " and " + other + " that do not belong together: "
                                + times(found.figure()) + " times as many as the larger table contributes.";
            case AVERAGE_OF_AVERAGES ->
                german
                        ? "Dies mittelt Durchschnitte verschieden großer Gruppen; über die einzelnen Zeilen beträgt der"
                                + " Durchschnitt " + number(NumberFormat.of(found.figure())) + "."
                        : "This averages averages of groups of different sizes; over the single rows the average is "
                                + NumberFormat.of(found.figure()) + ".";
            case TEXT_ORDER ->
                german
                        ? "Die Texte in " + other + " werden Zeichen für Zeichen verglichen, nicht als Zahlen oder"
                                + " Datumsangaben; das betrifft " + rows(Math.round(found.figure()), count) + "."
                        : "The texts of " + other + " are compared letter by letter, not as numbers or dates; this"
                                + " concerns " + rows(Math.round(found.figure()), count) + ".";
            case NULL_IN_LIST ->
                german
                        ? "NOT IN trifft auf keine Zeile zu, weil " + other + " " + count
                                + " leere Werte in der Liste hat."
                        : "NOT IN is true for no row, because " + other + " has " + count
                                + (count.equals("1") ? " empty value" : " empty values") + " in the list.";
            case WHOLE_DIVISION ->
                german
                        ? quoted(found.expression()) + " schneidet die Nachkommastellen ab; das betrifft "
                                + rows(Math.round(found.figure()), count) + "."
                        : quoted(found.expression()) + " cuts off what follows the decimal point; this concerns "
                                + rows(Math.round(found.figure()), count) + ".";
            case DROPPED_ROWS ->
                german
                        ? rows(Math.round(found.figure()), count) + " von " + table + " ohne passende Zeile in " + other
                                + (count.equals("1") ? " fehlt." : " fehlen.")
                        : rows(Math.round(found.figure()), count) + " of " + table + " without a matching row in "
                                + other + (count.equals("1") ? " is left out." : " are left out.");
        };
    }

    /** How the program corrected what a statement counts wrong. */
    public String corrected(Fault found) {
        return this == GERMAN
                ? quoted(found.expression()) + " wäre " + off(found.figure()) + "; jede Zeile von " + found.table()
                        + " wurde nur einmal gezählt, nicht für jede Zeile von " + found.other() + "."
                : quoted(found.expression()) + " would have been " + off(found.figure()) + "; each row of "
                        + found.table() + " was counted once, not again for each row of " + found.other() + ".";
    }

    /** “2.8 times too high”, “12 % too low”. */
    private String off(double factor) {
        boolean german = this == GERMAN;
        if (factor >= 2) {
            return times(factor) + (german ? "-mal so hoch wie richtig" : " times as high as it should be");
        }
        double share = Math.abs(factor - 1);
        if (share < 0.0005) {
            return german ? "in einigen Gruppen falsch" : "wrong in some groups";
        }
        return number(NumberFormat.percent(share))
                + (factor > 1 ? german ? " zu hoch" : " too high" : german ? " zu niedrig" : " too low");
    }

    private String times(double factor) {
        return number(NumberFormat.of(new BigDecimal(factor).round(new MathContext(3))));
    }

    /**
     * The word before the size of a change.
     *
     * @param noun after “with”
     */
    String change(boolean rise, boolean noun) {
        if (this == GERMAN) {
            return (noun ? "einem " : "") + (rise ? "Anstieg" : "Rückgang") + (noun ? " von " : " um ");
        }
        return noun ? "a " + (rise ? "rise" : "fall") + " of " : rise ? "up " : "down ";
    }

    /** Words joined as a list: {@code A, B and C}. */
    String list(List<String> items) {
        int last = items.size() - 1;
        return last < 1
                ? String.join("", items)
                : String.join(", ", items.subList(0, last)) + (this == GERMAN ? " und " : " and ") + items.get(last);
    }

    /** The text with a capital first. */
    static String capital(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}

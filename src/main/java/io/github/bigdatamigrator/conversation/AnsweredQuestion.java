package io.github.bigdatamigrator.conversation;

import io.github.bigdatamigrator.sql.SqlStatements;
import io.github.bigdatamigrator.text.FoldedWords;
import java.util.HashSet;
import java.util.Set;

/**
 * Records one answered question in one line.
 *
 * @param sql the query; empty if the profile answered
 * @param result the first rows of the result as text
 * @param fingerprint of the data
 * @param confirmed whether the user confirmed the answer and the query reproduced it
 */
public record AnsweredQuestion(
        int turn, String question, String sql, String result, String fingerprint, boolean confirmed) {
    private static final int MAX_QUESTION_LENGTH = 200;
    private static final int MAX_SQL_LENGTH = 800;
    private static final int MAX_RESULT_LENGTH = 240;
    private static final int MAX_ROWS = 3;

    /** Stems of words that do not name a subject. */
    private static final Set<String> STOP_WORDS = Set.of("""
            a about again all an and any are as at be been by can could did do does each earlier every find for from
            get give had has have how i in is it its last list many me more much now of on only or our out per please
            question remember say see should show so tell than that the their them then there these they thi this
            those to told turn u was we were what when where which who why will with would you your
            """.strip().split("\\s+"));

    static AnsweredQuestion of(PastTurn turn) {
        String sql =
                turn.sql() == null || turn.sql().length() > MAX_SQL_LENGTH ? "" : SqlStatements.oneLine(turn.sql());
        return new AnsweredQuestion(
                turn.number(),
                PromptSanitizer.text(turn.question(), MAX_QUESTION_LENGTH),
                sql,
                turn.firstRows(MAX_ROWS, MAX_RESULT_LENGTH),
                turn.fingerprint(),
                false);
    }

    AnsweredQuestion confirm() {
        return new AnsweredQuestion(turn, question, sql, result, fingerprint, true);
    }

    /** Equal answers of different turns have the same key. */
    String key() {
        return String.join("\u0001", FoldedWords.fold(question), result, fingerprint);
    }

    /** Returns the stems of a question without stop words. */
    public static Set<String> contentWords(String question) {
        Set<String> stems = new HashSet<>(FoldedWords.stems(question));
        stems.removeAll(STOP_WORDS);
        return stems;
    }
}

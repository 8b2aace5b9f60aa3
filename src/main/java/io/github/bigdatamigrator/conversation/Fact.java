package io.github.bigdatamigrator.conversation;

import io.github.bigdatamigrator.sql.SqlStatements;
import io.github.bigdatamigrator.text.FoldedWords;
import java.util.HashSet;
import java.util.Set;

/**
 * A fact that was found, in one line that the program wrote.
 *
 * @param sql how it was found; empty where the profile knew it
 * @param facts the key figures with their labels
 * @param fingerprint of the data that it was found in
 * @param confirmed whether the user has confirmed it and the query has reproduced it
 */
public record Fact(int turn, String question, String sql, String facts, String fingerprint, boolean confirmed) {
    private static final int LONGEST_QUESTION = 200;
    private static final int LONGEST_SQL = 800;
    private static final int LONGEST_FACTS = 240;
    private static final int ROWS = 3;

    /** Words that say nothing of what is asked. */
    private static final Set<String> EMPTY_WORDS = Set.of(
            ("a about again all an and any are as at be been by can could did do does each earlier every find for from"
                            + " get give had has have how i in is it its last list many me more much now of on only or our out per"
                            + " please question remember say see should show so tell than that the their them then there these"
                            + " they thi this those to told turn u was we were what when where which who why will with would you"
                            + " your")
                    .split(" "));

    static Fact of(PastTurn turn) {
        String sql = turn.sql() == null || turn.sql().length() > LONGEST_SQL ? "" : SqlStatements.oneLine(turn.sql());
        return new Fact(
                turn.number(),
                PromptSanitizer.text(turn.question(), LONGEST_QUESTION),
                sql,
                turn.facts(ROWS, LONGEST_FACTS),
                turn.fingerprint(),
                false);
    }

    Fact confirm() {
        return new Fact(turn, question, sql, facts, fingerprint, true);
    }

    /** Two lines with the same key say the same. */
    String key() {
        return String.join("\u0001", FoldedWords.fold(question), facts, fingerprint);
    }

    /** The words that tell what a question is about. */
    static Set<String> subject(String question) {
        Set<String> stems = new HashSet<>(FoldedWords.stems(question));
        stems.removeAll(EMPTY_WORDS);
        return stems;
    }
}

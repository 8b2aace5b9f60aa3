package io.github.bigdatamigrator.knowledge;

import io.github.bigdatamigrator.knowledge.Review.Verdict;
import java.util.List;

/**
 * An answer that a person marked as right or wrong.
 *
 * @param name of its file without the extension; empty before it is stored
 * @param after the questions before it, oldest first, if it follows them up; such a question is never matched by itself
 * @param why what is wrong; empty for a right answer
 * @param sql the statements in order; none if the profile answered
 * @param parameters what may be another number, period or value when the question is asked again
 * @param tables what the statements read
 * @param state filters, definitions and decisions that were active
 * @param by who marked it; may be empty
 * @param at ISO instant
 * @param conversation id; empty if the answer is of none
 * @param turn number of the question in the conversation, 1 for the first; 0 without a conversation
 * @param fingerprint of the data
 */
public record ReviewedAnswer(
        String name,
        String question,
        List<String> after,
        Verdict verdict,
        String why,
        List<String> sql,
        List<Parameter> parameters,
        List<Table> tables,
        List<String> state,
        String by,
        String at,
        String conversation,
        int turn,
        String fingerprint) {
    public ReviewedAnswer {
        after = List.copyOf(after);
        sql = List.copyOf(sql);
        parameters = List.copyOf(parameters);
        tables = List.copyOf(tables);
        state = List.copyOf(state);
    }

    /**
     * Words of the question that the statement has as a literal.
     *
     * @param in the column that the literal is compared with, or {@code limit}; empty for neither
     */
    public record Parameter(String words, String in) {}

    /**
     * A table that the statements read.
     *
     * @param name as in the file
     */
    public record Table(String name, List<Column> columns) {
        public Table {
            columns = List.copyOf(columns);
        }
    }

    /**
     * A column that the statements use.
     *
     * @param name as in the file
     * @param type as in a profile
     */
    public record Column(String name, String type) {}

    /** An answer before its tables and parameters are known. */
    public static ReviewedAnswer of(
            String question,
            List<String> after,
            Review review,
            List<String> sql,
            List<String> state,
            String at,
            String conversation,
            int turn,
            String fingerprint) {
        return new ReviewedAnswer(
                "",
                question,
                after,
                review.verdict(),
                review.why(),
                sql,
                List.of(),
                List.of(),
                state,
                review.by(),
                at,
                conversation,
                turn,
                fingerprint);
    }

    public boolean isGood() {
        return verdict == Verdict.GOOD;
    }

    /** The day on which it was marked, such as 2026-11-30. */
    public String day() {
        return at.length() < 10 ? at : at.substring(0, 10);
    }

    ReviewedAnswer with(String stored, List<Parameter> found, List<Table> used) {
        return new ReviewedAnswer(
                stored,
                question,
                after,
                verdict,
                why,
                sql,
                found,
                used,
                state,
                by,
                at,
                conversation,
                turn,
                fingerprint);
    }
}

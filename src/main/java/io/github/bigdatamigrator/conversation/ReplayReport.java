package io.github.bigdatamigrator.conversation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a conversation's queries when they were run again.
 *
 * @param queries in the order of the conversation
 */
public record ReplayReport(String id, List<Replayed> queries) {
    public ReplayReport {
        queries = List.copyOf(queries);
    }

    /** What became of one query. */
    public enum Verdict {
        /**
         * The same rows, in whatever order where the query names none; decimals of floating point may differ in the
         * last digits.
         */
        SAME,
        CHANGED,
        /** It does not run any more. */
        FAILED
    }

    /**
     * One query that ran again.
     *
     * @param turn 1 for the first question
     * @param rowsBefore rows that the answer was given from
     * @param rowsNow rows that came now; 0 where it failed
     * @param change one line: the first difference, or why it failed; null where it is the same
     */
    public record Replayed(
            int turn,
            String question,
            String sql,
            Verdict verdict,
            int rowsBefore,
            int rowsNow,
            @Nullable String change) {}

    /** How many of them came to that. */
    public int count(Verdict verdict) {
        return (int)
                queries.stream().filter(query -> query.verdict() == verdict).count();
    }
}

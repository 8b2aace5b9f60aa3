package io.github.bigdatamigrator.conversation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reports what changed when the queries of a conversation ran again.
 *
 * @param queries in the order of the conversation
 */
public record ReplayReport(String id, List<Replayed> queries) {
    public ReplayReport {
        queries = List.copyOf(queries);
    }

    /** The outcome for one query. */
    public enum Verdict {
        /** The same rows, in any order unless the query sorts them; doubles may differ in the last digits. */
        SAME,
        CHANGED,
        /** The query no longer runs. */
        FAILED
    }

    /**
     * Reports one query that ran again.
     *
     * @param turn 1 for the first question
     * @param rowsBefore number of rows in the conversation
     * @param rowsNow number of rows now; 0 if the query failed
     * @param change one line: the first difference, or the error; null if nothing changed
     */
    public record Replayed(
            int turn,
            String question,
            String sql,
            Verdict verdict,
            int rowsBefore,
            int rowsNow,
            @Nullable String change) {}

    /** Counts the queries with this verdict. */
    public int count(Verdict verdict) {
        return (int) queries.stream().filter(it -> it.verdict() == verdict).count();
    }
}

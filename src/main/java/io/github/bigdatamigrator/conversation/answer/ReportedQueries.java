package io.github.bigdatamigrator.conversation.answer;

import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.context.query.QueryResult;
import io.github.bigdatamigrator.conversation.AnswerListener;
import io.github.bigdatamigrator.conversation.OpenedData;
import io.github.bigdatamigrator.conversation.PromptSanitizer;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.sql.SqlIdentifiers;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Runs queries and reports their SQL, their rows and a warning before an expensive one to the listener. */
final class ReportedQueries {
    /** A scan of this many rows takes seconds on two cores. */
    private static final long MANY_ROWS = 20_000_000;

    private final OpenedData data;
    private final AnswerListener listener;
    private final AnswerDraft draft;

    ReportedQueries(OpenedData data, AnswerListener listener, AnswerDraft draft) {
        this.data = data;
        this.listener = listener;
        this.draft = draft;
    }

    QueryResult run(String sql) {
        listener.sql(sql);
        warnIfExpensive(sql);
        QueryResult result = data.queries().run(sql);
        listener.rows(result);
        return result;
    }

    /**
     * Runs a query whose failure leaves other ways to an answer; the reason of a failure goes into the draft.
     *
     * @return empty if the query fails
     * @throws MigratorException CANCELLED, DATA_CHANGED
     */
    Optional<QueryResult> attempt(String sql) {
        try {
            return Optional.of(run(sql));
        } catch (MigratorException e) {
            if (e.code() == ErrorCode.CANCELLED || e.code() == ErrorCode.DATA_CHANGED) {
                throw e;
            }
            draft.addFault(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private void warnIfExpensive(String sql) {
        List<TableProfile> used = data.context().tables().stream()
                .filter(table -> SqlIdentifiers.mentioned(table.sqlName(), sql))
                .toList();
        long rows = used.stream().mapToLong(TableProfile::rows).sum();
        if (rows >= MANY_ROWS) {
            String largest = Collections.max(used, Comparator.comparingLong(TableProfile::rows))
                    .name();
            listener.status("This query reads up to " + NumberFormat.of(rows) + " rows (most of them of "
                    + PromptSanitizer.text(largest, 60) + ") and may take a while; it can be cancelled");
        }
    }
}

package io.github.bigdatamigrator.conversation.answer;

import io.github.bigdatamigrator.context.QueryResult;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.conversation.AnswerListener;
import io.github.bigdatamigrator.conversation.OpenedData;
import io.github.bigdatamigrator.conversation.PromptSanitizer;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.sql.SqlIdentifiers;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs queries and tells the listener their SQL, their rows, and beforehand when one is expensive. */
final class AnnouncedQueries {
    /** From here on a scan takes seconds on two cores. */
    private static final long MANY_ROWS = 20_000_000;

    private final OpenedData data;
    private final AnswerListener listener;

    AnnouncedQueries(OpenedData data, AnswerListener listener) {
        this.data = data;
        this.listener = listener;
    }

    QueryResult run(String sql) {
        listener.sql(sql);
        warnIfExpensive(sql);
        QueryResult result = data.queries().run(sql);
        listener.rows(result);
        return result;
    }

    /**
     * Runs a query that the answer does not depend on.
     *
     * @param onFailure receives the reason if it fails
     * @return empty if it fails
     * @throws MigratorException CANCELLED, DATA_CHANGED
     */
    Optional<QueryResult> attempt(String sql, Consumer<String> onFailure) {
        try {
            return Optional.of(run(sql));
        } catch (MigratorException e) {
            if (e.code() == ErrorCode.CANCELLED || e.code() == ErrorCode.DATA_CHANGED) {
                throw e;
            }
            onFailure.accept(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private void warnIfExpensive(String sql) {
        long rows = 0;
        String largest = "";
        long most = 0;
        for (TableProfile table : data.context().tables()) {
            boolean used = SqlIdentifiers.mentioned(table.sqlName(), sql);
            if (used) {
                rows += table.rows();
                largest = table.rows() > most ? table.name() : largest;
                most = Math.max(most, table.rows());
            }
        }
        if (rows >= MANY_ROWS) {
            listener.status("This query reads up to " + NumberFormat.of(rows) + " rows (most of them of "
                    + PromptSanitizer.text(largest, 60) + ") and may take a while; it can be cancelled");
        }
    }
}

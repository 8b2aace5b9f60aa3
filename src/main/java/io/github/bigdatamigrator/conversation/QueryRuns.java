package io.github.bigdatamigrator.conversation;

import io.github.bigdatamigrator.context.QueryResult;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.sql.SqlIdentifiers;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.List;
import java.util.Optional;

/**
 * Runs the queries of one answer: says beforehand when one is expensive, and reads what a model proposed as it was
 * meant.
 */
final class QueryRuns {
    /** From here on a scan takes long enough on two cores to be told of. */
    private static final long MANY_ROWS = 20_000_000;

    private final OpenedData data;
    private final AnswerListener listener;
    private final AnswerDraft draft;

    QueryRuns(OpenedData data, AnswerListener listener, AnswerDraft draft) {
        this.data = data;
        this.listener = listener;
        this.draft = draft;
    }

    /** A statement of the program's own. */
    QueryResult run(String sql) {
        listener.sql(sql);
        notice(sql);
        QueryResult result = data.queries().run(sql);
        listener.rows(result);
        return result;
    }

    /**
     * A model's statement: with names as the files write them, and asked again with stored values where it finds
     * nothing.
     */
    QueryResult proposed(String statement) {
        String sql = readable(statement);
        QueryResult result;
        try {
            result = run(sql);
        } catch (MigratorException e) {
            // What Spark takes as it stands is never read otherwise.
            Optional<String> other = e.code() == ErrorCode.QUERY_FAILED ? otherwise(statement, sql) : Optional.empty();
            sql = other.orElseThrow(() -> e);
            result = run(sql);
        }
        if (!ValueRetry.empty(result)) {
            return result;
        }
        Optional<ValueRetry> retry = ValueRetry.of(sql, data.context(), data.values());
        if (retry.isEmpty()) {
            return result;
        }
        listener.status("Asking again with the nearest stored values");
        listener.sql(retry.get().sql());
        QueryResult again = data.queries().run(retry.get().sql());
        if (ValueRetry.empty(again)) {
            return result;
        }
        listener.rows(again);
        retry.get().notes().forEach(draft::warn);
        return again;
    }

    /**
     * The statement in the names that Spark knows; where several readings are possible, the first that can be analysed.
     */
    private String readable(String sql) {
        List<String> readings = SqlTables.rewriter(data.context()).readings(sql);
        String first = readings.get(0);
        return readings.size() == 1 ? first : analysed(readings).orElse(first);
    }

    /** A statement that failed, as other systems would read it; empty where that is nothing else, or fails too. */
    private Optional<String> otherwise(String statement, String failed) {
        return analysed(SqlTables.rewriter(data.context()).otherDialectReadings(statement).stream()
                .filter(reading -> !reading.equals(failed))
                .toList());
    }

    private Optional<String> analysed(List<String> readings) {
        for (String reading : readings) {
            try {
                data.queries().check(reading);
                return Optional.of(reading);
            } catch (MigratorException e) {
                // A reading may mean something else that is refused: a column ‘user’ is no question of who is logged
                // in.
                if (e.code() != ErrorCode.QUERY_FAILED && e.code() != ErrorCode.QUERY_REFUSED) {
                    throw e;
                }
            }
        }
        return Optional.empty();
    }

    private void notice(String sql) {
        long rows = 0;
        String largest = "";
        long most = 0;
        for (TableProfile table : data.context().tables()) {
            if (SqlIdentifiers.mentioned(table.sqlName(), sql)) {
                rows += table.rows();
                largest = table.rows() > most ? table.name() : largest;
                most = Math.max(most, table.rows());
            }
        }
        if (rows >= MANY_ROWS) {
            listener.status("This query reads up to " + NumberFormat.of(rows) + " rows (most of them of "
                    + Defused.text(largest, 60) + ") and may take a while; it can be cancelled");
        }
    }
}

package io.github.bigdatamigrator.conversation.answer;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.QueryResult;
import io.github.bigdatamigrator.conversation.ConversationState.Entry;
import io.github.bigdatamigrator.conversation.prompt.HeaderPseudonyms;
import io.github.bigdatamigrator.conversation.prompt.PromptContext;
import io.github.bigdatamigrator.conversation.prompt.RepairHint;
import io.github.bigdatamigrator.conversation.prompt.RewriterTables;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.sql.SqlStatements;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Runs SQL that a model wrote; every answerer passes its SQL through here. In order: pseudonyms are replaced by real
 * names and values, names of the files by those that Spark knows; active filters are required; the guard checks the
 * statement and it runs; SQL of another dialect is rewritten, but only if Spark rejected it as it stands; and a result
 * that is empty is queried again with the nearest stored values. Holds no state of its own.
 */
final class QueryStep {
    private final TurnContext turn;
    private final PromptContext recall;
    private final HeaderPseudonyms masks;

    QueryStep(TurnContext turn, PromptContext recall, HeaderPseudonyms masks) {
        this.turn = turn;
        this.recall = recall;
        this.masks = masks;
    }

    /** Why a statement goes back to the model. */
    enum Repair {
        /** An active filter is missing. */
        FILTER,
        /** The guard rejected a SELECT. */
        REJECTION,
        /** Spark could not analyse or run it. */
        ERROR
    }

    /** What came of one statement. */
    sealed interface Attempt {}

    /** @param warnings for the user, if these rows become the answer */
    record Rows(QueryResult result, List<String> warnings) implements Attempt {}

    /**
     * The model may write a better statement.
     *
     * @param reason for the user
     * @param hint for the model
     */
    record Repairable(Repair repair, String reason, RepairHint hint) implements Attempt {}

    /** The statement is not a SELECT, or the guard rejected a second one: the model gets no further attempt. */
    record Rejected(String reason) implements Attempt {}

    /** The statement ran out of its time: the model gets no further attempt. */
    record Failed(String reason) implements Attempt {}

    /**
     * @param spent repairs that the model is not asked for: without FILTER a query without the filter is repairable,
     *     with it the query runs and its rows carry a warning; with REJECTION the next rejection is final
     * @throws MigratorException CANCELLED, DATA_CHANGED, and other failures that no repair of the SQL can remove
     */
    Attempt run(String written, Set<Repair> spent) {
        String sql = masks.unmask(written);
        try {
            String named = withKnownNames(sql);
            Optional<Entry> missing = missingFilter(sql, named);
            if (missing.isPresent() && !spent.contains(Repair.FILTER)) {
                String reason = "the query leaves out what holds in this conversation: "
                        + missing.get().text();
                return new Repairable(Repair.FILTER, reason, RepairHint.of(reason));
            }
            List<String> warnings = new ArrayList<>();
            missing.ifPresent(filter -> warnings.add("The filter ‘" + filter.text() + "’ was not found in the query."));
            return rows(sql, named, warnings);
        } catch (MigratorException e) {
            return failed(sql, e, spent);
        }
    }

    /** A filter is looked for under the names of the statement, and under those of the other dialect if it is one. */
    private Optional<Entry> missingFilter(String sql, String named) {
        return recall.missing(named)
                .filter(filter -> otherDialect(sql).stream()
                        .allMatch(reading -> recall.missing(reading).isPresent()));
    }

    private Rows rows(String sql, String named, List<String> warnings) {
        String ran = named;
        QueryResult result;
        try {
            result = turn.queries().run(named);
        } catch (MigratorException e) {
            List<String> readings = e.code() == ErrorCode.QUERY_FAILED ? otherDialect(sql) : List.of();
            ran = analysable(readings, named).orElseThrow(() -> e);
            result = turn.queries().run(ran);
        }
        Optional<StoredValueRetry> retry = StoredValueRetry.empty(result)
                ? StoredValueRetry.of(ran, context(), turn.data().values())
                : Optional.empty();
        if (retry.isPresent()) {
            turn.listener().status("Asking again with the nearest stored values");
            turn.listener().sql(retry.get().sql());
            QueryResult again = turn.data().queries().run(retry.get().sql());
            if (!StoredValueRetry.empty(again)) {
                turn.listener().rows(again);
                warnings.addAll(retry.get().notes());
                result = again;
            }
        }
        return new Rows(result, List.copyOf(warnings));
    }

    private static Attempt failed(String sql, MigratorException e, Set<Repair> spent) {
        String reason = String.valueOf(e.getMessage());
        return switch (e.code()) {
            case QUERY_REFUSED ->
                spent.contains(Repair.REJECTION) || !SqlStatements.isQuery(sql)
                        ? new Rejected(reason)
                        : new Repairable(Repair.REJECTION, reason, RepairHint.of(e));
            case QUERY_FAILED -> new Repairable(Repair.ERROR, reason, RepairHint.of(e));
            case QUERY_TIMEOUT -> new Failed(reason);
            default -> throw e;
        };
    }

    /** The statement in the names that Spark knows; of several readings the first that can be analysed. */
    private String withKnownNames(String sql) {
        List<String> readings = RewriterTables.rewriter(context()).readings(sql);
        String first = readings.get(0);
        return readings.size() == 1 ? first : analysable(readings, "").orElse(first);
    }

    /** The statement as other systems would read it; the same as in Spark's dialect if it has nothing of theirs. */
    private List<String> otherDialect(String sql) {
        return RewriterTables.rewriter(context()).otherDialectReadings(sql);
    }

    /** @param failed a reading that is not tried again */
    private Optional<String> analysable(List<String> readings, String failed) {
        for (String reading : readings) {
            try {
                if (!reading.equals(failed)) {
                    turn.data().queries().check(reading);
                    return Optional.of(reading);
                }
            } catch (MigratorException e) {
                // A reading that is rejected may be a misreading: a column ‘user’ does not ask who is logged in.
                if (e.code() != ErrorCode.QUERY_FAILED && e.code() != ErrorCode.QUERY_REFUSED) {
                    throw e;
                }
            }
        }
        return Optional.empty();
    }

    private DataContext context() {
        return turn.data().context();
    }
}

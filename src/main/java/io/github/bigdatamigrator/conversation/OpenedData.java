package io.github.bigdatamigrator.conversation;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.GuidedQuestion;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.context.query.ClaimVerifier;
import io.github.bigdatamigrator.context.query.QueryEngine;
import io.github.bigdatamigrator.context.query.ValueFinder;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.sql.SqlIdentifiers;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * Holds the opened data of one conversation: its profile and the interfaces that query the full data.
 *
 * @param guidance finds the guided questions once, when they are first needed
 */
public record OpenedData(
        DataContext context,
        QueryEngine queries,
        ClaimVerifier claims,
        ValueFinder values,
        FutureTask<List<GuidedQuestion>> guidance) {
    private static final int WARMED_TABLES = 20;

    /** @param guidance finds questions with ready SQL that need no model; may check them on the data */
    public static OpenedData of(
            DataContext context,
            QueryEngine queries,
            ClaimVerifier claims,
            ValueFinder values,
            Supplier<List<GuidedQuestion>> guidance) {
        return new OpenedData(context, queries, claims, values, new FutureTask<>(() -> List.copyOf(guidance.get())));
    }

    /** Questions with ready SQL that need no model; none if they cannot be checked on the data. */
    public List<GuidedQuestion> guided() {
        guidance.run();
        try {
            return guidance.get();
        } catch (ExecutionException e) {
            // They are optional; a question reports problems of the data itself.
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    /**
     * The questions of {@link #guided} if they have been found; otherwise starts to find them, and returns none, so
     * that an answer does not wait for what to ask next. Does not start an engine that the answer did without.
     */
    public List<GuidedQuestion> guidedIfFound() {
        if (guidance.isDone()) {
            return guided();
        }
        if (queries.started()) {
            start(guidance, "guided-questions");
        }
        return List.of();
    }

    /**
     * Does beforehand, on a thread of its own, what the first answer needs: a query on each of the smallest tables, the
     * stored values, and the guided questions.
     */
    public void warm() {
        start(this::warmNow, "warm-up");
    }

    private static void start(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void warmNow() {
        try {
            context.tables().stream()
                    .sorted(Comparator.comparingLong(TableProfile::rows))
                    .limit(WARMED_TABLES)
                    .map(table -> "SELECT count(*) AS n FROM " + SqlIdentifiers.quote(table.sqlName()))
                    .forEach(queries::run);
            values.mentioned("");
            guided();
        } catch (MigratorException e) {
            // The first question reports what is wrong.
            return;
        }
    }
}

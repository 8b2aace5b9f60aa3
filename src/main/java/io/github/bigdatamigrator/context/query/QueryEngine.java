package io.github.bigdatamigrator.context.query;

/**
 * Runs read-only SQL on the full data of one conversation. Statements are untrusted: an implementation accepts only
 * bounded reads of the conversation's own tables. Safe for use by several threads.
 */
public interface QueryEngine extends LazyEngine {
    /**
     * Runs one SELECT and returns at most the engine's row limit.
     *
     * @throws io.github.bigdatamigrator.error.MigratorException QUERY_REFUSED (not an allowed read), QUERY_FAILED (with
     *     one short line: the error and, if Spark gives one, its suggestion), QUERY_TIMEOUT, CANCELLED
     */
    QueryResult run(String sql);

    /**
     * Checks whether {@link #run} would accept the statement and whether it can be analyzed, without running it.
     *
     * @throws io.github.bigdatamigrator.error.MigratorException QUERY_REFUSED or QUERY_FAILED
     */
    void check(String sql);

    /**
     * Looks for what a statement counts wrong although it runs: rows that joins repeat or drop, and the like. Costs a
     * walk over its plan (a few milliseconds), and queries of up to some seconds only where something may be wrong.
     *
     * @return {@link StatementReview#NONE} also for a statement that fails
     * @throws io.github.bigdatamigrator.error.MigratorException CANCELLED
     */
    default StatementReview review(String sql) {
        return StatementReview.NONE;
    }
}

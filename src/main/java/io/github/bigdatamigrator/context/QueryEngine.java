package io.github.bigdatamigrator.context;

/**
 * Runs read-only SQL on the full data of one conversation. Statements come from models and strangers: an implementation
 * lets through bounded reads of the conversation's own tables and nothing else. Safe for use by several threads.
 */
public interface QueryEngine {
    /**
     * Runs one SELECT and returns at most the engine's row limit.
     *
     * @throws io.github.bigdatamigrator.error.MigratorException QUERY_REFUSED (not an allowed read), QUERY_FAILED (with
     *     one short line that names the fault and, where Spark gives one, the suggestion), QUERY_TIMEOUT, CANCELLED
     */
    QueryResult run(String sql);

    /**
     * Decides whether {@link #run} would let the statement through and whether it can be analysed, without running it.
     *
     * @throws io.github.bigdatamigrator.error.MigratorException QUERY_REFUSED or QUERY_FAILED
     */
    void check(String sql);

    /** Stops what is running for this conversation now; the runs end with CANCELLED. */
    void cancel();
}

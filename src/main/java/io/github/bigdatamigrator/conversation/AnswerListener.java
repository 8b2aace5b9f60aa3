package io.github.bigdatamigrator.conversation;

import io.github.bigdatamigrator.context.query.QueryResult;

/** Receives the progress of one answer, in order, on the thread that asked. */
public interface AnswerListener {
    /** Receives the current step, in words for the user. */
    default void status(String text) {}

    /** Receives SQL before it runs. */
    default void sql(String sql) {}

    /** Receives the result of a query. */
    default void rows(QueryResult result) {}

    /** Receives why SQL goes back to the model. */
    default void repair(String reason) {}

    /** Receives a piece of the final content; the concatenated pieces are the content. */
    default void token(String piece) {}

    /** Ignores everything. */
    AnswerListener NONE = new AnswerListener() {};
}

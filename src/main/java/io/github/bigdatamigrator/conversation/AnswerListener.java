package io.github.bigdatamigrator.conversation;

import io.github.bigdatamigrator.context.QueryResult;

/** Hears how an answer comes about, in order, on the thread that asks. */
public interface AnswerListener {
    /** What is being done now, in the user's words. */
    default void status(String text) {}

    /** SQL that is about to run. */
    default void sql(String sql) {}

    /** Rows that a query gave. */
    default void rows(QueryResult result) {}

    /** A piece of the final content; all pieces joined are the content. */
    default void token(String piece) {}

    /** Hears nothing. */
    AnswerListener NONE = new AnswerListener() {};
}

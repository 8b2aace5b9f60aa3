package io.github.bigdatamigrator.context.query;

/** What an engine that starts when it is first needed answers without being started. */
public interface LazyEngine {
    /** Whether a query starts at once; false until the first one has started an engine that starts when needed. */
    default boolean started() {
        return true;
    }

    /** Cancels the running queries of this conversation; they end with CANCELLED. */
    void cancel();
}

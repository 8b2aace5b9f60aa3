package io.github.bigdatamigrator.error;

/** Classifies errors by what a caller can do; one switch maps the codes to exit codes, another to HTTP statuses. */
public enum ErrorCode {
    /** An argument, setting or request is invalid. */
    BAD_INPUT,
    /** No conversation has this id. */
    UNKNOWN_CONVERSATION,
    /** Another thread or process is writing to the conversation. */
    CONVERSATION_LOCKED,
    /** The conversation has changed since the caller read it. */
    VERSION_CONFLICT,
    /** The conversation has no profile yet, or profiling failed. */
    CONVERSATION_NOT_READY,
    /** A named file or folder does not exist, or a pattern matches nothing. */
    FILE_NOT_FOUND,
    /** A named file exists but cannot be read: permissions, damage, or an unknown format. */
    FILE_UNREADABLE,
    /** The settings do not allow this path. */
    PATH_FORBIDDEN,
    /** The data has changed since it was profiled, so the profile no longer describes it. */
    DATA_CHANGED,
    /** The SQL is not a bounded read of the conversation's own tables. */
    QUERY_REFUSED,
    /** Spark cannot analyze or run the SQL. */
    QUERY_FAILED,
    /** The SQL exceeded its time limit. */
    QUERY_TIMEOUT,
    /** Spark was stopped while it was in use. */
    ENGINE_STOPPED,
    /** The model's server cannot be reached. */
    LLM_UNREACHABLE,
    /** The model's server did not answer in time. */
    LLM_TIMEOUT,
    /** The model's server requires an API key or rejects the one given. */
    LLM_UNAUTHORIZED,
    /** The model's server has no model loaded, or not the requested one. */
    LLM_NO_MODEL,
    /** The request exceeds the model's context window. */
    LLM_CONTEXT_OVERFLOW,
    /** The model's server rejects further requests: a rate limit or an exhausted quota. */
    LLM_RATE_LIMITED,
    /** Any other failure of the model or its server, such as an unreadable or empty reply. */
    LLM_FAILED,
    /** Events, profiles or reports cannot be written or read. */
    STORE_FAILED,
    /** The disk is full. */
    DISK_FULL,
    /** The user cancelled the operation. */
    CANCELLED,
    /** A bug in this program. */
    INTERNAL
}

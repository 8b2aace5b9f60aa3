package io.github.bigdatamigrator.error;

/**
 * What went wrong, as far as a caller may want to act on it. Exit codes and HTTP statuses are mapped from here, once
 * each.
 */
public enum ErrorCode {
    /** An argument, setting or request that is not valid as given. */
    BAD_INPUT,
    /** No conversation has the id. */
    UNKNOWN_CONVERSATION,
    /** Another process is writing to the conversation. */
    CONVERSATION_LOCKED,
    /** The conversation has changed since the caller read it. */
    VERSION_CONFLICT,
    /** The conversation cannot do this yet or any more: its profile is still being made, or failed. */
    CONVERSATION_NOT_READY,
    /** A named file or folder does not exist, or a pattern matches nothing. */
    FILE_NOT_FOUND,
    /** A named file is there but cannot be read: permissions, damage, or an unknown format. */
    FILE_UNREADABLE,
    /** A path that the settings do not allow. */
    PATH_FORBIDDEN,
    /** The data differs from what was profiled, so that figures of both would not agree. */
    DATA_CHANGED,
    /** SQL that is not a bounded read of the conversation's own tables. */
    QUERY_REFUSED,
    /** SQL that Spark cannot analyse or run. */
    QUERY_FAILED,
    /** SQL that ran out of its time. */
    QUERY_TIMEOUT,
    /** Spark was stopped under the work. */
    ENGINE_STOPPED,
    /** Nothing answers at the model's address. */
    LLM_UNREACHABLE,
    /** The model's server answers, but not in time. */
    LLM_TIMEOUT,
    /** The model's server refuses the key, or wants one. */
    LLM_UNAUTHORIZED,
    /** The model's server is there, but holds no model, or not this one. */
    LLM_NO_MODEL,
    /** The request does not fit the window that is loaded. */
    LLM_CONTEXT_OVERFLOW,
    /** The model's server allows no more requests for now, or ever. */
    LLM_RATE_LIMITED,
    /** Any other failure of the model or its server, an unreadable or empty reply included. */
    LLM_FAILED,
    /** Events, profiles or reports cannot be written or read back. */
    STORE_FAILED,
    /** There is no room left to write. */
    DISK_FULL,
    /** Stopped because the user asked for it. */
    CANCELLED,
    /** A fault of this program. */
    INTERNAL
}

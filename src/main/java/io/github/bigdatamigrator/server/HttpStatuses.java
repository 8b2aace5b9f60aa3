package io.github.bigdatamigrator.server;

import io.github.bigdatamigrator.error.ErrorCode;

/** Maps each error code to its HTTP status. The counterpart for the terminal is {@code ExitCodes} in {@code cli}. */
final class HttpStatuses {
    private HttpStatuses() {}

    static int of(ErrorCode code) {
        return switch (code) {
            case BAD_INPUT -> 400;
            case PATH_FORBIDDEN -> 403;
            case UNKNOWN_CONVERSATION -> 404;
            case CONVERSATION_LOCKED, CONVERSATION_NOT_READY, DATA_CHANGED, CANCELLED -> 409;
            case VERSION_CONFLICT -> 412;
            case FILE_NOT_FOUND, FILE_UNREADABLE, QUERY_REFUSED, QUERY_FAILED -> 422;
            case STORE_FAILED, INTERNAL -> 500;
            case LLM_UNAUTHORIZED, LLM_CONTEXT_OVERFLOW, LLM_FAILED -> 502;
            case ENGINE_STOPPED, LLM_UNREACHABLE, LLM_NO_MODEL, LLM_RATE_LIMITED -> 503;
            case QUERY_TIMEOUT, LLM_TIMEOUT -> 504;
            case DISK_FULL -> 507;
        };
    }
}

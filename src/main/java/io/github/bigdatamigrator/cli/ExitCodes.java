package io.github.bigdatamigrator.cli;

import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.error.ErrorCode;

/** Maps errors and outcomes to the exit codes of the process. */
final class ExitCodes {
    static final int DONE = 0;
    /** An evaluation with fewer right answers than asked for. */
    static final int NOT_REACHED = 1;

    /** A comparison that found a difference. */
    static final int DIFFERENT = 1;

    static final int USAGE = 2;
    static final int FILE = 3;
    static final int MODEL = 4;
    static final int PARTLY = 5;
    static final int BUG = 70;
    static final int INTERRUPTED = 130;

    private ExitCodes() {}

    /** An unwritable folder is wrong usage, since the user named it; failing SQL is a failure of the model. */
    static int of(ErrorCode code) {
        return switch (code) {
            case QUERY_REFUSED -> DONE;
            case BAD_INPUT,
                    UNKNOWN_CONVERSATION,
                    CONVERSATION_LOCKED,
                    VERSION_CONFLICT,
                    CONVERSATION_NOT_READY,
                    STORE_FAILED,
                    DISK_FULL -> USAGE;
            case FILE_NOT_FOUND, FILE_UNREADABLE, PATH_FORBIDDEN, DATA_CHANGED -> FILE;
            case QUERY_FAILED,
                    QUERY_TIMEOUT,
                    ENGINE_STOPPED,
                    LLM_UNREACHABLE,
                    LLM_TIMEOUT,
                    LLM_UNAUTHORIZED,
                    LLM_NO_MODEL,
                    LLM_CONTEXT_OVERFLOW,
                    LLM_RATE_LIMITED,
                    LLM_FAILED -> MODEL;
            case CANCELLED -> INTERRUPTED;
            case INTERNAL -> BUG;
        };
    }

    /** An “unanswerable” answer counts as done; only a failure is a failure. */
    static int of(Answer.Outcome outcome) {
        return switch (outcome) {
            case ANSWERED, UNANSWERABLE, UNCLEAR, REFUSED -> DONE;
            case FAILED -> MODEL;
        };
    }
}

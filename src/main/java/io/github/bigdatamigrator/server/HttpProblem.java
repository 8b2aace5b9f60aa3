package io.github.bigdatamigrator.server;

import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.json.Json;
import java.util.concurrent.CompletionException;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.eclipse.jetty.http.HttpStatus;

/** Describes the failure of a request as a problem document (RFC 9457). */
record HttpProblem(int status, String code, String detail) {
    static final String CONTENT_TYPE = "application/problem+json";
    static final String INTERNAL = "This is a bug in the program; the server's log has the details.";

    /** Maps a failure to a problem. Details of unexpected failures are logged, not sent. */
    static HttpProblem of(Throwable failure) {
        if (failure instanceof CompletionException && failure.getCause() != null) {
            return of(failure.getCause());
        }
        if (failure instanceof RefusedException refused) {
            return refused.problem();
        }
        if (failure instanceof MigratorException known && known.code() != ErrorCode.INTERNAL) {
            return new HttpProblem(status(known.code()), Json.word(known.code()), String.valueOf(known.getMessage()));
        }
        return new HttpProblem(status(ErrorCode.INTERNAL), Json.word(ErrorCode.INTERNAL), INTERNAL);
    }

    record Body(String type, String title, int status, String code, String detail) {}

    Body body() {
        return new Body("about:blank", title(status), status, code, detail);
    }

    static String innermost(Throwable failure) {
        Throwable cause = ExceptionUtils.getRootCause(failure);
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }

    /** Names some statuses as RFC 9110 does, where Jetty has their older names. */
    private static String title(int status) {
        return switch (status) {
            case 413 -> "Content Too Large";
            case 422 -> "Unprocessable Content";
            case 500 -> "Internal Server Error";
            default -> HttpStatus.getMessage(status);
        };
    }

    /**
     * Maps each error code to its HTTP status. The counterpart for the terminal is {@code ExitCodes} in {@code cli}.
     */
    static int status(ErrorCode code) {
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

    /** Thrown when the server itself rejects a request. */
    static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient HttpProblem problem;

        RefusedException(int status, String code, String detail) {
            super(detail);
            this.problem = new HttpProblem(status, code, detail);
        }

        HttpProblem problem() {
            return problem;
        }
    }
}

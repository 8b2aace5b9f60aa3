package io.github.bigdatamigrator.server;

import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;

/**
 * Describes the failure of a request as a problem document (RFC 9457).
 *
 * @param code machine-readable error code
 * @param detail message for a person: what failed, the value and the remedy
 */
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
            return new HttpProblem(
                    HttpStatuses.of(known.code()), Json.word(known.code()), String.valueOf(known.getMessage()));
        }
        return new HttpProblem(HttpStatuses.of(ErrorCode.INTERNAL), Json.word(ErrorCode.INTERNAL), INTERNAL);
    }

    Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "about:blank");
        body.put("title", title(status));
        body.put("status", status);
        body.put("code", code);
        body.put("detail", detail);
        return body;
    }

    /** The first line of the root cause's message. */
    static String innermost(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }

    private static String title(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 408 -> "Request Timeout";
            case 409 -> "Conflict";
            case 410 -> "Gone";
            case 412 -> "Precondition Failed";
            case 413 -> "Content Too Large";
            case 414 -> "URI Too Long";
            case 415 -> "Unsupported Media Type";
            case 422 -> "Unprocessable Content";
            case 429 -> "Too Many Requests";
            case 431 -> "Request Header Fields Too Large";
            case 500 -> "Internal Server Error";
            case 502 -> "Bad Gateway";
            case 503 -> "Service Unavailable";
            case 504 -> "Gateway Timeout";
            case 507 -> "Insufficient Storage";
            default -> "Error";
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

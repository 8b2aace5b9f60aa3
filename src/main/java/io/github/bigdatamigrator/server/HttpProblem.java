package io.github.bigdatamigrator.server;

import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionException;

/**
 * What went wrong with a request, as RFC 9457 has it.
 *
 * @param code a word that a program can act on
 * @param detail what, the value, and the remedy, for a person
 */
record HttpProblem(int status, String code, String detail) {
    static final String CONTENT_TYPE = "application/problem+json";

    /** Any failure of a request; what is not ours stays in the log and is not shown. */
    static HttpProblem of(Throwable failure) {
        if (failure instanceof CompletionException && failure.getCause() != null) {
            return of(failure.getCause());
        }
        if (failure instanceof RefusedException refused) {
            return refused.problem();
        }
        if (failure instanceof MigratorException known && known.code() != ErrorCode.INTERNAL) {
            return new HttpProblem(
                    HttpStatuses.of(known.code()), word(known.code()), String.valueOf(known.getMessage()));
        }
        return new HttpProblem(
                HttpStatuses.of(ErrorCode.INTERNAL),
                word(ErrorCode.INTERNAL),
                "A fault of this program; the server's log has the details.");
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

    /** The message of the cause of all causes, on one line. */
    static String innermost(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }

    private static String word(ErrorCode code) {
        return code.name().toLowerCase(Locale.ROOT);
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

    /** A request that is turned away before anything is called. */
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

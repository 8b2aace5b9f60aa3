package io.github.bigdatamigrator.error;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reports a failure of a model or its server. The retry and the online fallback catch this type. */
public final class LlmException extends MigratorException {
    private static final long serialVersionUID = 1L;

    private final boolean retryable;
    private final @Nullable Duration retryAfter;

    public LlmException(ErrorCode code, String message, boolean retryable) {
        this(code, message, retryable, null, null);
    }

    public LlmException(
            ErrorCode code,
            String message,
            boolean retryable,
            @Nullable Duration retryAfter,
            @Nullable Throwable cause) {
        super(code, message, cause);
        this.retryable = retryable;
        this.retryAfter = retryAfter;
    }

    /** Whether the same request may succeed later. */
    public boolean retryable() {
        return retryable;
    }

    /** The server's Retry-After, or null if it sent none. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}

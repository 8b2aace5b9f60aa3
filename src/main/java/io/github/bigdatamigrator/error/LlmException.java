package io.github.bigdatamigrator.error;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A failure of a model or of its server; a type of its own because the retry and the fallback catch it. */
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

    /** Whether the same request may succeed a little later. */
    public boolean retryable() {
        return retryable;
    }

    /** How long the server asked to wait, or null where it did not say. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}

package io.github.bigdatamigrator.error;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The one exception of this project. Its message is written for the user: what happened, the value concerned, and the
 * remedy. Dirty data is never an exception; it becomes a {@code Problem} in the profile.
 */
public class MigratorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    public MigratorException(ErrorCode code, String message) {
        this(code, message, null);
    }

    public MigratorException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = Objects.requireNonNull(code);
    }

    public final ErrorCode code() {
        return code;
    }
}

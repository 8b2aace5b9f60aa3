package io.github.bigdatamigrator.error;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reports an error to the user. The message states what happened, the value concerned, and the remedy. Dirty data is
 * not an exception: the profile lists it as a {@code Problem}.
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

    public static MigratorException badInput(String message) {
        return new MigratorException(ErrorCode.BAD_INPUT, message);
    }

    public final ErrorCode code() {
        return code;
    }
}

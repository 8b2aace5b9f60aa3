package io.github.bigdatamigrator.context;

import java.util.Objects;

/**
 * Something about the data that a reader should know and that did not stop the profile.
 *
 * @param subject the file, table or column concerned, in the user's words
 * @param message what was seen and what was done about it
 * @param count how often, at least 1
 */
public record Problem(String subject, String message, long count, Severity severity) {
    /** How the message begins of a file that could not be read and was left out on request. */
    public static final String LEFT_OUT = "left out: ";

    public Problem {
        Objects.requireNonNull(severity);
    }

    /** A problem of medium severity. */
    public Problem(String subject, String message, long count) {
        this(subject, message, count, Severity.MEDIUM);
    }
}

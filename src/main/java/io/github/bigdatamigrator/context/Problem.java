package io.github.bigdatamigrator.context;

import java.util.Objects;

/**
 * Describes a fault of the data that did not stop the profile.
 *
 * @param subject the file, table or column concerned, by the user's name
 * @param message what was found and what was done about it
 * @param count occurrences, at least 1
 */
public record Problem(String subject, String message, long count, Severity severity) {
    /** Prefix of the message for an unreadable file that was left out on request. */
    public static final String LEFT_OUT = "left out: ";

    public Problem {
        Objects.requireNonNull(severity);
    }

    /** How much a problem matters, the worst first. */
    public enum Severity {
        /** Cells or rows differ from the file, or figures cover only a part. */
        HIGH,
        /** Answers may be wrong because of it. */
        MEDIUM,
        /** Worth knowing. */
        LOW
    }

    /** Whether it is about an entry in a file of what people know of the data; the subject names file and line. */
    public boolean ofKnowledge() {
        return subject.matches("(?s).+\\.yaml, line \\d+");
    }

    /** A problem of medium severity. */
    public Problem(String subject, String message, long count) {
        this(subject, message, count, Severity.MEDIUM);
    }
}

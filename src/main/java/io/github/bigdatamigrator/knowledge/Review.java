package io.github.bigdatamigrator.knowledge;

import io.github.bigdatamigrator.error.MigratorException;

/**
 * What a person says of an answer.
 *
 * @param why what is wrong; empty for a right answer
 * @param by who says it; may be empty
 */
public record Review(Verdict verdict, String why, String by) {
    /** Whether an answer is right. */
    public enum Verdict {
        GOOD,
        WRONG
    }

    /** @throws MigratorException BAD_INPUT for a wrong answer without a reason, or a reason for a right one */
    public Review {
        why = why.strip();
        by = by.strip();
        if (verdict == Verdict.WRONG && why.isEmpty()) {
            throw MigratorException.badInput(
                    "Say what is wrong with the answer, so that it can be told when the question" + " is asked again.");
        }
        if (verdict == Verdict.GOOD && !why.isEmpty()) {
            throw MigratorException.badInput("A right answer needs no reason; it was ‘" + why + "’.");
        }
    }

    public static Review good(String by) {
        return new Review(Verdict.GOOD, "", by);
    }

    public static Review wrong(String why, String by) {
        return new Review(Verdict.WRONG, why, by);
    }
}

package io.github.bigdatamigrator.evaluation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one question.
 *
 * @param group the conversation that it shares with others; null if it had its own
 * @param fault what is wrong; null if the answer is right
 * @param detail the difference or the failure in one line; empty if the answer is right
 * @param rightSql the right answer; empty if the data does not contain one
 * @param sql the SQL of the answer; empty if it has none
 * @param answeredBy {@code model}, {@code profile}, {@code guided} or {@code online}
 * @param repairs why SQL went back to the model, once for each time
 * @param warned whether the answer warned of anything
 * @param seconds from the question to the whole answer
 * @param calls replies of models
 */
public record QuestionResult(
        String question,
        String kind,
        @Nullable String language,
        @Nullable String group,
        Outcome outcome,
        @Nullable Fault fault,
        String detail,
        String rightSql,
        String sql,
        String answeredBy,
        List<String> repairs,
        boolean warned,
        double seconds,
        int calls,
        long promptTokens,
        long completionTokens) {
    /** How an answer compares with the right one. */
    public enum Outcome {
        /** The right figures; or none, where the data does not contain the answer. */
        RIGHT,
        /** Right after the model had to correct its SQL. */
        REPAIRED,
        /** Other figures, shown as the answer. */
        WRONG,
        /** The answer says that the data does not contain it, asks back, or refuses. */
        REFUSED,
        /** No answer was found. */
        FAILED;

        public boolean isRight() {
            return this == RIGHT || this == REPAIRED;
        }

        /** How much good the outcome does: a wrong figure is worse than none. */
        int rank() {
            return switch (this) {
                case RIGHT, REPAIRED -> 2;
                case REFUSED, FAILED -> 1;
                case WRONG -> 0;
            };
        }
    }

    /** What is wrong with an answer that is not right. */
    public enum Fault {
        OTHER_VALUES("other figures"),
        OTHER_ROWS("another number of rows"),
        OTHER_ORDER("the rows in another order"),
        MISSING_COLUMN("a column too few"),
        ANSWERED("answered, though the data does not contain it"),
        NOT_ANSWERED("not answered, though the data contains it"),
        REFUSED("refused by the guard or the model"),
        UNCLEAR("asked back"),
        FAILED("no answer was found");

        private final String words;

        Fault(String words) {
            this.words = words;
        }

        /** The fault in words for a reader. */
        public String words() {
            return words;
        }
    }

    public QuestionResult {
        repairs = List.copyOf(repairs);
    }

    /** The same question in the same conversation, for comparisons between runs. */
    String key() {
        return (group == null ? "" : group) + "\n" + question;
    }

    public long tokens() {
        return promptTokens + completionTokens;
    }
}

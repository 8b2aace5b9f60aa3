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

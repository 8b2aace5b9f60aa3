package io.github.bigdatamigrator.guidance;

import io.github.bigdatamigrator.context.GuidedQuestion;
import java.util.List;

/**
 * Holds the suggestions for a conversation.
 *
 * @param questions with SQL that the query engine has accepted
 * @param explorations one line each: what to look at and why
 * @param recommendations one line each: what to change in the data or its schema and why
 */
public record Guidance(List<GuidedQuestion> questions, List<String> explorations, List<String> recommendations) {
    public Guidance {
        questions = List.copyOf(questions);
        explorations = List.copyOf(explorations);
        recommendations = List.copyOf(recommendations);
    }
}

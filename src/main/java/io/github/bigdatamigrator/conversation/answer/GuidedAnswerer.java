package io.github.bigdatamigrator.conversation.answer;

import io.github.bigdatamigrator.context.GuidedQuestion;
import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.conversation.prompt.PromptContext;
import java.util.Optional;

/**
 * Answers with a query that is known to work if no model can be reached: the query of an earlier answer to the same
 * question, otherwise that of the matching guided question.
 */
final class GuidedAnswerer implements Answerer {
    @Override
    public Optional<Answer> answer(TurnContext turn) {
        return turn.prompts()
                .failure()
                .map(reason -> knownQuery(turn)
                        .flatMap(known -> turn.queries()
                                .attempt(known.sql())
                                .map(result -> turn.draft().fromGuided(known, result, reason)))
                        .orElseGet(() -> turn.draft().unavailable(reason)));
    }

    private static Optional<GuidedQuestion> knownQuery(TurnContext turn) {
        PromptContext history = turn.history();
        // The earlier query cannot be reused if it lacks a filter that was set later.
        return history.answeredBefore()
                .filter(fact -> history.missingFilter(fact.sql()).isEmpty())
                .map(fact -> new GuidedQuestion(fact.question(), fact.sql(), "asked before"))
                .or(() -> GuidedQuestionMatcher.of(turn.question(), turn.data().guided()));
    }
}

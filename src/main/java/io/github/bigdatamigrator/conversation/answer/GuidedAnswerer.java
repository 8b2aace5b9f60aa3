package io.github.bigdatamigrator.conversation.answer;

import io.github.bigdatamigrator.context.GuidedQuestion;
import io.github.bigdatamigrator.context.QueryResult;
import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.conversation.prompt.PromptContext;
import java.util.Optional;

/**
 * Answers with a query that is known to work, if no model can be reached: an earlier answer's, else a guided
 * question's.
 */
final class GuidedAnswerer implements Answerer {
    @Override
    public Optional<Answer> answer(TurnContext turn) {
        return turn.prompts().failure().map(reason -> answer(turn, reason));
    }

    private static Answer answer(TurnContext turn, String reason) {
        PromptContext recall = turn.recall();
        // The earlier query is of no use if a filter that was set since then is missing in it.
        Optional<GuidedQuestion> match = recall.same()
                .filter(line -> recall.missing(line.sql()).isEmpty())
                .map(line -> new GuidedQuestion(line.question(), line.sql(), "asked before"))
                .or(() -> GuidedQuestionMatcher.of(turn.question(), turn.data().guided()));
        Optional<QueryResult> result =
                match.flatMap(question -> turn.queries().attempt(question.sql(), turn.draft()::fault));
        return result.isPresent()
                ? turn.draft().fromGuided(match.orElseThrow(), result.get(), reason)
                : turn.draft().unavailable(reason);
    }
}

package io.github.bigdatamigrator.conversation.answer;

import io.github.bigdatamigrator.context.GuidedQuestion;
import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.conversation.memory.FollowUpDetector;
import io.github.bigdatamigrator.conversation.prompt.PromptContext;
import io.github.bigdatamigrator.guidance.PlainQuestions;
import java.util.List;
import java.util.Optional;

/**
 * Answers with a query that is known to work if no model can be reached: the query of an earlier answer to the same
 * question, otherwise a template that understands every word of the question, otherwise that of the matching guided
 * question. If a model replied but wrote no usable query, only such a template answers.
 */
final class GuidedAnswerer implements Answerer {
    private static final String UNUSABLE =
            "The model wrote no usable query; the program has read the question by itself.";

    @Override
    public Optional<Answer> answer(TurnContext turn) {
        Optional<String> failure = turn.prompts().failure();
        return failure.isEmpty()
                ? plain(turn, UNUSABLE)
                : failure.map(reason -> knownQuery(turn)
                        .flatMap(known -> turn.queries()
                                .attempt(known.sql())
                                .map(result -> turn.draft().fromGuided(known, result, reason)))
                        .or(() -> plain(turn, reason))
                        .or(() -> guided(turn, reason))
                        .orElseGet(() -> turn.draft().unavailable(reason)));
    }

    private static Optional<GuidedQuestion> knownQuery(TurnContext turn) {
        PromptContext history = turn.history();
        // The earlier query cannot be reused if it lacks a filter that was set later.
        return history.answeredBefore()
                .filter(earlier -> history.missingFilter(earlier.sql()).isEmpty())
                .map(earlier -> new GuidedQuestion(earlier.question(), earlier.sql(), "asked before"));
    }

    private static Optional<Answer> plain(TurnContext turn, String reason) {
        if (turn.history().hasActiveFilter()
                || (!turn.history().turns().isEmpty() && FollowUpDetector.mayPointBack(turn.question()))) {
            return Optional.empty();
        }
        List<PlainQuestions.Value> values = turn.prompts().storedValues().hits().stream()
                .filter(hit -> hit.distance() == 0 && !hit.item())
                .map(hit -> new PlainQuestions.Value(
                        hit.table().name(), hit.column().name(), hit.value()))
                .toList();
        return PlainQuestions.of(turn.question(), turn.data().context(), values)
                .flatMap(plain -> turn.queries()
                        .attempt(plain.sql())
                        .map(result -> turn.draft().fromTemplate(plain.reason(), result, reason)));
    }

    private static Optional<Answer> guided(TurnContext turn, String reason) {
        return GuidedQuestionMatcher.of(turn.question(), turn.data().guided())
                .flatMap(guided -> turn.queries()
                        .attempt(guided.sql())
                        .map(result -> guided.text().equals(turn.question())
                                        && turn.prompts().modelIsAway()
                                ? turn.draft().fromChosen(result)
                                : turn.draft().fromGuided(guided, result, reason)));
    }
}

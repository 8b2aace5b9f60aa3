package io.github.bigdatamigrator.conversation.answer;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.conversation.Answer;
import java.util.Optional;

/**
 * Answers from the profile. A figure that the profile only estimates is measured by a query if the table is small
 * enough.
 */
final class ProfileAnswerer implements Answerer {
    @Override
    public Optional<Answer> answer(TurnContext turn) {
        String question = turn.question();
        DataContext context = turn.data().context();
        if (!turn.recall().filtered()) {
            // If the query fails, the estimate is the answer.
            return ProfileAnswers.measuring(question, context)
                    .flatMap(sql -> turn.queries().attempt(sql, reason -> {}))
                    .map(turn.draft()::measured)
                    .or(() -> ProfileAnswers.of(question, context).map(turn.draft()::known));
        }
        // An active filter asks for other figures than those of the whole data; names are the same under any filter.
        return ProfileAnswers.of(question, context)
                .filter(known ->
                        known.claims().isEmpty() || !turn.prompts().status().available())
                .map(known -> {
                    turn.draft()
                            .warn("This is from the profile of the whole data; no filter of this conversation is"
                                    + " applied.");
                    return turn.draft().known(known);
                });
    }
}

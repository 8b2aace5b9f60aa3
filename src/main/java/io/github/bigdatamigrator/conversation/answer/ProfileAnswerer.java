package io.github.bigdatamigrator.conversation.answer;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.conversation.memory.FollowUpDetector;
import java.util.Optional;

/**
 * Answers from the profile. If the profile has only an estimate and the table is small enough, a query measures the
 * exact value.
 */
final class ProfileAnswerer implements Answerer {
    @Override
    public Optional<Answer> answer(TurnContext turn) {
        String question = turn.question();
        DataContext context = turn.data().context();
        // “How many customers does it have?” after an answer is about the customers of something.
        if (!turn.history().turns().isEmpty() && FollowUpDetector.mayPointBack(question)) {
            return Optional.empty();
        }
        if (!turn.history().hasActiveFilter()) {
            // If the query fails, the estimate is the answer.
            return ProfileAnswers.measuringSql(question, context)
                    .flatMap(sql -> turn.queries().attempt(sql))
                    .map(turn.draft()::fromMeasurement)
                    .or(() -> ProfileAnswers.of(question, context).map(turn.draft()::fromProfile));
        }
        // The figures of the profile ignore the active filter; names of tables and columns do not depend on it.
        return ProfileAnswers.of(question, context)
                .filter(answer ->
                        answer.claims().isEmpty() || !turn.prompts().status().available())
                .map(answer -> {
                    turn.draft()
                            .warn("This is from the profile of the whole data; no filter of this conversation is"
                                    + " applied.");
                    return turn.draft().fromProfile(answer);
                });
    }
}

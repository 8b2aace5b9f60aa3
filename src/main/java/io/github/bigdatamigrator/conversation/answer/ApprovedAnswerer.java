package io.github.bigdatamigrator.conversation.answer;

import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.conversation.ConversationState;
import io.github.bigdatamigrator.conversation.prompt.HeaderPseudonyms;
import io.github.bigdatamigrator.knowledge.ReviewedAnswers;
import io.github.bigdatamigrator.knowledge.ReviewedAnswers.Match;
import io.github.bigdatamigrator.llm.PrivacyLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Answers a question with the statement that a person approved for the same question, without a model. If the last
 * answer to it was marked wrong, the user is told why and the next answerer answers. A follow-up is left to a model.
 */
final class ApprovedAnswerer implements Answerer {
    @Override
    public Optional<Answer> answer(TurnContext turn) {
        ReviewedAnswers reviewed = turn.reviewed();
        reviewed.newProblems().forEach(turn.draft()::warn);
        if (turn.history().isFollowUp()) {
            return Optional.empty();
        }
        Optional<Match> match = reviewed.match(
                turn.question(),
                ConversationState.effects(turn.history().state()),
                turn.data().context(),
                turn.data().values());
        if (match.isPresent() && !match.get().answer().isGood()) {
            turn.draft().warnOfWrong(match.get());
            return Optional.empty();
        }
        return match.filter(found -> !found.sql().isEmpty())
                .flatMap(found -> rows(turn, found).map(rows -> turn.draft().fromApproved(found, rows)));
    }

    /** Empty if a statement cannot run now, lacks an active filter, or finds nothing for other parameters. */
    private static Optional<List<QueryStep.Rows>> rows(TurnContext turn, Match match) {
        HeaderPseudonyms none = HeaderPseudonyms.of(turn.data().context(), PrivacyLevel.ROWS);
        QueryStep step = new QueryStep(turn, turn.history(), none);
        List<QueryStep.Rows> all = new ArrayList<>();
        for (String sql : match.sql()) {
            if (!(step.run(sql, Set.of()) instanceof QueryStep.Rows rows)
                    || (!match.same() && StoredValueRetry.isEmpty(rows.result()))) {
                return Optional.empty();
            }
            all.add(rows);
        }
        return Optional.of(all);
    }
}

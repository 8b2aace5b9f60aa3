package io.github.bigdatamigrator.conversation.answer;

import io.github.bigdatamigrator.conversation.Answer;
import java.util.List;
import java.util.Optional;

/**
 * Passes a question to the answerers in order until one answers it: the profile, a model that calls tools, a model that
 * writes SQL, an online model, and a guided question if no model can be reached. Safe for use by several threads.
 */
final class AnswerPipeline {
    private final List<Answerer> answerers;

    AnswerPipeline() {
        SqlAnswerer sql = new SqlAnswerer();
        answerers = List.of(
                new ProfileAnswerer(),
                new ToolCallingAnswerer(sql),
                sql,
                new OnlineAnswerer(sql),
                new GuidedAnswerer());
    }

    /** The first answer, or one that says why there is none. */
    Answer answer(TurnContext turn) {
        for (Answerer answerer : answerers) {
            Optional<Answer> answer = answerer.answer(turn);
            if (answer.isPresent()) {
                return answer.get();
            }
        }
        return turn.draft().failed();
    }
}

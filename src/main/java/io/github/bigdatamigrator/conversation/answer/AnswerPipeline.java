package io.github.bigdatamigrator.conversation.answer;

import io.github.bigdatamigrator.conversation.Answer;
import java.util.List;

/**
 * Passes a question to the answerers in order until one answers it: an approved answer, the profile, a message that is
 * itself SQL, a model that calls tools, a model that writes SQL, an online model, and a guided question if no model can
 * be reached.
 */
final class AnswerPipeline {
    private static final List<Answerer> ANSWERERS = List.of(
            new ApprovedAnswerer(),
            new ProfileAnswerer(),
            new UserSqlAnswerer(),
            new ToolCallingAnswerer(),
            new SqlAnswerer(),
            new OnlineAnswerer(),
            new GuidedAnswerer());

    private AnswerPipeline() {}

    /** Returns the first answer, or an answer that says why there is none. */
    static Answer answer(TurnContext turn) {
        return ANSWERERS.stream()
                .flatMap(answerer -> answerer.answer(turn).stream())
                .findFirst()
                .orElseGet(turn.draft()::failed);
    }
}

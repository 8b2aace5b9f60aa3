package io.github.bigdatamigrator.conversation.answer;

import io.github.bigdatamigrator.conversation.Answer;
import java.util.Optional;

/** Answers questions in one way. Implementations are stateless and safe for use by several threads. */
interface Answerer {
    /** Returns the answer, or empty if the next answerer has to be asked. */
    Optional<Answer> answer(TurnContext turn);
}

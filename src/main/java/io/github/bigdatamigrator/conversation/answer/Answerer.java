package io.github.bigdatamigrator.conversation.answer;

import io.github.bigdatamigrator.conversation.Answer;
import java.util.Optional;

/** Answers questions in one way. Implementations are stateless and safe for use by several threads. */
interface Answerer {
    /** The answer, or empty if this way does not lead to one and the next answerer is to be asked. */
    Optional<Answer> answer(TurnContext turn);
}

package io.github.bigdatamigrator.conversation.answer;

import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.LlmException;
import io.github.bigdatamigrator.llm.LanguageModel;
import io.github.bigdatamigrator.llm.PrivacyLevel;
import java.util.Optional;

/** Asks the online model if it is allowed, was not asked yet, and the local model gave no usable reply. */
final class OnlineAnswerer implements Answerer {
    @Override
    public Optional<Answer> answer(TurnContext turn) {
        if (turn.prompts().failure().isPresent() || turn.draft().askedOnline()) {
            return Optional.empty();
        }
        PrivacyLevel level = turn.settings().fallbackLevel();
        Optional<LanguageModel> online = turn.model().fallback(level);
        if (online.isEmpty()) {
            return Optional.empty();
        }
        String name = online.get().status().model();
        turn.listener().status("No reply was of use; asking " + name);
        turn.draft().warn("The replies of the local model were of no use; " + name + " was asked online.");
        try {
            return SqlAnswerer.ask(
                    ModelPrompt.of(turn, online.get(), turn.prompts().scope().withLevel(level)));
        } catch (LlmException e) {
            if (e.code() == ErrorCode.CANCELLED) {
                throw e;
            }
            turn.draft().addFault(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }
}

package io.github.bigdatamigrator.llm.wire;

import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.LlmException;
import io.github.bigdatamigrator.llm.ChatReply;
import io.github.bigdatamigrator.llm.ChatRequest;
import io.github.bigdatamigrator.llm.LanguageModel;
import io.github.bigdatamigrator.llm.ModelStatus;
import io.github.bigdatamigrator.llm.ReplyListener;

/**
 * Refuses every request, because the settings do not allow the model; opens no connection.
 *
 * @param note why, with the remedy
 */
record ForbiddenModel(String model, int windowTokens, String note) implements LanguageModel {
    @Override
    public ChatReply chat(ChatRequest request, ReplyListener listener) {
        throw new LlmException(ErrorCode.LLM_UNREACHABLE, note, false);
    }

    @Override
    public ModelStatus status() {
        return new ModelStatus(false, model, windowTokens, 0, note);
    }
}

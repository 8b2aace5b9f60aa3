package io.github.bigdatamigrator.llm;

import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.LlmException;

/**
 * Refuses every request to a model on another machine that the settings do not allow. Opens no socket to it.
 *
 * @param remedy what the user can do, besides trusting that machine
 */
public record ForbiddenModel(String model, String url, int windowTokens, String remedy) implements LanguageModel {
    @Override
    public ChatReply chat(ChatRequest request, ReplyListener listener) {
        throw new LlmException(ErrorCode.LLM_UNREACHABLE, note(), false);
    }

    @Override
    public ModelStatus status() {
        return new ModelStatus(false, model, windowTokens, 0, note());
    }

    private String note() {
        return "LOCAL_LLM_URL " + url
                + " is on another machine. Set LOCAL_LLM_TRUSTED=true if that machine is yours, or "
                + remedy + ".";
    }
}

package io.github.bigdatamigrator.llm.wire;

import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.LlmException;
import io.github.bigdatamigrator.llm.ChatReply;
import io.github.bigdatamigrator.llm.ChatRequest;
import io.github.bigdatamigrator.llm.LanguageModel;
import io.github.bigdatamigrator.llm.ModelStatus;
import io.github.bigdatamigrator.llm.ReplyListener;

/** Refuses every request to a model on another machine that the settings do not allow; opens no connection. */
record ForbiddenModel(String model, String url, int windowTokens, String remedy) implements LanguageModel {
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

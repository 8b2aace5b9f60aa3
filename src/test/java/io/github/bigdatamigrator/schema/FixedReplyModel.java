package io.github.bigdatamigrator.schema;

import io.github.bigdatamigrator.llm.ChatReply;
import io.github.bigdatamigrator.llm.ChatRequest;
import io.github.bigdatamigrator.llm.LanguageModel;
import io.github.bigdatamigrator.llm.ModelStatus;
import io.github.bigdatamigrator.llm.ReplyListener;
import io.github.bigdatamigrator.llm.TokenUsage;

/** A model that always gives the same reply. */
record FixedReplyModel(String text) implements LanguageModel {
    @Override
    public ChatReply chat(ChatRequest request, ReplyListener listener) {
        return new ChatReply(text, "scripted", TokenUsage.NONE, ChatReply.Finish.STOP, false);
    }

    @Override
    public ModelStatus status() {
        return new ModelStatus(true, "scripted", 4096, 0, null);
    }
}

package io.github.bigdatamigrator.schema;

import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.LlmException;
import io.github.bigdatamigrator.llm.ChatReply;
import io.github.bigdatamigrator.llm.ChatRequest;
import io.github.bigdatamigrator.llm.LanguageModel;
import io.github.bigdatamigrator.llm.ModelStatus;
import io.github.bigdatamigrator.llm.ReplyListener;
import io.github.bigdatamigrator.llm.TokenUsage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A model that always gives the same reply, or is unreachable if the reply is null. */
final class FixedReplyModel implements LanguageModel {
    private final @Nullable String text;
    final List<ChatRequest> requests = new ArrayList<>();

    FixedReplyModel(@Nullable String text) {
        this.text = text;
    }

    @Override
    public ChatReply chat(ChatRequest request, ReplyListener listener) {
        requests.add(request);
        if (text == null) {
            throw new LlmException(ErrorCode.LLM_UNREACHABLE, "nobody is there", true);
        }
        return new ChatReply(text, "scripted", TokenUsage.NONE, ChatReply.Finish.STOP, true);
    }

    @Override
    public ModelStatus status() {
        return new ModelStatus(text != null, "scripted", 4096, 0, null);
    }
}

package io.github.bigdatamigrator.llm;

import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.LlmException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks a model an optional question that contains only names and aggregates, and no values. */
public final class AggregatePrompt {
    private AggregatePrompt() {}

    /**
     * Asks once, with a schema of names for the reply or null for text; null where the model is unreachable or refuses.
     */
    public static @Nullable ChatReply ask(
            LanguageModel model, String rules, String question, int replyTokens, @Nullable ReplySchema form) {
        try {
            List<ChatMessage> messages = List.of(ChatMessage.system(rules), ChatMessage.user(question));
            ChatRequest request = new ChatRequest(messages, replyTokens, 0, PrivacyLevel.AGGREGATES);
            return model.chat(form == null ? request : request.withReplySchema(form), ReplyListener.NONE);
        } catch (LlmException e) {
            if (e.code() == ErrorCode.CANCELLED) {
                throw e;
            }
            return null;
        }
    }
}

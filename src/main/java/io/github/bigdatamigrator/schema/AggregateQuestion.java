package io.github.bigdatamigrator.schema;

import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.LlmException;
import io.github.bigdatamigrator.llm.ChatMessage;
import io.github.bigdatamigrator.llm.ChatReply;
import io.github.bigdatamigrator.llm.ChatRequest;
import io.github.bigdatamigrator.llm.LanguageModel;
import io.github.bigdatamigrator.llm.PrivacyLevel;
import io.github.bigdatamigrator.llm.ReplyListener;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A question to a model that holds names and aggregates alone, and without whose answer one can do. */
final class AggregateQuestion {
    private AggregateQuestion() {}

    /** Asks once; null where the model is away or refuses. */
    static @Nullable ChatReply ask(LanguageModel model, String rules, String question, int replyTokens) {
        try {
            return model.chat(
                    new ChatRequest(
                            List.of(ChatMessage.system(rules), ChatMessage.user(question)),
                            replyTokens,
                            0,
                            PrivacyLevel.AGGREGATES),
                    ReplyListener.NONE);
        } catch (LlmException e) {
            if (e.code() == ErrorCode.CANCELLED) {
                throw e;
            }
            return null;
        }
    }
}

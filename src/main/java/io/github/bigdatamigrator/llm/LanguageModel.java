package io.github.bigdatamigrator.llm;

import java.util.Optional;

/** Answers chat requests. Implementations and decorators are thread-safe. */
public interface LanguageModel {
    /**
     * Sends the request and returns the whole reply, streaming it on the way.
     *
     * @param listener receives each piece of the reply as it arrives, and progress messages before
     * @throws io.github.bigdatamigrator.error.LlmException if there is no reply or it breaks off; CANCELLED if the
     *     calling thread is interrupted
     */
    ChatReply chat(ChatRequest request, ReplyListener listener);

    /**
     * Whether the model can be reached now, its name and window. Costs at most a few short requests and no chat; does
     * not throw if the server is unreachable.
     */
    ModelStatus status();

    /** The model to ask at that level if this one gave only unusable replies; empty if there is none. */
    default Optional<LanguageModel> fallback(PrivacyLevel level) {
        return Optional.empty();
    }
}

package io.github.bigdatamigrator.llm;

import java.util.Optional;

/** A model that chats. Implementations are safe for use by several threads; decorators share this interface. */
public interface LanguageModel {
    /**
     * Sends the request and returns the whole reply, streaming it on the way.
     *
     * @param listener receives each piece of the reply as it arrives, and what is waited for before
     * @throws io.github.bigdatamigrator.error.LlmException when there is no reply to speak of; a partly streamed reply
     *     that breaks off is an exception too. An interrupt of the calling thread ends the call with CANCELLED.
     */
    ChatReply chat(ChatRequest request, ReplyListener listener);

    /**
     * What is known of the model behind this without asking it to speak: whether it can be reached now, its name, its
     * window. Costs at most a few short requests; never throws for a server that is away.
     */
    ModelStatus status();

    /**
     * Whom to ask where this model replied and nothing that it said was of use; empty where there is nobody.
     *
     * @param level the most that the request to it will disclose
     */
    default Optional<LanguageModel> fallback(PrivacyLevel level) {
        return Optional.empty();
    }
}

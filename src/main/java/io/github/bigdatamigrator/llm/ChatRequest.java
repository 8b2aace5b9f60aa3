package io.github.bigdatamigrator.llm;

import java.util.List;

/**
 * What is put to a model.
 *
 * @param messages in order; the first may be a system message
 * @param maxReplyTokens the longest reply that is wanted, 1 or more
 * @param temperature 0 (always the likeliest token) to 2
 * @param level the most that the messages disclose about the data; a model that may see less refuses the request
 */
public record ChatRequest(List<ChatMessage> messages, int maxReplyTokens, double temperature, PrivacyLevel level) {
    public ChatRequest {
        messages = List.copyOf(messages);
        if (messages.isEmpty() || maxReplyTokens < 1 || temperature < 0 || temperature > 2) {
            throw new IllegalArgumentException("not a request: " + messages.size() + " messages, " + maxReplyTokens
                    + " reply tokens, temperature " + temperature);
        }
    }
}

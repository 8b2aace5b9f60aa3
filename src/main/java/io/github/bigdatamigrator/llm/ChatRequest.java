package io.github.bigdatamigrator.llm;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds the messages and limits of one request to a model.
 *
 * @param messages in order; the first may be a system message
 * @param maxReplyTokens the reply limit, 1 or more
 * @param temperature 0 (always the likeliest token) to 2
 * @param level how much the messages disclose about the data; a model with a lower limit refuses the request
 * @param parts the parts of the messages for the ledger; if empty, the ledger groups by role
 * @param leftOut descriptions of what did not fit into the messages, for the ledger
 */
public record ChatRequest(
        List<ChatMessage> messages,
        int maxReplyTokens,
        double temperature,
        PrivacyLevel level,
        @Nullable ReplySchema replySchema,
        List<Tool> tools,
        List<Part> parts,
        List<String> leftOut) {
    /** A part of a prompt: a name for the user (rules, tables, earlier questions), and its text in the messages. */
    public record Part(String name, String text) {}

    public ChatRequest {
        messages = List.copyOf(messages);
        tools = List.copyOf(tools);
        parts = List.copyOf(parts);
        leftOut = List.copyOf(leftOut);
        if (messages.isEmpty() || maxReplyTokens < 1 || temperature < 0 || temperature > 2) {
            throw new IllegalArgumentException("invalid request: " + messages.size() + " messages, " + maxReplyTokens
                    + " reply tokens, temperature " + temperature);
        }
    }

    /** A request for free text. */
    public ChatRequest(List<ChatMessage> messages, int maxReplyTokens, double temperature, PrivacyLevel level) {
        this(messages, maxReplyTokens, temperature, level, null, List.of(), List.of(), List.of());
    }

    public ChatRequest withReplySchema(ReplySchema schema) {
        return new ChatRequest(messages, maxReplyTokens, temperature, level, schema, tools, parts, leftOut);
    }

    public ChatRequest withTools(List<Tool> offered) {
        return new ChatRequest(messages, maxReplyTokens, temperature, level, replySchema, offered, parts, leftOut);
    }

    /** The same request with the parts of its messages and what did not fit into them. */
    public ChatRequest withParts(List<Part> newParts, List<String> newLeftOut) {
        return new ChatRequest(messages, maxReplyTokens, temperature, level, replySchema, tools, newParts, newLeftOut);
    }
}

package io.github.bigdatamigrator.llm;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is put to a model.
 *
 * <pre>{@code
 * ChatRequest request = new ChatRequest(messages, 700, 0, PrivacyLevel.EXAMPLES).replyingAs(schema).offering(List.of(tool));
 * }</pre>
 *
 * @param messages in order; the first may be a system message
 * @param maxReplyTokens the longest reply that is wanted, 1 or more
 * @param temperature 0 (always the likeliest token) to 2
 * @param level the most that the messages disclose about the data; a model that may see less refuses the request
 * @param replySchema the form of the reply, or null for free text
 * @param tools what the model may call; empty for none
 * @param parts what the messages are made of, for the ledger; where empty the ledger goes by roles
 * @param leftOut what did not fit into the messages, in words, for the ledger
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
    /**
     * A part of a prompt.
     *
     * @param name for a reader: rules, tables, earlier questions
     * @param text as it stands in the messages
     */
    public record Part(String name, String text) {}

    public ChatRequest {
        messages = List.copyOf(messages);
        tools = List.copyOf(tools);
        parts = List.copyOf(parts);
        leftOut = List.copyOf(leftOut);
        if (messages.isEmpty() || maxReplyTokens < 1 || temperature < 0 || temperature > 2) {
            throw new IllegalArgumentException("not a request: " + messages.size() + " messages, " + maxReplyTokens
                    + " reply tokens, temperature " + temperature);
        }
    }

    /** A request for free text. */
    public ChatRequest(List<ChatMessage> messages, int maxReplyTokens, double temperature, PrivacyLevel level) {
        this(messages, maxReplyTokens, temperature, level, null, List.of(), List.of(), List.of());
    }

    /** The same, and the reply shall be JSON of that form. */
    public ChatRequest withReplySchema(ReplySchema schema) {
        return new ChatRequest(messages, maxReplyTokens, temperature, level, schema, tools, parts, leftOut);
    }

    /** The same, and the model may call these tools. */
    public ChatRequest withTools(List<Tool> offered) {
        return new ChatRequest(messages, maxReplyTokens, temperature, level, replySchema, offered, parts, leftOut);
    }

    /** The same with what its messages are made of and what did not fit in. */
    public ChatRequest withParts(List<Part> made, List<String> without) {
        return new ChatRequest(messages, maxReplyTokens, temperature, level, replySchema, tools, made, without);
    }
}

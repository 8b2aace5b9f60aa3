package io.github.bigdatamigrator.llm;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds one message of a chat.
 *
 * @param content the text; may be empty if the message calls tools
 * @param toolCalls the calls of an assistant's message; empty for other roles
 * @param toolCallId the call that a tool's result belongs to; null for other roles
 */
public record ChatMessage(
        Role role,
        String content,
        List<ToolCall> toolCalls,
        @Nullable String toolCallId) {
    /** The author of a message. */
    public enum Role {
        SYSTEM,
        USER,
        ASSISTANT,
        TOOL
    }

    public ChatMessage {
        toolCalls = List.copyOf(toolCalls);
        if ((role == Role.TOOL) != (toolCallId != null) || (role != Role.ASSISTANT && !toolCalls.isEmpty())) {
            throw new IllegalArgumentException("not a message of " + role);
        }
    }

    public ChatMessage(Role role, String content) {
        this(role, content, List.of(), null);
    }

    public static ChatMessage system(String content) {
        return new ChatMessage(Role.SYSTEM, content);
    }

    public static ChatMessage user(String content) {
        return new ChatMessage(Role.USER, content);
    }

    public static ChatMessage assistant(String content) {
        return new ChatMessage(Role.ASSISTANT, content);
    }

    /** The assistant's message that called tools; a request repeats it before the results. */
    public static ChatMessage calling(String content, List<ToolCall> calls) {
        return new ChatMessage(Role.ASSISTANT, content, calls, null);
    }

    public static ChatMessage result(ToolCall call, String content) {
        return new ChatMessage(Role.TOOL, content, List.of(), call.id());
    }
}

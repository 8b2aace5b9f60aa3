package io.github.bigdatamigrator.llm;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One message of a chat.
 *
 * @param content its text; may be empty where the message calls tools
 * @param toolCalls what the assistant wanted run; empty for others
 * @param toolCallId the call that a tool's result answers; null for others
 */
public record ChatMessage(
        Role role,
        String content,
        List<ToolCall> toolCalls,
        @Nullable String toolCallId) {
    /** Who speaks. */
    public enum Role {
        SYSTEM,
        USER,
        ASSISTANT,
        /** The result of a tool call. */
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

    /** The assistant's message that called tools, to be repeated before their results. */
    public static ChatMessage calling(String content, List<ToolCall> calls) {
        return new ChatMessage(Role.ASSISTANT, content, calls, null);
    }

    /** What came of a call. */
    public static ChatMessage result(ToolCall call, String content) {
        return new ChatMessage(Role.TOOL, content, List.of(), call.id());
    }
}

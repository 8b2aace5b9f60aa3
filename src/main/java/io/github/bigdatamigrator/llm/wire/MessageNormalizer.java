package io.github.bigdatamigrator.llm.wire;

import io.github.bigdatamigrator.llm.ChatMessage;
import io.github.bigdatamigrator.llm.ChatMessage.Role;
import io.github.bigdatamigrator.llm.ChatRequest;
import io.github.bigdatamigrator.llm.ReplySchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Normalizes messages for strict chat templates: at most one system message, which comes first; then user and assistant
 * in turns, starting and ending with the user; none empty. CodeLlama's template fails on other messages or silently
 * drops them. Template marks inside the text, for example from data, are split so that they remain text.
 */
final class MessageNormalizer {
    private static final Pattern TEMPLATE_MARKS = Pattern.compile(
            "\\[(?=/?INST])|<(?=</?SYS>>|/?s>|\\|\\w+\\|>|(?:start|end)_of_turn>)", Pattern.CASE_INSENSITIVE);
    private static final String FILLER = "Go on.";

    private MessageNormalizer() {}

    /** The messages of a request without the features that the server does not support. */
    static List<ChatMessage> of(ChatRequest request, Set<UnsupportedFeature> unsupported) {
        List<ChatMessage> messages = request.messages();
        if (!request.tools().isEmpty() && unsupported.contains(UnsupportedFeature.TOOLS)) {
            messages = TextToolCalls.withToolsAsText(messages, request.tools());
        }
        ReplySchema schema = request.replySchema();
        if (schema != null && unsupported.contains(UnsupportedFeature.JSON_SCHEMA)) {
            messages = TextToolCalls.withSchemaAsText(messages, schema);
        }
        List<ChatMessage> normalized = normalized(messages);
        return unsupported.contains(UnsupportedFeature.SYSTEM_ROLE) ? withoutSystemRole(normalized) : normalized;
    }

    static List<ChatMessage> normalized(List<ChatMessage> messages) {
        StringBuilder system = new StringBuilder();
        List<ChatMessage> turns = new ArrayList<>();
        for (ChatMessage message : messages) {
            String content = withBrokenMarks(message.content());
            if (message.role() == Role.TOOL || !message.toolCalls().isEmpty()) {
                // Calls and results stay unmerged: only templates that support tools receive them.
                turns.add(new ChatMessage(message.role(), content, message.toolCalls(), message.toolCallId()));
                continue;
            }
            if (content.isBlank()) {
                continue;
            }
            if (message.role() == Role.SYSTEM) {
                system.append(system.isEmpty() ? "" : "\n\n").append(content);
            } else if (!turns.isEmpty()
                    && turns.get(turns.size() - 1).role() == message.role()
                    && turns.get(turns.size() - 1).toolCalls().isEmpty()) {
                ChatMessage last = turns.remove(turns.size() - 1);
                turns.add(new ChatMessage(message.role(), last.content() + "\n\n" + content));
            } else {
                turns.add(new ChatMessage(message.role(), content));
            }
        }
        return assembled(system.toString(), turns);
    }

    private static List<ChatMessage> assembled(String system, List<ChatMessage> turns) {
        if (turns.isEmpty()) {
            return system.isEmpty() ? List.of() : List.of(ChatMessage.user(system));
        }
        List<ChatMessage> all = new ArrayList<>();
        if (!system.isEmpty()) {
            all.add(ChatMessage.system(system));
        }
        if (turns.get(0).role() == Role.ASSISTANT) {
            all.add(ChatMessage.user(FILLER));
        }
        all.addAll(turns);
        if (turns.get(turns.size() - 1).role() == Role.ASSISTANT) {
            all.add(ChatMessage.user(FILLER));
        }
        return List.copyOf(all);
    }

    /** The messages with the system text in front of the first user message, for templates without a system role. */
    static List<ChatMessage> withoutSystemRole(List<ChatMessage> normalized) {
        if (normalized.size() < 2 || normalized.get(0).role() != Role.SYSTEM) {
            return normalized;
        }
        List<ChatMessage> all = new ArrayList<>(normalized.subList(1, normalized.size()));
        all.set(
                0,
                ChatMessage.user(
                        normalized.get(0).content() + "\n\n" + all.get(0).content()));
        return List.copyOf(all);
    }

    private static String withBrokenMarks(String text) {
        return TEMPLATE_MARKS.matcher(text).replaceAll(mark -> mark.group() + " ");
    }
}

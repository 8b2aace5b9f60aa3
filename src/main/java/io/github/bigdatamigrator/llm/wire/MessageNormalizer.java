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
 * Brings messages into the one shape that strict chat templates take: at most one system message, first; then user and
 * assistant in turns, beginning and ending with the user; nothing empty. CodeLlama's template raises on anything else,
 * or silently drops it. Marks of templates that stand in the text, from data say, are broken up so that they stay text.
 */
final class MessageNormalizer {
    private static final Pattern TEMPLATE_MARKS = Pattern.compile(
            "\\[(?=/?INST])|<(?=</?SYS>>|/?s>|\\|\\w+\\|>|(?:start|end)_of_turn>)", Pattern.CASE_INSENSITIVE);
    private static final String FILLER = "Go on.";

    private MessageNormalizer() {}

    /** The messages of a request as a server with these quirks takes them. */
    static List<ChatMessage> of(ChatRequest request, Set<UnsupportedFeature> quirks) {
        List<ChatMessage> messages = request.messages();
        if (!request.tools().isEmpty() && quirks.contains(UnsupportedFeature.TOOLS)) {
            messages = TextToolCalls.withToolsAsText(messages, request.tools());
        }
        ReplySchema schema = request.replySchema();
        if (schema != null && quirks.contains(UnsupportedFeature.JSON_SCHEMA)) {
            messages = TextToolCalls.withSchemaAsText(messages, schema);
        }
        List<ChatMessage> normalised = normalised(messages);
        return quirks.contains(UnsupportedFeature.SYSTEM_ROLE) ? withoutSystemRole(normalised) : normalised;
    }

    static List<ChatMessage> normalised(List<ChatMessage> messages) {
        StringBuilder system = new StringBuilder();
        List<ChatMessage> turns = new ArrayList<>();
        for (ChatMessage message : messages) {
            String content = withBrokenMarks(message.content());
            if (message.role() == Role.TOOL || !message.toolCalls().isEmpty()) {
                // Calls and their results stand as they are: only templates that know tools get to see them.
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

    /** The same with the system text at the head of the first user message, for templates without a system role. */
    static List<ChatMessage> withoutSystemRole(List<ChatMessage> normalised) {
        if (normalised.size() < 2 || normalised.get(0).role() != Role.SYSTEM) {
            return normalised;
        }
        List<ChatMessage> all = new ArrayList<>(normalised.subList(1, normalised.size()));
        all.set(
                0,
                ChatMessage.user(
                        normalised.get(0).content() + "\n\n" + all.get(0).content()));
        return List.copyOf(all);
    }

    private static String withBrokenMarks(String text) {
        return TEMPLATE_MARKS.matcher(text).replaceAll(mark -> mark.group() + " ");
    }
}

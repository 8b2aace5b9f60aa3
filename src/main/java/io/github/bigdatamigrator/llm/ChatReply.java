package io.github.bigdatamigrator.llm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds the reply of a model.
 *
 * @param text the whole reply without reasoning blocks and tool calls; empty only if there is a tool call
 * @param model the name of the model as the server reports it
 * @param usage tokens as the server counted them, or else estimated, with the ledger of this request
 * @param online whether the request left the machine
 * @param toolCalls the calls in order; they may name tools that were not offered
 * @param notes sentences for the user about this reply, such as: another model answered, the prompt was truncated
 */
public record ChatReply(
        String text,
        String model,
        TokenUsage usage,
        Finish finish,
        boolean online,
        List<ToolCall> toolCalls,
        List<String> notes) {
    /** Why a reply ended. */
    public enum Finish {
        /** The model finished. */
        STOP,
        /** The reply limit or the window was reached; the text is truncated. */
        LENGTH,
        /** The server gave no reason; the text may be truncated. */
        UNKNOWN
    }

    public ChatReply {
        toolCalls = List.copyOf(toolCalls);
        notes = List.copyOf(notes);
    }

    public ChatReply(String text, String model, TokenUsage usage, Finish finish, boolean online) {
        this(text, model, usage, finish, online, List.of(), List.of());
    }

    /** The string fields of the first JSON object in the text by name; none if there is no such object. */
    public Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry :
                WireJson.readOrMissing(JsonExtractor.firstJson(text).orElse("")).properties()) {
            if (entry.getValue().isTextual()) {
                texts.put(entry.getKey(), entry.getValue().asText());
            }
        }
        return texts;
    }

    public ChatReply withNote(String note) {
        List<String> more = new ArrayList<>(notes);
        more.add(note);
        return new ChatReply(text, model, usage, finish, online, toolCalls, more);
    }
}

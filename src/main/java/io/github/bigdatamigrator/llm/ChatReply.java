package io.github.bigdatamigrator.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a model answered.
 *
 * @param text the whole reply without reasoning blocks and tool calls; empty only beside a tool call
 * @param model the model that answered, by the server's own word
 * @param usage tokens as the server counted them, or as estimated where it does not say, with the ledger of this
 *     request
 * @param finish why the reply ended
 * @param online whether the request left the machine
 * @param toolCalls what the model wants run, in order; of offered tools and others alike
 * @param notes what the user should know of how this reply came about, in sentences: another model answered, the prompt
 *     was cut
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
        /** The model was done. */
        STOP,
        /** The reply limit or the window was reached; the text is cut. */
        LENGTH,
        /** The stream ended without saying so; the text may be cut. */
        UNKNOWN
    }

    public ChatReply {
        toolCalls = List.copyOf(toolCalls);
        notes = List.copyOf(notes);
    }

    public ChatReply(String text, String model, TokenUsage usage, Finish finish, boolean online) {
        this(text, model, usage, finish, online, List.of(), List.of());
    }

    /**
     * The JSON object or array in the text, read tolerantly: inside a fence or between other words, with comments,
     * single quotes or commas too many; given back as strict JSON. Empty where there is none, or where it is cut.
     */
    public Optional<String> json() {
        return JsonExtractor.firstJson(text);
    }

    /** The texts of the JSON object in the reply by their names, read as tolerantly; none where there is no object. */
    public Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        try {
            for (Map.Entry<String, JsonNode> entry :
                    WireJson.read(json().orElse("{}")).properties()) {
                if (entry.getValue().isTextual()) {
                    texts.put(entry.getKey(), entry.getValue().asText());
                }
            }
            return texts;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("made by the writer of JSON itself", e);
        }
    }

    /** The same with one more note. */
    public ChatReply withNote(String note) {
        List<String> more = new ArrayList<>(notes);
        more.add(note);
        return new ChatReply(text, model, usage, finish, online, toolCalls, more);
    }
}

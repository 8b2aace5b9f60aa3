package io.github.bigdatamigrator.llm.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bigdatamigrator.llm.ChatMessage;
import io.github.bigdatamigrator.llm.ChatMessage.Role;
import io.github.bigdatamigrator.llm.ChatRequest;
import io.github.bigdatamigrator.llm.ModelEndpoint;
import io.github.bigdatamigrator.llm.ModelStatus;
import io.github.bigdatamigrator.llm.WireJson;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Translates between the OpenAI-compatible protocol and LM Studio's own chat call, the only one that reports how far
 * the model is loaded and the prompt is read, and that can set the window of a model that it loads. The server keeps
 * nothing of such a chat ({@code store: false}).
 */
final class NativeChat {
    static final String PATH = "/api/v1/chat";
    private static final Pattern REFUSED = Pattern.compile(
            "(?i)unexpected endpoint|not_implemented|invalid_request|unrecognized|unknown (?:field|key|parameter)"
                    + "|system message|jinja|template|not found");
    private static final int PERCENT = 100;

    private NativeChat() {}

    /** Whether the request can be sent so: an instruction and one question, without tools and schema. */
    static boolean fits(ChatRequest request, List<ChatMessage> messages, ModelStatus target) {
        return target.server().nativeChat()
                && request.tools().isEmpty()
                && request.replySchema() == null
                && messages.get(messages.size() - 1).role() == Role.USER
                && (messages.size() == 1
                        || (messages.size() == 2 && messages.get(0).role() == Role.SYSTEM));
    }

    static String body(
            ChatRequest request,
            List<ChatMessage> messages,
            ModelStatus target,
            ModelEndpoint.Options options,
            Set<UnsupportedFeature> unsupported) {
        ObjectNode body = WireJson.object().put("model", target.model());
        if (messages.size() > 1) {
            body.put("system_prompt", messages.get(0).content());
        }
        body.put("input", messages.get(messages.size() - 1).content())
                .put("stream", true)
                .put("store", false)
                .put("temperature", request.temperature())
                .put("max_output_tokens", request.maxReplyTokens());
        if (!target.loaded()) {
            // A loaded model keeps its window; another one would load it again.
            body.put("context_length", target.windowTokens());
        }
        if (target.server().reasoningOff() && !options.reasoning()) {
            body.put("reasoning", "off");
        }
        if (options.draftModel() != null && !unsupported.contains(UnsupportedFeature.DRAFT_MODEL)) {
            body.put("draft_model", options.draftModel());
        }
        return body.toString();
    }

    /** Whether the error is about the call, so that the other one may do. */
    static boolean refuses(ServerError error) {
        return ContextOverflow.parse(error.searchText()) == null
                && (error.status() == 404
                        || error.status() == 405
                        || ((error.status() == 200 || error.status() == 400 || error.status() == 500)
                                && REFUSED.matcher(error.searchText()).find()));
    }

    /**
     * The chunk of the OpenAI-compatible protocol that says the same as an event; other JSON is returned as it is.
     *
     * @param maxReplyTokens the limit of the reply, because the last event has no reason for its end
     */
    static JsonNode chunk(JsonNode json, int maxReplyTokens) {
        if (json.path("output").isArray()) {
            return end(json, maxReplyTokens, text(json.path("output")));
        }
        ObjectNode chunk = WireJson.object();
        return switch (json.path("type").asText("")) {
            case "message.delta" ->
                withDelta(chunk, "content", json.path("content").asText(""));
            case "reasoning.delta" ->
                withDelta(chunk, "reasoning_content", json.path("content").asText(""));
            case "model_load.start", "model_load.progress" -> withProgress(chunk, "load_progress", json);
            case "prompt_processing.start", "prompt_processing.progress" ->
                withProgress(chunk, "prompt_progress", json);
            case "chat.end" -> end(json.path("result"), maxReplyTokens, "");
            default -> json;
        };
    }

    private static String text(JsonNode output) {
        StringBuilder text = new StringBuilder();
        for (JsonNode item : output) {
            if (item.path("type").asText("").equals("message")) {
                text.append(item.path("content").asText(""));
            }
        }
        return text.toString();
    }

    private static JsonNode withProgress(ObjectNode chunk, String name, JsonNode event) {
        chunk.putObject(name)
                .put("total", PERCENT)
                .put("processed", Math.round(event.path("progress").asDouble(0) * PERCENT));
        return chunk;
    }

    private static JsonNode withDelta(ObjectNode chunk, String field, String text) {
        chunk.putArray("choices").addObject().putObject("delta").put(field, text);
        return chunk;
    }

    private static JsonNode end(JsonNode result, int maxReplyTokens, String text) {
        JsonNode stats = result.path("stats");
        long written = stats.path("total_output_tokens").asLong(0);
        ObjectNode chunk = WireJson.object();
        chunk.put("model", result.path("model_instance_id").asText(""));
        ObjectNode choice = chunk.putArray("choices").addObject();
        choice.putObject("delta").put("content", text);
        choice.put("finish_reason", written >= maxReplyTokens ? "length" : "stop");
        chunk.set("stats", stats);
        if (stats.path("input_tokens").isNumber()) {
            chunk.putObject("usage")
                    .put("prompt_tokens", stats.path("input_tokens").asLong())
                    .put("completion_tokens", written);
        }
        return chunk;
    }
}

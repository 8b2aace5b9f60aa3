package io.github.bigdatamigrator.llm.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bigdatamigrator.llm.ChatMessage;
import io.github.bigdatamigrator.llm.ChatRequest;
import io.github.bigdatamigrator.llm.ReplySchema;
import io.github.bigdatamigrator.llm.Tool;
import io.github.bigdatamigrator.llm.ToolCall;
import io.github.bigdatamigrator.llm.WireJson;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Writes the body of a chat request. */
final class ChatRequestBody {
    /** Ends the reply of a model whose file came without a chat template, and which would go on to play the user. */
    private static final List<String> STOPS = List.of("[INST]", "</s>", "<</SYS>>");

    private ChatRequestBody() {}

    /** @param messages of the request, as this server takes them */
    static String of(
            ChatRequest request,
            List<ChatMessage> messages,
            String model,
            ProviderWording site,
            Set<UnsupportedFeature> quirks) {
        ObjectNode body = WireJson.object();
        body.put("model", model);
        ArrayNode list = body.putArray("messages");
        for (ChatMessage message : messages) {
            ObjectNode entry = list.addObject()
                    .put("role", message.role().name().toLowerCase(Locale.ROOT))
                    .put("content", message.content());
            if (message.toolCallId() != null) {
                entry.put("tool_call_id", message.toolCallId());
            }
            addCalls(message, entry);
        }
        if (!quirks.contains(UnsupportedFeature.TEMPERATURE)) {
            body.put("temperature", request.temperature());
        }
        String limit = quirks.contains(UnsupportedFeature.MAX_TOKENS) ? "max_completion_tokens" : "max_tokens";
        body.put(limit, request.maxReplyTokens());
        body.put("stream", true);
        if (!quirks.contains(UnsupportedFeature.STREAM_OPTIONS)) {
            body.putObject("stream_options").put("include_usage", true);
        }
        if (site == ProviderWording.LOCAL && !quirks.contains(UnsupportedFeature.STOP)) {
            ArrayNode stops = body.putArray("stop");
            STOPS.forEach(stops::add);
        }
        addTools(request, quirks, body);
        addSchema(request, quirks, body);
        return body.toString();
    }

    private static void addCalls(ChatMessage message, ObjectNode entry) {
        if (message.toolCalls().isEmpty()) {
            return;
        }
        ArrayNode calls = entry.putArray("tool_calls");
        for (ToolCall call : message.toolCalls()) {
            calls.addObject()
                    .put("id", call.id())
                    .put("type", "function")
                    .putObject("function")
                    .put("name", call.name())
                    .put("arguments", call.arguments());
        }
    }

    private static void addTools(ChatRequest request, Set<UnsupportedFeature> quirks, ObjectNode body) {
        if (request.tools().isEmpty() || quirks.contains(UnsupportedFeature.TOOLS)) {
            return;
        }
        ArrayNode tools = body.putArray("tools");
        for (Tool tool : request.tools()) {
            tools.addObject()
                    .put("type", "function")
                    .putObject("function")
                    .put("name", tool.name())
                    .put("description", tool.description())
                    .set("parameters", json(tool.parametersSchema()));
        }
    }

    private static void addSchema(ChatRequest request, Set<UnsupportedFeature> quirks, ObjectNode body) {
        ReplySchema schema = request.replySchema();
        if (schema == null || quirks.contains(UnsupportedFeature.JSON_SCHEMA)) {
            return;
        }
        // Never json_object: LM Studio refuses it.
        ObjectNode format = body.putObject("response_format").put("type", "json_schema");
        format.putObject("json_schema")
                .put("name", schema.name())
                .put("strict", true)
                .set("schema", json(schema.jsonSchema()));
    }

    private static JsonNode json(String text) {
        try {
            return WireJson.read(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("checked when it was made", e);
        }
    }
}

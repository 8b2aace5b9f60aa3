package io.github.bigdatamigrator.llm.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bigdatamigrator.llm.ChatMessage;
import io.github.bigdatamigrator.llm.ChatRequest;
import io.github.bigdatamigrator.llm.ModelEndpoint;
import io.github.bigdatamigrator.llm.ModelStatus;
import io.github.bigdatamigrator.llm.ReplySchema;
import io.github.bigdatamigrator.llm.Tool;
import io.github.bigdatamigrator.llm.ToolCall;
import io.github.bigdatamigrator.llm.WireJson;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Writes the body of a chat request. */
final class ChatRequestBody {
    /** Stops a model without a chat template, which would otherwise continue with the user's next turn. */
    static final List<String> STOPS = List.of("[INST]", "</s>", "<</SYS>>");

    private ChatRequestBody() {}

    /** @param messages the messages of the request in the form that this server accepts */
    static String of(
            ChatRequest request,
            List<ChatMessage> messages,
            ModelStatus target,
            ModelEndpoint.Options options,
            ModelProvider provider,
            Set<UnsupportedFeature> unsupported) {
        ObjectNode body = WireJson.object();
        body.put("model", target.model());
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
        if (!unsupported.contains(UnsupportedFeature.TEMPERATURE)) {
            body.put("temperature", request.temperature());
        }
        String limit = unsupported.contains(UnsupportedFeature.MAX_TOKENS) ? "max_completion_tokens" : "max_tokens";
        body.put(limit, request.maxReplyTokens());
        body.put("stream", true);
        if (!unsupported.contains(UnsupportedFeature.STREAM_OPTIONS)) {
            body.putObject("stream_options").put("include_usage", true);
        }
        if (provider == ModelProvider.LOCAL && !unsupported.contains(UnsupportedFeature.STOP)) {
            ArrayNode stops = body.putArray("stop");
            STOPS.forEach(stops::add);
        }
        if (options.draftModel() != null && !unsupported.contains(UnsupportedFeature.DRAFT_MODEL)) {
            body.put("draft_model", options.draftModel());
        }
        if (options.idleSeconds() > 0 && !target.loaded()) {
            body.put("ttl", options.idleSeconds());
        }
        addTools(request, unsupported, body);
        addSchema(request, unsupported, body);
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

    private static void addTools(ChatRequest request, Set<UnsupportedFeature> unsupported, ObjectNode body) {
        if (request.tools().isEmpty() || unsupported.contains(UnsupportedFeature.TOOLS)) {
            return;
        }
        ArrayNode tools = body.putArray("tools");
        for (Tool tool : request.tools()) {
            tools.addObject()
                    .put("type", "function")
                    .putObject("function")
                    .put("name", tool.name())
                    .put("description", tool.description())
                    .set("parameters", WireJson.readOrMissing(tool.parametersSchema()));
        }
    }

    private static void addSchema(ChatRequest request, Set<UnsupportedFeature> unsupported, ObjectNode body) {
        ReplySchema schema = request.replySchema();
        if (schema == null || unsupported.contains(UnsupportedFeature.JSON_SCHEMA)) {
            return;
        }
        // LM Studio refuses json_object.
        ObjectNode format = body.putObject("response_format").put("type", "json_schema");
        format.putObject("json_schema")
                .put("name", schema.name())
                .put("strict", true)
                .set("schema", WireJson.readOrMissing(schema.jsonSchema()));
    }
}

package io.github.bigdatamigrator.llm;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Writes the body of a chat request. */
final class ChatBody {
    /** Ends the reply of a model whose file came without a chat template, and which would go on to play the user. */
    private static final List<String> STOPS = List.of("[INST]", "</s>", "<</SYS>>");

    private ChatBody() {}

    static String of(ChatRequest request, List<ChatMessage> normalised, String model, Site site, Set<Quirk> quirks) {
        List<ChatMessage> messages =
                quirks.contains(Quirk.NO_SYSTEM_ROLE) ? Messages.withoutSystemRole(normalised) : normalised;
        ObjectNode body = Json.object();
        body.put("model", model);
        ArrayNode list = body.putArray("messages");
        for (ChatMessage message : messages) {
            list.addObject()
                    .put("role", message.role().name().toLowerCase(Locale.ROOT))
                    .put("content", message.content());
        }
        if (!quirks.contains(Quirk.NO_TEMPERATURE)) {
            body.put("temperature", request.temperature());
        }
        String limit = quirks.contains(Quirk.COMPLETION_TOKENS) ? "max_completion_tokens" : "max_tokens";
        body.put(limit, request.maxReplyTokens());
        body.put("stream", true);
        if (!quirks.contains(Quirk.NO_STREAM_OPTIONS)) {
            body.putObject("stream_options").put("include_usage", true);
        }
        if (site == Site.LOCAL && !quirks.contains(Quirk.NO_STOP)) {
            ArrayNode stops = body.putArray("stop");
            STOPS.forEach(stops::add);
        }
        return body.toString();
    }
}

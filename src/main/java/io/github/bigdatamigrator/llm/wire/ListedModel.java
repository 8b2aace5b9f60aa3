package io.github.bigdatamigrator.llm.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bigdatamigrator.llm.WireJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Describes one model of a server's list.
 *
 * @param window tokens of the loaded window, or 0 if not reported
 * @param maxWindow tokens of the largest window that the model supports, or 0 if not reported
 * @param tools whether the server reports that it was trained to call tools
 * @param chats false for an embedding model
 * @param parallel requests that it runs at once, or 0 if not reported
 * @param reasoningOff whether it can be told not to reason
 */
record ListedModel(
        String id,
        boolean loaded,
        int window,
        int maxWindow,
        boolean tools,
        boolean chats,
        int parallel,
        boolean reasoningOff) {
    /** A model of which nothing else is known. */
    ListedModel(String id, boolean loaded, int window, int maxWindow, boolean tools) {
        this(id, loaded, window, maxWindow, tools, true, 0, false);
    }

    /**
     * Parses the lists of LM Studio (both of its own formats), OpenAI and llama-server. Null if the text is not a list
     * of models: LM Studio answers unknown calls with 200 and an error.
     */
    static @Nullable List<ListedModel> parseList(String text) {
        JsonNode body = WireJson.readOrMissing(text);
        if (body.hasNonNull("error")) {
            return null;
        }
        List<ListedModel> models = new ArrayList<>();
        body.path("data").forEach(entry -> addOpenAiEntry(entry, models));
        if (body.path("data").isArray()) {
            return models;
        }
        body.path("models").forEach(entry -> addLmStudioEntry(entry, models));
        return body.path("models").isArray() ? models : null;
    }

    private static void addOpenAiEntry(JsonNode entry, List<ListedModel> models) {
        String id = entry.path("id").asText("");
        if (!ModelNameMatcher.isPrintable(id)) {
            return;
        }
        JsonNode meta = entry.path("meta");
        boolean loaded = entry.path("state").asText("").equals("loaded")
                || meta.path("n_ctx").isNumber();
        int window =
                entry.path("loaded_context_length").asInt(meta.path("n_ctx").asInt(0));
        int max =
                entry.path("max_context_length").asInt(meta.path("n_ctx_train").asInt(0));
        boolean tools = false;
        for (JsonNode capability : entry.path("capabilities")) {
            tools |= capability.asText().equals("tool_use");
        }
        models.add(new ListedModel(id, loaded, window, max, tools, chats(entry, id), 0, false));
    }

    private static void addLmStudioEntry(JsonNode entry, List<ListedModel> models) {
        String key = entry.path("key").asText("");
        if (!ModelNameMatcher.isPrintable(key)) {
            return;
        }
        int max = entry.path("max_context_length").asInt(0);
        boolean tools = entry.path("capabilities").path("trained_for_tool_use").asBoolean();
        boolean reasoningOff = false;
        for (JsonNode option : entry.at("/capabilities/reasoning/allowed_options")) {
            reasoningOff |= option.asText().equals("off");
        }
        boolean chats = chats(entry, key);
        JsonNode instances = entry.path("loaded_instances");
        for (JsonNode instance : instances) {
            String id = instance.path("id").asText(key);
            JsonNode config = instance.path("config");
            int window = config.path("context_length").asInt(0);
            int parallel = config.path("parallel").asInt(0);
            models.add(new ListedModel(id, true, window, max, tools, chats, parallel, reasoningOff));
        }
        if (instances.isEmpty()) {
            models.add(new ListedModel(key, false, 0, max, tools, chats, 0, reasoningOff));
        }
    }

    private static boolean chats(JsonNode entry, String id) {
        return !entry.path("type").asText("").startsWith("embedding")
                && !id.toLowerCase(Locale.ROOT).startsWith("text-embedding-");
    }
}

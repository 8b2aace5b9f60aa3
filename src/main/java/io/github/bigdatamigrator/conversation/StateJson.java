package io.github.bigdatamigrator.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bigdatamigrator.conversation.ConversationState.Entry;
import io.github.bigdatamigrator.conversation.ConversationState.Kind;
import io.github.bigdatamigrator.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A {@link ConversationState} as JSON: {@code {"version": 7, "entries": [{"id", "kind", "text", "sql", "since"}]}}. */
public final class StateJson {
    private StateJson() {}

    public static ObjectNode write(ConversationState state) {
        ObjectNode node = Json.object().put("version", state.version());
        node.set("entries", entries(state.entries()));
        return node;
    }

    public static ArrayNode entries(List<Entry> entries) {
        ArrayNode array = Json.array();
        for (Entry entry : entries) {
            array.addObject()
                    .put("id", entry.id())
                    .put("kind", entry.kind().name().toLowerCase(Locale.ROOT))
                    .put("text", entry.text())
                    .put("sql", entry.sql())
                    .put("since", entry.since());
        }
        return array;
    }

    public static List<Entry> entries(JsonNode array) {
        List<Entry> entries = new ArrayList<>();
        for (JsonNode node : array) {
            entries.add(new Entry(
                    node.path("id").asInt(),
                    Kind.valueOf(node.path("kind").asText().toUpperCase(Locale.ROOT)),
                    node.path("text").asText(),
                    node.path("sql").isTextual() ? node.path("sql").asText() : null,
                    node.path("since").asText()));
        }
        return entries;
    }
}

package io.github.bigdatamigrator.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bigdatamigrator.conversation.ConversationState.Entry;
import io.github.bigdatamigrator.conversation.ConversationState.Kind;
import io.github.bigdatamigrator.json.Fields;
import io.github.bigdatamigrator.json.Json;
import java.util.List;

/**
 * Converts a {@link ConversationState} to JSON and back: {@code {"version": 7, "entries": [{"id", "kind", "text",
 * "sql", "since"}]}}.
 */
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
                    .put("kind", Json.word(entry.kind()))
                    .put("text", entry.text())
                    .put("sql", entry.sql())
                    .put("since", entry.since());
        }
        return array;
    }

    public static List<Entry> entries(JsonNode array) {
        return Fields.elements(
                array,
                node -> new Entry(
                        node.path("id").asInt(),
                        Fields.constant(node, "kind", Kind.class),
                        node.path("text").asText(),
                        Fields.textOrNull(node, "sql"),
                        node.path("since").asText()));
    }
}

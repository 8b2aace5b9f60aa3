package io.github.bigdatamigrator.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bigdatamigrator.conversation.ConversationState.Entry;
import io.github.bigdatamigrator.json.Fields;
import io.github.bigdatamigrator.json.Json;
import io.github.bigdatamigrator.json.RecordJson;
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
            ObjectNode node = RecordJson.write(entry);
            node.putIfAbsent("sql", NullNode.instance);
            array.add(node);
        }
        return array;
    }

    public static List<Entry> entries(JsonNode array) {
        return Fields.elements(array, entry -> RecordJson.read(entry, Entry.class));
    }
}

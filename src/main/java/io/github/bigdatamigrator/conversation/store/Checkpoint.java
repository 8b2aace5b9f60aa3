package io.github.bigdatamigrator.conversation.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bigdatamigrator.conversation.ConversationEvent;
import io.github.bigdatamigrator.conversation.ConversationEvent.Compressed;
import io.github.bigdatamigrator.conversation.ConversationEvent.Created;
import io.github.bigdatamigrator.conversation.ConversationMemory.Snapshot;
import io.github.bigdatamigrator.conversation.Fact;
import io.github.bigdatamigrator.conversation.PastTurn;
import io.github.bigdatamigrator.conversation.StateJson;
import io.github.bigdatamigrator.json.Fields;
import io.github.bigdatamigrator.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * Stores a conversation's memory up to an offset in the event log, so that opening a long conversation need not read
 * the whole log. It can be deleted without loss: a checkpoint that does not match the log is ignored.
 *
 * @param offset number of bytes of the log that the checkpoint covers
 * @param lastLine length of the last covered line, with its line break
 */
record Checkpoint(long offset, int lastLine, Snapshot memory) {
    private static final int FORM = 1;

    /** Writes one line with a checksum. */
    byte[] bytes() {
        ObjectNode node = Json.object();
        node.put("form", FORM).put("offset", offset).put("last_line", lastLine);
        node.put("version", memory.version())
                .put("updated_at", memory.updatedAt())
                .put("fingerprint", memory.fingerprint())
                .put("questions", memory.questions())
                .put("open", memory.openQuestion())
                .put("last_entry", memory.lastEntryId());
        node.set("created", event(memory.created()));
        node.set("compressed", event(memory.compressed()));
        Fields.putList(node, "turns", memory.turns(), Checkpoint::turn);
        Fields.putList(node, "states", memory.states(), StateJson::entries);
        Fields.putList(node, "ledger", memory.facts(), Checkpoint::fact);
        return EventLogFormat.line(memory.version(), Json.compact(node));
    }

    /** @throws IllegalArgumentException for a damaged checkpoint or one of another version */
    static Checkpoint parse(byte[] line) {
        String body = line.length == 0 ? null : EventLogFormat.event(line, 0, line.length - 1, -1);
        JsonNode node = body == null ? Json.object() : Json.parse(body);
        if (node.path("form").asInt() != FORM) {
            throw new IllegalArgumentException("not a checkpoint of form " + FORM);
        }
        return new Checkpoint(
                node.path("offset").asLong(),
                node.path("last_line").asInt(),
                new Snapshot(
                        node.path("version").asLong(),
                        (Created) event(node.path("created")),
                        node.path("updated_at").asText(),
                        node.path("fingerprint").asText(),
                        node.path("questions").asInt(),
                        Fields.textOrNull(node, "open"),
                        node.path("last_entry").asInt(),
                        (Compressed) event(node.path("compressed")),
                        Fields.list(node, "turns", Checkpoint::turn),
                        Fields.list(node, "states", StateJson::entries),
                        Fields.list(node, "ledger", Checkpoint::fact)));
    }

    private static @Nullable JsonNode event(@Nullable ConversationEvent event) {
        return event == null ? null : Json.parse(EventJson.write(event));
    }

    private static @Nullable ConversationEvent event(JsonNode node) {
        return node.isObject() ? EventJson.read(Json.compact(node)) : null;
    }

    private static ObjectNode turn(PastTurn turn) {
        ObjectNode node = Json.object()
                .put("number", turn.number())
                .put("question", turn.question())
                .put("sql", turn.sql())
                .put("row_count", turn.rowCount())
                .put("content", turn.content())
                .put("fingerprint", turn.fingerprint());
        Fields.putTexts(node, "columns", turn.columns());
        Fields.putList(node, "rows", turn.rows(), Fields::textArray);
        return node;
    }

    private static PastTurn turn(JsonNode node) {
        return new PastTurn(
                node.path("number").asInt(),
                node.path("question").asText(),
                Fields.textOrNull(node, "sql"),
                Fields.texts(node, "columns"),
                Fields.list(node, "rows", row -> Fields.elements(row, JsonNode::asText)),
                node.path("row_count").asInt(),
                node.path("content").asText(),
                node.path("fingerprint").asText());
    }

    private static ObjectNode fact(Fact fact) {
        return Json.object()
                .put("turn", fact.turn())
                .put("question", fact.question())
                .put("sql", fact.sql())
                .put("facts", fact.facts())
                .put("fingerprint", fact.fingerprint())
                .put("confirmed", fact.confirmed());
    }

    private static Fact fact(JsonNode node) {
        return new Fact(
                node.path("turn").asInt(),
                node.path("question").asText(),
                node.path("sql").asText(),
                node.path("facts").asText(),
                node.path("fingerprint").asText(),
                node.path("confirmed").asBoolean());
    }
}

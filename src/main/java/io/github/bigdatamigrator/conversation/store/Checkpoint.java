package io.github.bigdatamigrator.conversation.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bigdatamigrator.conversation.ConversationEvent;
import io.github.bigdatamigrator.conversation.ConversationEvent.Compressed;
import io.github.bigdatamigrator.conversation.ConversationEvent.Created;
import io.github.bigdatamigrator.conversation.ConversationMemory.Kept;
import io.github.bigdatamigrator.conversation.ConversationState.Entry;
import io.github.bigdatamigrator.conversation.Fact;
import io.github.bigdatamigrator.conversation.PastTurn;
import io.github.bigdatamigrator.conversation.StateJson;
import io.github.bigdatamigrator.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered up to a place in the log, so that opening a long conversation need not read it all. It can be lost
 * without harm: the log is the conversation, and a checkpoint that does not fit it is not used.
 *
 * @param offset bytes of the log that it covers
 * @param lastLine length of the last line among them, with its line break
 */
record Checkpoint(long offset, int lastLine, Kept kept) {
    private static final int FORM = 1;

    /** One line with a checksum over the rest. */
    String text() {
        ObjectNode node = Json.object();
        node.put("form", FORM).put("offset", offset).put("last_line", lastLine);
        node.put("version", kept.version())
                .put("updated_at", kept.updatedAt())
                .put("fingerprint", kept.fingerprint())
                .put("questions", kept.questions())
                .put("open", kept.open())
                .put("last_entry", kept.lastEntry());
        node.set("created", event(kept.created()));
        node.set("compressed", event(kept.compressed()));
        ArrayNode turns = node.putArray("turns");
        kept.turns().forEach(turn -> turns.add(turn(turn)));
        ArrayNode states = node.putArray("states");
        kept.states().forEach(entries -> states.add(StateJson.entries(entries)));
        ArrayNode ledger = node.putArray("ledger");
        kept.ledger().forEach(line -> ledger.add(line(line)));
        return new String(
                EventLogFormat.line(kept.version(), Json.compact(node)), java.nio.charset.StandardCharsets.UTF_8);
    }

    /** @throws IllegalArgumentException for what is no checkpoint of this version, or a damaged one */
    static Checkpoint parse(byte[] text) {
        String body = text.length == 0 ? null : EventLogFormat.event(text, 0, text.length - 1, -1);
        JsonNode node = body == null ? Json.object() : Json.parse(body);
        if (node.path("form").asInt() != FORM) {
            throw new IllegalArgumentException("no checkpoint of this form");
        }
        return new Checkpoint(
                node.path("offset").asLong(),
                node.path("last_line").asInt(),
                new Kept(
                        node.path("version").asLong(),
                        (Created) event(node.path("created")),
                        node.path("updated_at").asText(),
                        node.path("fingerprint").asText(),
                        node.path("questions").asInt(),
                        text(node.path("open")),
                        node.path("last_entry").asInt(),
                        (Compressed) event(node.path("compressed")),
                        list(node.path("turns"), Checkpoint::turn),
                        list(node.path("states"), Checkpoint::entries),
                        list(node.path("ledger"), Checkpoint::line)));
    }

    private static @Nullable JsonNode event(@Nullable ConversationEvent event) {
        return event == null ? null : Json.parse(EventJson.write(event));
    }

    private static @Nullable ConversationEvent event(JsonNode node) {
        return node.isObject() ? EventJson.read(Json.compact(node)) : null;
    }

    private static ObjectNode turn(PastTurn turn) {
        ObjectNode node = Json.object();
        node.put("number", turn.number())
                .put("question", turn.question())
                .put("sql", turn.sql())
                .put("row_count", turn.rowCount())
                .put("content", turn.content())
                .put("fingerprint", turn.fingerprint());
        turn.columns().forEach(node.putArray("columns")::add);
        ArrayNode rows = node.putArray("rows");
        turn.rows().forEach(row -> row.forEach(rows.addArray()::add));
        return node;
    }

    private static PastTurn turn(JsonNode node) {
        return new PastTurn(
                node.path("number").asInt(),
                node.path("question").asText(),
                text(node.path("sql")),
                list(node.path("columns"), JsonNode::asText),
                list(node.path("rows"), row -> list(row, JsonNode::asText)),
                node.path("row_count").asInt(),
                node.path("content").asText(),
                node.path("fingerprint").asText());
    }

    private static ObjectNode line(Fact line) {
        return Json.object()
                .put("turn", line.turn())
                .put("question", line.question())
                .put("sql", line.sql())
                .put("facts", line.facts())
                .put("fingerprint", line.fingerprint())
                .put("confirmed", line.confirmed());
    }

    private static Fact line(JsonNode node) {
        return new Fact(
                node.path("turn").asInt(),
                node.path("question").asText(),
                node.path("sql").asText(),
                node.path("facts").asText(),
                node.path("fingerprint").asText(),
                node.path("confirmed").asBoolean());
    }

    private static List<Entry> entries(JsonNode array) {
        return StateJson.entries(array);
    }

    private static @Nullable String text(JsonNode node) {
        return node.isTextual() ? node.asText() : null;
    }

    private static <T> List<T> list(JsonNode array, Function<JsonNode, T> read) {
        List<T> values = new ArrayList<>();
        array.forEach(element -> values.add(read.apply(element)));
        return values;
    }
}

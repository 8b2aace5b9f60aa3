package io.github.bigdatamigrator.conversation.store;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bigdatamigrator.conversation.ConversationMemory.Snapshot;
import io.github.bigdatamigrator.json.Json;

/**
 * Stores a conversation's memory up to an offset in the event log, so that opening a long conversation need not read
 * the whole log. It can be deleted without loss: a checkpoint that does not match the log is ignored. Its JSON is
 * derived from the records, since only this version of the program reads it; a changed record needs a new
 * {@link #FORM}.
 *
 * @param offset number of bytes of the log that the checkpoint covers
 * @param lastLine length of the last covered line, with its line break
 */
record Checkpoint(int form, long offset, int lastLine, Snapshot memory) {
    private static final int FORM = 4;

    Checkpoint(long offset, int lastLine, Snapshot memory) {
        this(FORM, offset, lastLine, memory);
    }

    /** Writes one line with a checksum. */
    byte[] bytes() {
        return EventLogFormat.line(memory.version(), Json.compact(Json.fromRecord(this)));
    }

    /** @throws IllegalArgumentException for a damaged checkpoint or one of another version */
    static Checkpoint parse(byte[] line) {
        String body = line.length == 0 ? null : EventLogFormat.event(line, 0, line.length - 1, -1);
        JsonNode node = body == null ? Json.object() : Json.parse(body);
        if (node.path("form").asInt() != FORM) {
            throw new IllegalArgumentException("not a checkpoint of form " + FORM);
        }
        return Json.toRecord(node, Checkpoint.class);
    }
}

package io.github.bigdatamigrator.conversation.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bigdatamigrator.context.ReadOptions;
import io.github.bigdatamigrator.conversation.AnswerJson;
import io.github.bigdatamigrator.conversation.ConversationEvent;
import io.github.bigdatamigrator.conversation.ConversationEvent.Answered;
import io.github.bigdatamigrator.conversation.ConversationEvent.Asked;
import io.github.bigdatamigrator.conversation.ConversationEvent.Compressed;
import io.github.bigdatamigrator.conversation.ConversationEvent.Confirmed;
import io.github.bigdatamigrator.conversation.ConversationEvent.Created;
import io.github.bigdatamigrator.conversation.ConversationEvent.Described;
import io.github.bigdatamigrator.conversation.ConversationEvent.Failed;
import io.github.bigdatamigrator.conversation.ConversationEvent.Profiled;
import io.github.bigdatamigrator.conversation.ConversationEvent.StateChanged;
import io.github.bigdatamigrator.conversation.ConversationEvent.Undone;
import io.github.bigdatamigrator.conversation.StateJson;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.json.DialectJson;
import io.github.bigdatamigrator.json.Fields;
import io.github.bigdatamigrator.json.Json;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Converts an event to JSON and back. */
final class EventJson {
    private static final Map<Class<?>, String> TYPES = Map.of(
            Created.class, "created",
            Profiled.class, "profiled",
            Asked.class, "question",
            Answered.class, "answer",
            Failed.class, "failed",
            StateChanged.class, "state",
            Undone.class, "undone",
            Compressed.class, "compressed",
            Confirmed.class, "confirmed",
            Described.class, "described");

    private EventJson() {}

    static String write(ConversationEvent event) {
        ObjectNode node = Json.object().put("type", TYPES.get(event.getClass())).put("at", event.at());
        if (event instanceof Created created) {
            node.put("title", created.title());
            Fields.putTexts(node, "data_files", created.dataFiles());
            if (!created.reading().equals(ReadOptions.DEFAULT)) {
                putReading(node, created.reading());
            }
        } else if (event instanceof Profiled profiled) {
            node.put("fingerprint", profiled.fingerprint());
            if (profiled.reading() != null) {
                putReading(node, profiled.reading());
            }
        } else if (event instanceof Asked asked) {
            node.put("text", asked.question());
        } else if (event instanceof Answered answered) {
            node.put("fingerprint", answered.fingerprint());
            node.set("answer", AnswerJson.writeWhole(answered.answer()));
        } else if (event instanceof Failed failed) {
            node.put("code", failed.code().name()).put("message", failed.message());
        } else if (event instanceof StateChanged changed) {
            node.set("entries", StateJson.entries(changed.entries()));
        } else if (event instanceof Compressed compressed) {
            node.put("through", compressed.through())
                    .put("summary", compressed.summary())
                    .put("model", compressed.model());
        } else if (event instanceof Confirmed confirmed) {
            node.put("turn", confirmed.turn());
        } else if (event instanceof Described described) {
            node.put("title", described.title()).put("pinned", described.pinned());
        }
        return Json.compact(node);
    }

    /** @throws IllegalArgumentException for text that is not an event */
    static ConversationEvent read(String text) {
        JsonNode node = Json.parse(text);
        String at = node.path("at").asText();
        String type = node.path("type").asText();
        return switch (type) {
            case "created" ->
                new Created(
                        at,
                        node.path("title").asText(),
                        Fields.texts(node, "data_files"),
                        Objects.requireNonNullElse(reading(node), ReadOptions.DEFAULT));
            case "profiled" -> new Profiled(at, node.path("fingerprint").asText(), reading(node));
            case "question" -> new Asked(at, node.path("text").asText());
            case "answer" ->
                new Answered(
                        at,
                        AnswerJson.read(node.path("answer")),
                        node.path("fingerprint").asText());
            case "failed" ->
                new Failed(
                        at,
                        ErrorCode.valueOf(node.path("code").asText()),
                        node.path("message").asText());
            case "state" -> new StateChanged(at, StateJson.entries(node.path("entries")));
            case "undone" -> new Undone(at);
            case "compressed" ->
                new Compressed(
                        at,
                        node.path("through").asInt(),
                        node.path("summary").asText(),
                        Fields.textOrNull(node, "model"));
            case "confirmed" -> new Confirmed(at, node.path("turn").asInt());
            case "described" ->
                new Described(
                        at, node.path("title").asText(), node.path("pinned").asBoolean());
            default -> throw new IllegalArgumentException("unknown event type: " + type);
        };
    }

    private static void putReading(ObjectNode node, ReadOptions reading) {
        ObjectNode fields = node.putObject("reading").put("skip_unreadable", reading.skipUnreadable());
        fields.set("dialect", DialectJson.write(reading.dialect()));
    }

    private static @Nullable ReadOptions reading(JsonNode node) {
        JsonNode reading = node.path("reading");
        return reading.isObject()
                ? new ReadOptions(
                        DialectJson.read(reading.path("dialect")),
                        reading.path("skip_unreadable").asBoolean())
                : null;
    }
}

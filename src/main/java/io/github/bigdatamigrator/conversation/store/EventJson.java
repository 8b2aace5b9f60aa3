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
import io.github.bigdatamigrator.conversation.ConversationEvent.Failed;
import io.github.bigdatamigrator.conversation.ConversationEvent.Profiled;
import io.github.bigdatamigrator.conversation.ConversationEvent.StateChanged;
import io.github.bigdatamigrator.conversation.ConversationEvent.Undone;
import io.github.bigdatamigrator.conversation.StateJson;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.json.DialectJson;
import io.github.bigdatamigrator.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An event as JSON and back; {@code type} and {@code at} come first, so that a summary need not read the rest. */
final class EventJson {
    private EventJson() {}

    static String type(ConversationEvent event) {
        if (event instanceof Created) {
            return "created";
        } else if (event instanceof Profiled) {
            return "profiled";
        } else if (event instanceof Asked) {
            return "question";
        } else if (event instanceof Answered) {
            return "answer";
        } else if (event instanceof StateChanged) {
            return "state";
        } else if (event instanceof Undone) {
            return "undone";
        } else if (event instanceof Compressed) {
            return "compressed";
        } else if (event instanceof Confirmed) {
            return "confirmed";
        }
        return "failed";
    }

    static String write(ConversationEvent event) {
        ObjectNode node = Json.object().put("type", type(event)).put("at", event.at());
        if (event instanceof Created created) {
            node.put("title", created.title());
            created.dataFiles().forEach(node.putArray("data_files")::add);
            if (!created.reading().equals(ReadOptions.DEFAULT)) {
                reading(node, created.reading());
            }
        } else if (event instanceof Profiled profiled) {
            node.put("fingerprint", profiled.fingerprint());
            ReadOptions reading = profiled.reading();
            if (reading != null) {
                reading(node, reading);
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
        }
        return Json.compact(node);
    }

    /** @throws IllegalArgumentException for what is no event */
    static ConversationEvent read(String text) {
        JsonNode node = Json.parse(text);
        String at = node.path("at").asText();
        String type = node.path("type").asText();
        return switch (type) {
            case "created" ->
                new Created(
                        at,
                        node.path("title").asText(),
                        texts(node.path("data_files")),
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
                        node.path("model").isTextual() ? node.path("model").asText() : null);
            case "confirmed" -> new Confirmed(at, node.path("turn").asInt());
            default -> throw new IllegalArgumentException("no such event: " + type);
        };
    }

    private static void reading(ObjectNode node, ReadOptions reading) {
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

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.asText()));
        return texts;
    }
}

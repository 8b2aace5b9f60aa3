package io.github.bigdatamigrator.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads and writes the fields of an object; an absent figure is an absent field, and never NaN. */
final class Fields {
    private Fields() {}

    static JsonNode required(JsonNode node, String name) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            throw new IllegalArgumentException("the field '" + name + "' is missing");
        }
        return value;
    }

    static @Nullable JsonNode optional(JsonNode node, String name) {
        JsonNode value = node.get(name);
        return value == null || value.isNull() ? null : value;
    }

    static String text(JsonNode node, String name) {
        return required(node, name).asText();
    }

    static @Nullable String textOrNull(JsonNode node, String name) {
        JsonNode value = optional(node, name);
        return value == null ? null : value.asText();
    }

    static long number(JsonNode node, String name) {
        return required(node, name).asLong();
    }

    static double real(JsonNode node, String name) {
        return required(node, name).asDouble();
    }

    static @Nullable Double realOrNull(JsonNode node, String name) {
        JsonNode value = optional(node, name);
        return value == null ? null : Double.valueOf(value.asDouble());
    }

    static boolean flag(JsonNode node, String name) {
        return required(node, name).asBoolean();
    }

    static char letter(JsonNode node, String name) {
        String text = textOrNull(node, name);
        return text == null || text.isEmpty() ? '\0' : text.charAt(0);
    }

    static List<String> texts(JsonNode node, String name) {
        return list(node, name, JsonNode::asText);
    }

    /** The elements of an array; an absent one is empty. */
    static <T> List<T> list(JsonNode node, String name, Function<JsonNode, T> read) {
        List<T> values = new ArrayList<>();
        JsonNode array = optional(node, name);
        if (array != null) {
            array.forEach(element -> values.add(read.apply(element)));
        }
        return values;
    }

    static void put(ObjectNode node, String name, @Nullable String value) {
        if (value != null) {
            node.put(name, value);
        }
    }

    static void put(ObjectNode node, String name, @Nullable Double value) {
        if (value != null && Double.isFinite(value)) {
            node.put(name, value);
        }
    }

    static void putLetter(ObjectNode node, String name, char letter) {
        if (letter != '\0') {
            node.put(name, String.valueOf(letter));
        }
    }

    static void putTexts(ObjectNode node, String name, List<String> values) {
        ArrayNode array = node.putArray(name);
        values.forEach(array::add);
    }

    static <T> void putList(ObjectNode node, String name, List<T> values, Function<T, ? extends JsonNode> write) {
        ArrayNode array = node.putArray(name);
        values.forEach(value -> array.add(write.apply(value)));
    }
}

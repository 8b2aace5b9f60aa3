package io.github.bigdatamigrator.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads and writes fields of JSON objects. A null is written as an absent field. */
public final class Fields {
    private Fields() {}

    /** @throws IllegalArgumentException if the field is absent or null */
    static JsonNode required(JsonNode node, String name) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            throw new IllegalArgumentException("the field '" + name + "' is missing");
        }
        return value;
    }

    static String text(JsonNode node, String name) {
        return required(node, name).asText();
    }

    public static @Nullable String textOrNull(JsonNode node, String name) {
        return node.hasNonNull(name) ? node.get(name).asText() : null;
    }

    /** Returns the enum constant whose name the field has in lower case. */
    public static <E extends Enum<E>> E constant(JsonNode node, String name, Class<E> type) {
        return Enum.valueOf(type, text(node, name).toUpperCase(Locale.ROOT));
    }

    public static List<String> texts(JsonNode node, String name) {
        return list(node, name, JsonNode::asText);
    }

    /** Returns the converted elements of an array; an absent array is empty. */
    public static <T> List<T> list(JsonNode node, String name, Function<JsonNode, T> read) {
        return node.hasNonNull(name) ? elements(node.get(name), read) : List.of();
    }

    /** Returns the converted elements of an array. */
    public static <T> List<T> elements(JsonNode array, Function<JsonNode, T> read) {
        List<T> values = new ArrayList<>();
        array.forEach(element -> values.add(read.apply(element)));
        return values;
    }

    /** Writes the enum constant's name in lower case. */
    public static void put(ObjectNode node, String name, @Nullable Enum<?> value) {
        if (value != null) {
            node.put(name, Json.word(value));
        }
    }

    public static void putTexts(ObjectNode node, String name, List<String> values) {
        values.forEach(node.putArray(name)::add);
    }

    public static <T> void putList(
            ObjectNode node, String name, Collection<T> values, Function<T, ? extends JsonNode> write) {
        ArrayNode array = node.putArray(name);
        values.forEach(value -> array.add(write.apply(value)));
    }
}

package io.github.bigdatamigrator.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The form that a reply must have. Servers that can do so force the model to keep to it; the others are told of it in
 * words, so that a reply need not keep to it: read it with {@link ChatReply#texts()}, and check what comes.
 *
 * @param name of letters, digits, {@code _} and {@code -}, 64 at most
 * @param jsonSchema a JSON Schema whose root is an object. For the strict mode of online models every object needs
 *     {@code additionalProperties: false} and all its properties in {@code required}
 */
public record ReplySchema(String name, String jsonSchema) {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");

    /** @throws IllegalArgumentException for a name that servers refuse, or a schema that is no JSON object */
    public ReplySchema {
        checkName(name);
        checkObject(name, jsonSchema);
    }

    /** An object that has for each name one of its texts. */
    public static ReplySchema choosing(String name, Map<String, List<String>> texts) {
        ObjectNode schema = WireJson.object().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = schema.putArray("required");
        texts.forEach((property, allowed) -> {
            ArrayNode choices =
                    properties.putObject(property).put("type", "string").putArray("enum");
            allowed.forEach(choices::add);
            required.add(property);
        });
        return new ReplySchema(name, schema.put("additionalProperties", false).toString());
    }

    static void checkName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a name that servers take: " + name);
        }
    }

    static void checkObject(String name, String json) {
        try {
            if (WireJson.read(json).isObject()) {
                return;
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the schema of " + name + " is no JSON", e);
        }
        throw new IllegalArgumentException("the schema of " + name + " is no JSON object");
    }
}

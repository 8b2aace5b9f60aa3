package io.github.bigdatamigrator.llm;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Holds the JSON Schema of a reply. Servers that support it force the model to follow it; for others the prompt
 * describes it, so that a reply may violate it: read the reply with {@link ChatReply#texts()} and check the values.
 *
 * @param name letters, digits, {@code _} and {@code -}, 64 at most
 * @param jsonSchema a JSON Schema whose root is an object. For the strict mode of online models every object needs
 *     {@code additionalProperties: false} and all its properties in {@code required}
 */
public record ReplySchema(String name, String jsonSchema) {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");

    /** @throws IllegalArgumentException if servers would refuse the name, or the schema is not a JSON object */
    public ReplySchema {
        checkName(name);
        checkObject(name, jsonSchema);
    }

    /** The schema of an object with one of the allowed texts for each property. */
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
            throw new IllegalArgumentException("servers refuse the name " + name);
        }
    }

    static void checkObject(String name, String json) {
        if (!WireJson.readOrMissing(json).isObject()) {
            throw new IllegalArgumentException("the schema of " + name + " is not a JSON object");
        }
    }
}

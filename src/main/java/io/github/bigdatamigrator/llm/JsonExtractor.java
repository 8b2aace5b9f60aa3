package io.github.bigdatamigrator.llm;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Optional;

/** Finds JSON in what a model wrote: models put it into fences, between sentences, and write it loosely. */
public final class JsonExtractor {
    private static final int MOST_TRIES = 50;
    private static final JsonMapper LOOSE = JsonMapper.builder()
            .enable(
                    JsonReadFeature.ALLOW_JAVA_COMMENTS,
                    JsonReadFeature.ALLOW_SINGLE_QUOTES,
                    JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES,
                    JsonReadFeature.ALLOW_TRAILING_COMMA,
                    JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .build();

    private JsonExtractor() {}

    /** The first object or array that can be read whole, as strict JSON. */
    public static Optional<String> firstJson(String text) {
        int tries = 0;
        for (int at = 0; at < text.length() && tries < MOST_TRIES; at++) {
            char c = text.charAt(at);
            if (c != '{' && c != '[') {
                continue;
            }
            tries++;
            try {
                Optional<JsonNode> found = parsePrefix(text.substring(at));
                if (found.isPresent()) {
                    return found.map(JsonNode::toString);
                }
            } catch (JsonEOFException cut) {
                // What stands inside a value that was cut is not what the model meant to say.
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** The value that the text begins with; what follows it does not matter. */
    private static Optional<JsonNode> parsePrefix(String text) throws JsonEOFException {
        try (JsonParser parser = LOOSE.createParser(text)) {
            JsonNode node = LOOSE.readTree(parser);
            boolean says = node != null && node.isContainerNode() && !node.isEmpty();
            return says || text.startsWith("{}") ? Optional.ofNullable(node) : Optional.empty();
        } catch (JsonEOFException e) {
            throw e;
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}

package io.github.bigdatamigrator.llm;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Optional;

/**
 * Finds JSON in a model's text. Models put it into fences or between sentences, and write comments, single quotes and
 * trailing commas.
 */
public final class JsonExtractor {
    private static final int MAX_TRIES = 50;
    private static final JsonMapper LOOSE = JsonMapper.builder()
            .enable(
                    JsonReadFeature.ALLOW_JAVA_COMMENTS,
                    JsonReadFeature.ALLOW_SINGLE_QUOTES,
                    JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES,
                    JsonReadFeature.ALLOW_TRAILING_COMMA,
                    JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .build();

    private JsonExtractor() {}

    /** The first complete object or array as strict JSON; empty if there is none, or if it is truncated. */
    public static Optional<String> firstJson(String text) {
        int tries = 0;
        for (int at = 0; at < text.length() && tries < MAX_TRIES; at++) {
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
            } catch (JsonEOFException truncated) {
                // A value inside a truncated one is not the reply.
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** The value at the start of the text; the rest is ignored. */
    private static Optional<JsonNode> parsePrefix(String text) throws JsonEOFException {
        try (JsonParser parser = LOOSE.createParser(text)) {
            JsonNode node = LOOSE.readTree(parser);
            boolean filled = node != null && node.isContainerNode() && !node.isEmpty();
            return filled || text.startsWith("{}") ? Optional.ofNullable(node) : Optional.empty();
        } catch (JsonEOFException e) {
            throw e;
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}

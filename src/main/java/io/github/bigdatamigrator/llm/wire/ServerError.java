package io.github.bigdatamigrator.llm.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.bigdatamigrator.llm.WireJson;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An error as a server worded it: in a body or in an event of a stream, as a string or as an object.
 *
 * @param status of the HTTP response, or the number that the error itself carries where it came with 200
 * @param message what the server said, perhaps empty
 * @param type its class by the server's word, or empty
 * @param code its name by the server's word, or empty
 */
record ServerError(int status, String message, String type, String code) {
    /** LM Studio wraps the engine's own error, a 500 say, in a text that it answers with 400. */
    private static final Pattern WRAPPED = Pattern.compile("returned an error: (\\{.*})", Pattern.DOTALL);

    private static final int OK = 200;
    private static final int LOWEST_ERROR = 400;

    /**
     * The error at the top of a body, or null where there is none. Any status: LM Studio answers unknown routes with
     * 200.
     */
    static @Nullable ServerError parse(int status, JsonNode body) {
        JsonNode error = body.path("error");
        if (error.isTextual()) {
            return unwrapped(status, error.asText(), "", "");
        }
        if (error.isObject()) {
            return unwrapped(
                    status, text(error, "message", error), text(error, "type", null), text(error, "code", null));
        }
        if (status < LOWEST_ERROR) {
            return null;
        }
        return unwrapped(status, text(body, "message", body.path("detail")), "", "");
    }

    /** The error that a body which is no JSON stands for. */
    static ServerError ofText(int status, String text) {
        return new ServerError(status, text.strip(), "", "");
    }

    /** All that was said, for a search. */
    String searchText() {
        return code + " " + type + " " + message;
    }

    private static ServerError unwrapped(int status, String message, String type, String code) {
        Matcher wrapped = WRAPPED.matcher(message);
        if (wrapped.find()) {
            try {
                JsonNode inner = WireJson.read(wrapped.group(1));
                return new ServerError(
                        inner.path("code").asInt(status),
                        text(inner, "message", inner),
                        text(inner, "type", null),
                        code);
            } catch (JsonProcessingException e) {
                return new ServerError(status, message, type, code);
            }
        }
        int own = code.matches("[45]\\d\\d") && status == OK ? Integer.parseInt(code) : status;
        return new ServerError(own, message, type, code);
    }

    private static String text(JsonNode object, String field, @Nullable JsonNode otherwise) {
        JsonNode value = object.path(field);
        if (value.isValueNode() && !value.isNull()) {
            return value.asText();
        }
        if (otherwise == null || otherwise.isMissingNode()) {
            return "";
        }
        return otherwise.isTextual() ? otherwise.asText() : otherwise.toString();
    }
}

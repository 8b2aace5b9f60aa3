package io.github.bigdatamigrator.llm.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bigdatamigrator.llm.WireJson;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Holds the error that a server reports, also inside a reply with HTTP status 200; unknown texts are empty. */
record ServerError(int status, String message, String type, String code) {
    /** LM Studio answers with 400 and wraps the engine's own error, for example a 500, in the text. */
    private static final Pattern WRAPPED = Pattern.compile("returned an error: (\\{.*})", Pattern.DOTALL);

    private static final int OK = 200;
    private static final int LOWEST_ERROR = 400;

    /** The error in a body of any status, or null if there is none: LM Studio answers unknown routes with 200. */
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

    /** The error in a body that may not be JSON; without an error in it, one with the text {@code otherwise}. */
    static ServerError ofBody(int status, String body, String otherwise) {
        JsonNode json = WireJson.readOrMissing(body);
        ServerError error = json.isMissingNode() ? null : parse(status, json);
        return error == null ? ofText(status, otherwise) : error;
    }

    static ServerError ofText(int status, String text) {
        return new ServerError(status, text.strip(), "", "");
    }

    /** Code, type and message, for searching. */
    String searchText() {
        return code + " " + type + " " + message;
    }

    private static ServerError unwrapped(int status, String message, String type, String code) {
        Matcher wrapped = WRAPPED.matcher(message);
        if (wrapped.find()) {
            JsonNode inner = WireJson.readOrMissing(wrapped.group(1));
            int innerStatus = inner.path("code").asInt(status);
            return inner.isMissingNode()
                    ? new ServerError(status, message, type, code)
                    : new ServerError(innerStatus, text(inner, "message", inner), text(inner, "type", null), code);
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

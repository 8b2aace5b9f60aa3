package io.github.bigdatamigrator.server;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads request bodies as JSON objects. Unknown or duplicate fields are rejected, not ignored. */
final class RequestBodies {
    /** Much larger than any question or list of files, and small enough for the heap. */
    static final int MAX_BYTES = 1_000_000;

    /** A body up to here is read before it is refused, since a client that still sends may never see the reply. */
    private static final int READ_BYTES = 2 * MAX_BYTES;

    private static final int MAX_DEPTH = 50;

    private static final JsonMapper MAPPER = JsonMapper.builder(new JsonFactoryBuilder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private RequestBodies() {}

    /** The fields of the body, all of them known ones; empty without a body. */
    static Map<?, ?> object(Context request, Set<String> known) {
        String text = text(request);
        if (text.isBlank()) {
            return Map.of();
        }
        if (!(parse(text) instanceof Map<?, ?> fields)) {
            throw RequestReader.bad("The body is not a JSON object.");
        }
        for (Object name : fields.keySet()) {
            if (!known.contains(String.valueOf(name))) {
                throw RequestReader.bad("There is no field '" + name + "' here; known: "
                        + String.join(", ", new TreeSet<>(known)) + ".");
            }
        }
        return fields;
    }

    /** The text of one JSON-RPC request or notification. */
    static String message(Context request) {
        String text = text(request);
        boolean message = !text.isBlank()
                && parse(text) instanceof Map<?, ?> fields
                && "2.0".equals(fields.get("jsonrpc"))
                && fields.get("method") instanceof String
                && (!fields.containsKey("params") || fields.get("params") instanceof Map)
                && (!fields.containsKey("id")
                        || fields.get("id") instanceof String
                        || fields.get("id") instanceof Number);
        if (!message) {
            throw RequestReader.bad(
                    "The body is not a JSON-RPC 2.0 request: an object with jsonrpc, method, params and id.");
        }
        return text;
    }

    private static Object parse(String text) {
        try {
            return MAPPER.readValue(text, Object.class);
        } catch (JsonProcessingException e) {
            throw new MigratorException(
                    ErrorCode.BAD_INPUT, "The body is not JSON: " + e.getOriginalMessage() + ".", e);
        }
    }

    private static String text(Context request) {
        if (request.req().getContentLengthLong() > READ_BYTES) {
            throw tooLarge();
        }
        byte[] bytes;
        try (SlowBodyGuard.BodyRead reading = SlowBodyGuard.reading(request)) {
            try {
                bytes = request.req().getInputStream().readNBytes(READ_BYTES);
            } catch (IOException e) {
                throw reading.failure();
            }
        }
        if (bytes.length > MAX_BYTES) {
            throw tooLarge();
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MigratorException(ErrorCode.BAD_INPUT, "The body is not UTF-8.", e);
        }
    }

    private static HttpProblem.RefusedException tooLarge() {
        return new HttpProblem.RefusedException(
                413,
                "too_large",
                "The body has more than " + MAX_BYTES + " bytes. Send data files to /llm/uploads, or name them.");
    }
}

package io.github.bigdatamigrator.server;

import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.schema.SchemaTarget;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the bodies of requests; every message of a refusal names the field and what it must be. */
final class Requests {
    /** Far above any question or list of files, and far below what could fill the memory. */
    static final int MOST_BYTES = 1_000_000;

    record NewConversation(String title, List<String> dataFiles) {}

    private Requests() {}

    static NewConversation newConversation(Context request) {
        Map<?, ?> body = body(request, Set.of("title", "data_files"));
        if (!(body.get("data_files") instanceof List<?> files) || files.isEmpty()) {
            throw bad("data_files must be a list of at least one path, such as [\"sales.csv\"].");
        }
        List<String> paths =
                files.stream().map(file -> text(file, "each of data_files")).toList();
        Object title = body.get("title");
        return new NewConversation(title == null ? String.join(", ", paths) : text(title, "title"), paths);
    }

    static String message(Context request) {
        return text(body(request, Set.of("message")).get("message"), "message");
    }

    /** PostgreSQL where nothing is said. */
    static SchemaTarget target(Context request) {
        Object target = body(request, Set.of("target")).get("target");
        return target == null
                ? SchemaTarget.POSTGRESQL
                : Arrays.stream(SchemaTarget.values())
                        .filter(known -> known.name().toLowerCase(Locale.ROOT).equals(target))
                        .findFirst()
                        .orElseThrow(() -> bad("target must be \"postgresql\" or \"spark\"."));
    }

    private static Map<?, ?> body(Context request, Set<String> known) {
        String text = read(request);
        if (text.isBlank()) {
            return Map.of();
        }
        Map<?, ?> body;
        try {
            body = request.jsonMapper().fromJsonString(text, Map.class);
        } catch (Exception e) {
            throw new MigratorException(ErrorCode.BAD_INPUT, "The body is not a JSON object.", e);
        }
        if (body == null) {
            throw bad("The body is not a JSON object.");
        }
        for (Object name : body.keySet()) {
            if (!known.contains(String.valueOf(name))) {
                throw bad("There is no field '" + name + "' here; known: " + String.join(", ", new TreeSet<>(known))
                        + ".");
            }
        }
        return body;
    }

    private static String read(Context request) {
        try {
            byte[] bytes = request.req().getInputStream().readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new HttpProblem.RefusedException(
                        413,
                        "too_large",
                        "The body has more than " + MOST_BYTES + " bytes. Name files instead of sending them.");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(@Nullable Object value, String field) {
        if (value instanceof String text && !text.isBlank()) {
            return text;
        }
        throw bad(field + " must be a text that is not blank.");
    }

    private static MigratorException bad(String message) {
        return new MigratorException(ErrorCode.BAD_INPUT, message);
    }
}

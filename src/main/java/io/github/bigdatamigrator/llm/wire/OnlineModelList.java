package io.github.bigdatamigrator.llm.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bigdatamigrator.llm.WireJson;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reports whether a server lists a model, until which day it runs if that is announced, and up to three others. */
record OnlineModelList(boolean listed, @Nullable LocalDate shutdown, List<String> others) {
    private static final int ALTERNATIVES_NAMED = 3;
    private static final int DATE_LENGTH = 10;
    /** Older lists do not contain shutdown dates: OpenAI has published one for this family. */
    private static final Pattern RETIRING_FAMILY =
            Pattern.compile("gpt-4(?:o|\\.1)(?:-mini)?(?:-\\d{4}-\\d{2}-\\d{2})?");

    private static final LocalDate PUBLISHED_SHUTDOWN = LocalDate.of(2027, 1, 14);

    /** Parses a list of models; empty if the text is not one. */
    static Optional<OnlineModelList> read(String text, String model) {
        JsonNode list = WireJson.readOrMissing(text).path("data");
        if (!list.isArray()) {
            return Optional.empty();
        }
        boolean listed = false;
        LocalDate shutdown = null;
        List<String> others = new ArrayList<>();
        for (JsonNode entry : list) {
            String id = entry.path("id").asText("");
            LocalDate end = entry.has("shutdown_date") ? date(entry.path("shutdown_date")) : publishedShutdown(id);
            if (id.equals(model)) {
                listed = true;
                shutdown = end;
            } else if (end == null && others.size() < ALTERNATIVES_NAMED && id.startsWith("gpt-")) {
                others.add(id);
            }
        }
        return Optional.of(new OnlineModelList(listed, shutdown, others));
    }

    private static @Nullable LocalDate publishedShutdown(String id) {
        return RETIRING_FAMILY.matcher(id).matches() ? PUBLISHED_SHUTDOWN : null;
    }

    /** Parses a day, a timestamp or seconds since 1970. */
    private static @Nullable LocalDate date(JsonNode value) {
        if (value.isNumber()) {
            return LocalDate.ofInstant(Instant.ofEpochSecond(value.asLong()), ZoneOffset.UTC);
        }
        String text = value.isTextual() ? value.asText() : "";
        try {
            return text.length() < DATE_LENGTH ? null : LocalDate.parse(text.substring(0, DATE_LENGTH));
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** A warning about the model for the user, or null. */
    @Nullable
    String note(String model) {
        String instead = others.isEmpty() ? "another" : "another, such as " + String.join(", ", others);
        if (shutdown == null && listed) {
            return null;
        }
        String problem = shutdown == null ? " is not in its server's list." : " will be shut down on " + shutdown + ".";
        return "The online model " + model + problem + " Set ONLINE_LLM_MODEL to " + instead + ".";
    }
}

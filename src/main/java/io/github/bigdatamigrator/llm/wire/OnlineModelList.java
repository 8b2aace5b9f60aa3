package io.github.bigdatamigrator.llm.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
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

/**
 * What the list of an online server says of a model: there, gone, or to be shut down.
 *
 * @param listed whether it is in the list
 * @param shutdown the day on which it ends, or null where none is said
 * @param others names of models in the list that are not to be shut down, three at most
 */
record OnlineModelList(boolean listed, @Nullable LocalDate shutdown, List<String> others) {
    private static final int ALTERNATIVES_NAMED = 3;
    private static final int DATE_LENGTH = 10;
    /** Where a list does not tell of ends, as older ones do not: what OpenAI has published of this family. */
    private static final Pattern RETIRING_FAMILY =
            Pattern.compile("gpt-4(?:o|\\.1)(?:-mini)?(?:-\\d{4}-\\d{2}-\\d{2})?");

    private static final LocalDate PUBLISHED_SHUTDOWN = LocalDate.of(2027, 1, 14);

    /** Reads a list of models; empty where the text is none. */
    static Optional<OnlineModelList> read(String text, String model) {
        JsonNode list;
        try {
            list = WireJson.read(text).path("data");
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
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

    /** Published as a day; a moment and seconds since 1970 are understood too. */
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

    /** What the user should know of the model, or null where all is well. */
    @Nullable
    String note(String model) {
        String instead = others.isEmpty() ? "another" : "another, such as " + String.join(", ", others);
        if (shutdown != null) {
            return "The online model " + model + " will be shut down on " + shutdown + ". Set ONLINE_LLM_MODEL to "
                    + instead + ".";
        }
        return listed
                ? null
                : "The online model " + model + " is not in its server's list. Set ONLINE_LLM_MODEL to " + instead
                        + ".";
    }
}

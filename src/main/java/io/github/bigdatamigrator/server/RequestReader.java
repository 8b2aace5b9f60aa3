package io.github.bigdatamigrator.server;

import io.github.bigdatamigrator.context.DialectOptions;
import io.github.bigdatamigrator.conversation.DefaultTitle;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.json.DialectJson;
import io.github.bigdatamigrator.json.Json;
import io.github.bigdatamigrator.schema.SchemaTarget;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads and checks the parameters of requests. Each error message names the field and what it must be. */
final class RequestReader {
    private static final int MAX_FILES = 1_000;
    private static final int MAX_PATH_LENGTH = 4_096;
    private static final int MAX_TITLE_LENGTH = 300;
    private static final int MAX_MESSAGE_LENGTH = 20_000;
    private static final int DEFAULT_PAGE = 100;
    private static final int MAX_PAGE = 1_000;

    record NewConversation(String title, List<String> dataFiles, DialectOptions dialect) {}

    /**
     * A migration to show, or to run if it has an id.
     *
     * @param plan as YAML; null for a new one
     * @param planId of a migration that was shown
     */
    record NewMigration(
            String target,
            @Nullable String plan,
            List<String> replace,
            boolean resume,
            @Nullable String planId) {}

    record NewComparison(String before, String after, boolean rows, List<String> key) {}

    /** A field that the request does not name is null and stays as it is. */
    record Description(@Nullable String title, @Nullable Boolean pinned) {}

    /** One page of a list: at most {@code limit} entries, 1 to 1000, after the first {@code offset}. */
    record Page(int limit, int offset) {
        <T> List<T> of(List<T> all) {
            int from = Math.min(offset, all.size());
            return all.subList(from, Math.min(all.size(), from + limit));
        }
    }

    private RequestReader() {}

    static NewConversation newConversation(Context request) {
        Map<?, ?> body = RequestBodies.object(request, Set.of("title", "data_files", "dialect"));
        if (!(body.get("data_files") instanceof List<?> files) || files.isEmpty()) {
            throw bad("data_files must be a list of at least one path, such as [\"sales.csv\"].");
        }
        if (files.size() > MAX_FILES) {
            throw bad("data_files has " + files.size() + " entries; " + MAX_FILES
                    + " are the most. Name a folder or a pattern.");
        }
        List<String> paths = files.stream()
                .map(file -> text(file, "each of data_files", MAX_PATH_LENGTH))
                .toList();
        Object title = body.get("title");
        Object dialect = body.get("dialect");
        return new NewConversation(
                title == null ? title(paths) : text(title, "title", MAX_TITLE_LENGTH),
                paths,
                dialect == null ? DialectOptions.NONE : DialectJson.parse(ResponseBodies.json(dialect)));
    }

    static NewMigration newMigration(Context request) {
        Map<?, ?> body = RequestBodies.object(request, Set.of("target", "plan", "replace", "resume", "plan_id"));
        Object id = body.get("plan_id");
        if (id != null) {
            if (body.size() > 1) {
                throw bad("plan_id runs the migration that was shown; it takes no other field.");
            }
            return new NewMigration("", null, List.of(), false, text(id, "plan_id", MAX_TITLE_LENGTH));
        }
        Object plan = body.get("plan");
        boolean resume = flag(body, "resume");
        if (resume && plan != null) {
            throw bad("resume goes on with the plan that is kept in the target; leave out plan.");
        }
        return new NewMigration(
                text(body.get("target"), "target", MAX_PATH_LENGTH),
                plan == null ? null : text(plan, "plan", RequestBodies.MAX_BYTES),
                texts(body, "replace"),
                resume,
                null);
    }

    static NewComparison newComparison(Context request) {
        Map<?, ?> body = RequestBodies.object(request, Set.of("before", "after", "rows", "key"));
        boolean rows = flag(body, "rows");
        List<String> key = texts(body, "key");
        if (!rows && !key.isEmpty()) {
            throw bad("key matches rows; add \"rows\": true.");
        }
        return new NewComparison(
                text(body.get("before"), "before", MAX_PATH_LENGTH),
                text(body.get("after"), "after", MAX_PATH_LENGTH),
                rows,
                key);
    }

    private static boolean flag(Map<?, ?> body, String field) {
        Object value = body.get(field);
        if (value != null && !(value instanceof Boolean)) {
            throw bad(field + " must be true or false.");
        }
        return Boolean.TRUE.equals(value);
    }

    private static List<String> texts(Map<?, ?> body, String field) {
        Object value = body.get(field);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list) || list.size() > MAX_FILES) {
            throw bad(field + " must be a list of at most " + MAX_FILES + " names.");
        }
        return list.stream()
                .map(one -> text(one, "each of " + field, MAX_PATH_LENGTH))
                .toList();
    }

    private static String title(List<String> paths) {
        String all = DefaultTitle.of(paths);
        return all.length() <= MAX_TITLE_LENGTH ? all : all.substring(0, MAX_TITLE_LENGTH - 1) + "…";
    }

    static Description description(Context request) {
        Map<?, ?> body = RequestBodies.object(request, Set.of("title", "pinned"));
        Object title = body.get("title");
        Object pinned = body.get("pinned");
        if (pinned != null && !(pinned instanceof Boolean)) {
            throw bad("pinned must be true or false.");
        }
        return new Description(title == null ? null : text(title, "title", MAX_TITLE_LENGTH), (Boolean) pinned);
    }

    static String sql(Context request) {
        return text(RequestBodies.object(request, Set.of("sql")).get("sql"), "sql", MAX_MESSAGE_LENGTH);
    }

    static String message(Context request) {
        return text(RequestBodies.object(request, Set.of("message")).get("message"), "message", MAX_MESSAGE_LENGTH);
    }

    /** PostgreSQL by default. */
    static SchemaTarget target(Context request) {
        Object target = RequestBodies.object(request, Set.of("target")).get("target");
        return target == null
                ? SchemaTarget.POSTGRESQL
                : constant(SchemaTarget.class, target, "target must be \"postgresql\" or \"spark\".");
    }

    /** The enum constant that the API names by this word. */
    static <E extends Enum<E>> E constant(Class<E> type, @Nullable Object word, String message) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> Json.word(constant).equals(word))
                .findFirst()
                .orElseThrow(() -> bad(message));
    }

    static Page page(Context request) {
        return new Page(
                number(request, "limit", DEFAULT_PAGE, 1, MAX_PAGE),
                number(request, "offset", 0, 0, Integer.MAX_VALUE));
    }

    static int number(Context request, String name, int otherwise, int least, int most) {
        String given = request.queryParam(name);
        if (given == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(given);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // reported below
        }
        throw bad(name + " must be a whole number from " + least + " to " + most + ".");
    }

    static boolean acceptsEventStream(Context request) {
        String accept = request.header("Accept");
        return accept != null && accept.contains("text/event-stream");
    }

    static String text(@Nullable Object value, String field, int longest) {
        if (!(value instanceof String text) || text.isBlank()) {
            throw bad(field + " must be a text that is not blank.");
        }
        if (text.length() > longest) {
            throw bad(field + " has " + text.length() + " characters; " + longest + " are the most.");
        }
        return text;
    }

    static MigratorException bad(String message) {
        return MigratorException.badInput(message);
    }
}

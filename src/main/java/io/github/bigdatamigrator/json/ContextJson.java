package io.github.bigdatamigrator.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.Meanings;
import io.github.bigdatamigrator.context.Problem.Severity;
import io.github.bigdatamigrator.error.MigratorException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Converts a {@link DataContext} to profile.json and back. {@code read(write(context))} equals the context, except that
 * non-finite numbers and the names of hidden columns are left out.
 *
 * <p>Values of bigint and double columns are JSON numbers; values of all other types are strings.
 */
public final class ContextJson {
    /** The version that this class writes, and the only one that it reads. */
    public static final int SCHEMA_VERSION = 1;

    private static final int HEAD_BYTES = 200;
    private static final Pattern STORED =
            Pattern.compile("^\\s*\\{\\s*\"schema_version\"\\s*:\\s*\\d+\\s*,\\s*\"tables\"\\s*:");

    private static final Map<String, String> CONTAINMENT =
            Map.of("containment_distinct", "distinct", "containment_rows", "rows");
    private static final Map<String, String> ORPHANS = Map.of("orphan_rows", "rows", "orphan_examples", "examples");

    private ContextJson() {}

    public static ObjectNode write(DataContext context) {
        ObjectNode node = RecordJson.write(context);
        for (int i = 0; i < context.tables().size(); i++) {
            TableJson.toFile(
                    (ObjectNode) node.at("/tables/" + i), context.tables().get(i));
        }
        for (JsonNode edge : node.get("relationships")) {
            nest((ObjectNode) edge, "containment", CONTAINMENT);
            nest((ObjectNode) edge, "orphans", ORPHANS);
        }
        if (context.meanings().equals(Meanings.NONE)) {
            node.remove("meanings");
        }
        node.at("/meanings/tables").forEach(table -> ((ObjectNode) table).putArray("hidden"));
        return Json.object().put("schema_version", SCHEMA_VERSION).setAll(node);
    }

    /** Prints profile.json with indentation. */
    public static String text(DataContext context) {
        return Json.pretty(write(context));
    }

    /** @throws IllegalArgumentException for a document that is not a profile of this version */
    public static DataContext read(JsonNode document) {
        ObjectNode node = document.deepCopy();
        int version = Fields.required(node, "schema_version").asInt();
        if (version != SCHEMA_VERSION) {
            throw new IllegalArgumentException("This is a profile of schema_version " + version
                    + "; this program reads version " + SCHEMA_VERSION
                    + ". Profile the files again, or use the newer program.");
        }
        node.path("tables").forEach(table -> TableJson.fromFile((ObjectNode) table));
        for (JsonNode edge : node.path("relationships")) {
            unnest((ObjectNode) edge, "containment", CONTAINMENT);
            unnest((ObjectNode) edge, "orphans", ORPHANS);
        }
        addSeverities(node);
        // Earlier versions did not write this field.
        ((ObjectNode) Fields.required(node, "run")).putIfAbsent("cached_tables", IntNode.valueOf(0));
        node.putIfAbsent("meanings", RecordJson.write(Meanings.NONE));
        return RecordJson.read(node, DataContext.class);
    }

    public static DataContext parse(String text) {
        return read(Json.parse(text));
    }

    /**
     * Reads a profile.json, if a user names one local file that is one instead of data; empty for all else.
     *
     * @throws MigratorException BAD_INPUT for a profile of another version or a damaged one
     */
    public static Optional<DataContext> stored(List<String> names) {
        if (names.size() != 1 || !names.get(0).endsWith(".json") || names.get(0).contains("://")) {
            return Optional.empty();
        }
        Path file = Path.of(names.get(0));
        try {
            if (!Files.isRegularFile(file) || !isProfile(file)) {
                return Optional.empty();
            }
            return Optional.of(parse(Files.readString(file)));
        } catch (IOException | IllegalArgumentException e) {
            throw MigratorException.badInput(file + " is no profile that can be read (" + e.getMessage()
                    + "). Name a profile.json that" + " profile --out wrote, or the data.");
        }
    }

    private static boolean isProfile(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            String head = new String(in.readNBytes(HEAD_BYTES), StandardCharsets.UTF_8);
            return STORED.matcher(head).find();
        }
    }

    /** Adds the severity, which earlier versions did not write, to the problems of a table or of the document. */
    static void addSeverities(JsonNode node) {
        TextNode medium = TextNode.valueOf(Json.word(Severity.MEDIUM));
        node.path("problems").forEach(problem -> ((ObjectNode) problem).putIfAbsent("severity", medium));
    }

    /** Moves fields to an object of their own, under the names in the map. */
    private static void nest(ObjectNode node, String name, Map<String, String> fields) {
        ObjectNode nested = node.putObject(name);
        fields.forEach((outer, inner) -> nested.set(inner, node.remove(outer)));
    }

    private static void unnest(ObjectNode node, String name, Map<String, String> fields) {
        JsonNode nested = Fields.required(node, name);
        fields.forEach((outer, inner) -> node.set(outer, Fields.required(nested, inner)));
    }
}

package io.github.bigdatamigrator.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.Relationship;
import io.github.bigdatamigrator.context.RunStatistics;
import java.util.Locale;

/**
 * A {@link DataContext} as profile.json and back; {@code read(write(context))} equals the context, but for figures that
 * are not finite, which are left out.
 *
 * <p>Figures of bigint and double columns are JSON numbers; those of all other types are strings.
 */
public final class ContextJson {
    /** The version that this class writes, and the newest that it reads. */
    public static final int SCHEMA_VERSION = 1;

    private ContextJson() {}

    public static ObjectNode write(DataContext context) {
        ObjectNode node = Json.object();
        node.put("schema_version", SCHEMA_VERSION);
        Fields.putList(node, "tables", context.tables(), TableJson::write);
        Fields.putList(node, "relationships", context.relationships(), ContextJson::relationship);
        Fields.putList(node, "problems", context.problems(), TableJson::problem);
        RunStatistics run = context.run();
        ObjectNode facts = node.putObject("run");
        Fields.put(facts, "seconds", run.seconds());
        facts.put("bytes_read", run.bytesRead());
        facts.put("peak_heap_bytes", run.peakHeapBytes());
        facts.put("spark_master", run.sparkMaster());
        facts.put("spark_version", run.sparkVersion());
        facts.put("started_at", run.startedAt());
        facts.put("partial", run.partial());
        facts.put("cached_tables", run.cachedTables());
        return node;
    }

    /** profile.json as text, on many lines. */
    public static String text(DataContext context) {
        return Json.pretty(write(context));
    }

    /** @throws IllegalArgumentException for a document that is not a profile, or one of a newer version */
    public static DataContext read(JsonNode node) {
        long version = Fields.number(node, "schema_version");
        if (version != SCHEMA_VERSION) {
            throw new IllegalArgumentException(
                    "a profile of schema_version " + version + "; this program reads version " + SCHEMA_VERSION
                            + ": profile the files again, or use the newer program");
        }
        JsonNode run = Fields.required(node, "run");
        return new DataContext(
                Fields.list(node, "tables", TableJson::read),
                Fields.list(node, "relationships", ContextJson::relationship),
                Fields.list(node, "problems", TableJson::problem),
                new RunStatistics(
                        Fields.real(run, "seconds"),
                        Fields.number(run, "bytes_read"),
                        Fields.number(run, "peak_heap_bytes"),
                        Fields.text(run, "spark_master"),
                        Fields.text(run, "spark_version"),
                        Fields.text(run, "started_at"),
                        Fields.flag(run, "partial"),
                        // Profiles of earlier versions say nothing of it.
                        run.path("cached_tables").asInt(0)));
    }

    /** Reads what {@link #text} wrote. */
    public static DataContext parse(String text) {
        return read(Json.parse(text));
    }

    private static ObjectNode relationship(Relationship edge) {
        ObjectNode node = Json.object();
        node.put("from_table", edge.fromTable());
        Fields.putTexts(node, "from_columns", edge.fromColumns());
        node.put("to_table", edge.toTable());
        Fields.putTexts(node, "to_columns", edge.toColumns());
        node.put("cardinality", edge.cardinality().name().toLowerCase(Locale.ROOT));
        ObjectNode containment = node.putObject("containment");
        containment.put("distinct", edge.containmentDistinct());
        containment.put("rows", edge.containmentRows());
        ObjectNode orphans = node.putObject("orphans");
        orphans.put("rows", edge.orphanRows());
        Fields.putTexts(orphans, "examples", edge.orphanExamples());
        node.put("confidence", edge.confidence());
        node.put("evidence", edge.evidence());
        Fields.put(node, "rival", edge.rival());
        return node;
    }

    private static Relationship relationship(JsonNode node) {
        JsonNode containment = Fields.required(node, "containment");
        JsonNode orphans = Fields.required(node, "orphans");
        return new Relationship(
                Fields.text(node, "from_table"),
                Fields.texts(node, "from_columns"),
                Fields.text(node, "to_table"),
                Fields.texts(node, "to_columns"),
                Relationship.Cardinality.valueOf(
                        Fields.text(node, "cardinality").toUpperCase(Locale.ROOT)),
                Fields.real(containment, "distinct"),
                Fields.real(containment, "rows"),
                Fields.number(orphans, "rows"),
                Fields.texts(orphans, "examples"),
                Fields.real(node, "confidence"),
                Fields.text(node, "evidence"),
                Fields.textOrNull(node, "rival"));
    }
}

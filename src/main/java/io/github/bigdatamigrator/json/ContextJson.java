package io.github.bigdatamigrator.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.Relationship;
import io.github.bigdatamigrator.context.RunStatistics;

/**
 * Converts a {@link DataContext} to profile.json and back. {@code read(write(context))} equals the context, except that
 * non-finite numbers are left out.
 *
 * <p>Values of bigint and double columns are JSON numbers; values of all other types are strings.
 */
public final class ContextJson {
    /** The version that this class writes, and the only one that it reads. */
    public static final int SCHEMA_VERSION = 1;

    private ContextJson() {}

    public static ObjectNode write(DataContext context) {
        ObjectNode node = Json.object();
        node.put("schema_version", SCHEMA_VERSION);
        Fields.putList(node, "tables", context.tables(), TableJson::write);
        Fields.putList(node, "relationships", context.relationships(), ContextJson::relationship);
        Fields.putList(node, "problems", context.problems(), TableJson::problem);
        RunStatistics run = context.run();
        ObjectNode runNode = node.putObject("run");
        Fields.put(runNode, "seconds", run.seconds());
        runNode.put("bytes_read", run.bytesRead());
        runNode.put("peak_heap_bytes", run.peakHeapBytes());
        runNode.put("spark_master", run.sparkMaster());
        runNode.put("spark_version", run.sparkVersion());
        runNode.put("started_at", run.startedAt());
        runNode.put("partial", run.partial());
        runNode.put("cached_tables", run.cachedTables());
        return node;
    }

    /** Prints profile.json with indentation. */
    public static String text(DataContext context) {
        return Json.pretty(write(context));
    }

    /** @throws IllegalArgumentException for a document that is not a profile of this version */
    public static DataContext read(JsonNode node) {
        long version = Fields.number(node, "schema_version");
        if (version != SCHEMA_VERSION) {
            throw new IllegalArgumentException("This is a profile of schema_version " + version
                    + "; this program reads version " + SCHEMA_VERSION
                    + ". Profile the files again, or use the newer program.");
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
                        // Earlier versions did not write this field.
                        run.path("cached_tables").asInt(0)));
    }

    public static DataContext parse(String text) {
        return read(Json.parse(text));
    }

    private static ObjectNode relationship(Relationship edge) {
        ObjectNode node = Json.object();
        node.put("from_table", edge.fromTable());
        Fields.putTexts(node, "from_columns", edge.fromColumns());
        node.put("to_table", edge.toTable());
        Fields.putTexts(node, "to_columns", edge.toColumns());
        Fields.put(node, "cardinality", edge.cardinality());
        node.putObject("containment")
                .put("distinct", edge.containmentDistinct())
                .put("rows", edge.containmentRows());
        Fields.putTexts(node.putObject("orphans").put("rows", edge.orphanRows()), "examples", edge.orphanExamples());
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
                Fields.constant(node, "cardinality", Relationship.Cardinality.class),
                Fields.real(containment, "distinct"),
                Fields.real(containment, "rows"),
                Fields.number(orphans, "rows"),
                Fields.texts(orphans, "examples"),
                Fields.real(node, "confidence"),
                Fields.text(node, "evidence"),
                Fields.textOrNull(node, "rival"));
    }
}

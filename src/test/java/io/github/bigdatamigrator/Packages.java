package io.github.bigdatamigrator;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Lists the packages of the project, what each may import, and which may import a library. */
final class Packages {
    private static final String OURS = """
        error:
        text:
        sql:
        disk:
        yaml: text
        settings: text context
        demo:
        context:
        context.query: context
        json: settings context context.query
        columnar:
        sketch:
        source: text sql context context.query
        source.jdbc: text sql yaml context source
        source.delimited: context source source.excel
        source.excel: context source
        source.typed: text sql context columnar source source.delimited
        source.discovery: text context source source.delimited source.excel source.jdbc source.typed
        profiling: text context sketch source
        relationship: text sql context columnar sketch
        relationship.expression: sql context sketch relationship
        query: text sql context context.query query.counting
        query.counting: text sql context context.query
        verification: text sql context context.query
        comparison.rows: text sql context columnar source source.discovery
        comparison: text context json comparison.rows
        analysis: sql context context.query json source source.discovery profiling relationship \
            relationship.expression query verification
        knowledge: text sql disk context context.query yaml
        knowledge.exchange: text sql context knowledge yaml
        knowledge.describe: text sql context context.query llm knowledge knowledge.exchange yaml
        llm: text
        llm.tokens: llm
        llm.wire: llm llm.tokens
        conversation: text sql context context.query json llm
        conversation.memory: text sql context conversation
        conversation.audit: text context context.query conversation
        conversation.prompt: text sql context context.query json knowledge llm conversation \
            conversation.memory
        conversation.wording: text sql context context.query conversation
        conversation.answer: text sql context context.query json knowledge llm conversation conversation.memory \
            conversation.audit conversation.prompt conversation.wording guidance
        conversation.store: disk context json conversation
        conversation.export: text context context.query json knowledge conversation conversation.memory
        guidance: text sql context context.query
        schema: text sql context context.query llm
        schema.postgresql: text sql context context.query schema
        schema.spark: text sql context context.query schema
        schema.migration: text context context.query schema schema.postgresql schema.spark
        checks: text sql context context.query yaml schema
        migration: text sql yaml context context.query json comparison.rows source source.discovery \
            source.jdbc schema schema.postgresql
        report: text context context.query json comparison comparison.rows llm conversation evaluation guidance \
            migration schema
        report.html: text context context.query comparison comparison.rows conversation evaluation guidance schema \
            report
        root: text settings demo context context.query json comparison source source.jdbc analysis knowledge \
            knowledge.exchange knowledge.describe llm llm.wire conversation conversation.answer conversation.store \
            conversation.export guidance migration schema schema.migration checks
        evaluation: text sql yaml context context.query json llm conversation conversation.store guidance root
        batch: text yaml settings context context.query json conversation guidance migration schema checks report \
            report.html root
        server: settings context context.query json comparison source.jdbc knowledge knowledge.describe llm llm.tokens \
            conversation conversation.store migration schema report report.html root server.access
        server.access: text source.jdbc
        notebook: settings context source conversation json schema report report.html root server
        cli: text settings context context.query json comparison source source.jdbc knowledge knowledge.describe llm \
            conversation evaluation guidance migration schema checks report report.html root batch server \
            cli.integration
        cli.integration: disk json
        """;

    private static final String LIBRARIES = """
        org.apache.spark: root notebook demo columnar source source.delimited source.jdbc source.typed \
            source.discovery profiling relationship comparison comparison.rows analysis migration query query.counting \
            verification
        scala: columnar source source.delimited source.jdbc source.typed source.discovery profiling relationship \
            comparison.rows analysis query query.counting verification
        org.apache.hadoop: source source.delimited source.excel source.typed source.discovery profiling \
            relationship analysis migration query verification
        org.apache.poi: source.excel report demo
        org.apache.commons.compress: source.excel
        org.apache.parquet: source.typed
        com.fasterxml.jackson: source.typed json comparison migration llm llm.wire llm.tokens conversation \
            conversation.answer conversation.prompt conversation.store conversation.export profiling server batch \
            yaml cli.integration
        com.knuddels.jtokkit: llm.tokens
        okhttp3: llm.wire
        j2html: report.html
        org.apache.commons.text: text
        io.javalin: server
        io.micrometer: server
        io.prometheus: server
        reactor: server
        io.modelcontextprotocol: server
        picocli: cli cli.integration
        org.jline: cli
        org.postgresql: source.jdbc migration
        me.tongfei.progressbar: cli
        """;

    private Packages() {}

    /** The packages of ours that each package may import, besides {@code error} and itself. */
    static Map<String, Set<String>> ours() {
        return table(OURS);
    }

    /** The packages that may import each library. */
    static Map<String, Set<String>> libraries() {
        return table(LIBRARIES);
    }

    private static Map<String, Set<String>> table(String text) {
        Map<String, Set<String>> table = new LinkedHashMap<>();
        text.lines().forEach(line -> {
            int colon = line.indexOf(':');
            String[] names = line.substring(colon + 1).strip().split(" +");
            table.put(
                    line.substring(0, colon),
                    names[0].isEmpty() ? Set.of() : new LinkedHashSet<>(Arrays.asList(names)));
        });
        return table;
    }
}

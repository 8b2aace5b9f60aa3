package io.github.bigdatamigrator;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Lists the rooms of the project, what each may import, and which rooms may import a library. */
final class Rooms {
    private Rooms() {}

    static Map<String, Set<String>> ours() {
        Map<String, Set<String>> table = new LinkedHashMap<>();
        room(table, "error");
        room(table, "text");
        room(table, "sql");
        room(table, "settings", "text");
        room(table, "demo");
        room(table, "context");
        room(table, "json", "settings", "context");
        room(table, "columnar");
        room(table, "sketch");
        room(table, "source", "sql", "context");
        room(table, "source.delimited", "context", "source");
        room(table, "source.excel", "sql", "source");
        room(table, "source.typed", "sql", "context", "columnar", "source", "source.delimited", "source.excel");
        room(
                table,
                "source.discovery",
                "text",
                "context",
                "source",
                "source.delimited",
                "source.excel",
                "source.typed");
        room(table, "profiling", "text", "context", "sketch", "source");
        room(table, "relationship", "text", "sql", "context", "columnar", "sketch");
        room(table, "query", "text", "sql", "context");
        room(table, "verification", "text", "sql", "context");
        room(
                table,
                "analysis",
                "sql",
                "context",
                "json",
                "source",
                "source.discovery",
                "profiling",
                "relationship",
                "query",
                "verification");
        room(table, "llm", "text");
        room(table, "llm.tokens", "llm");
        room(table, "llm.wire", "llm", "llm.tokens");
        room(table, "conversation", "text", "sql", "context", "json", "llm");
        room(table, "conversation.memory", "text", "sql", "context", "conversation");
        room(table, "conversation.audit", "text", "context", "conversation");
        room(
                table,
                "conversation.prompt",
                "text",
                "sql",
                "context",
                "json",
                "llm",
                "conversation",
                "conversation.memory");
        room(
                table,
                "conversation.answer",
                "text",
                "sql",
                "context",
                "json",
                "llm",
                "conversation",
                "conversation.memory",
                "conversation.audit",
                "conversation.prompt");
        room(table, "conversation.store", "context", "json", "conversation");
        room(table, "conversation.export", "text", "context", "json", "conversation");
        room(table, "guidance", "text", "sql", "context");
        room(table, "schema", "text", "sql", "context", "llm");
        room(table, "schema.postgresql", "text", "sql", "context", "schema");
        room(table, "schema.spark", "text", "sql", "context", "schema");
        room(table, "schema.migration", "text", "context", "schema", "schema.postgresql", "schema.spark");
        room(table, "report", "text", "context", "llm", "conversation", "guidance", "schema");
        room(table, "report.html", "text", "context", "conversation", "guidance", "schema", "report");
        room(
                table,
                "root",
                "settings",
                "demo",
                "context",
                "source",
                "source.discovery",
                "analysis",
                "llm",
                "llm.wire",
                "conversation",
                "conversation.answer",
                "conversation.store",
                "conversation.export",
                "guidance",
                "schema",
                "schema.migration");
        room(
                table,
                "batch",
                "text",
                "settings",
                "context",
                "json",
                "conversation",
                "guidance",
                "schema",
                "report",
                "report.html",
                "root");
        room(
                table,
                "server",
                "settings",
                "context",
                "json",
                "llm",
                "conversation",
                "conversation.store",
                "guidance",
                "schema",
                "report.html",
                "root");
        room(
                table,
                "cli",
                "text",
                "settings",
                "context",
                "llm",
                "conversation",
                "guidance",
                "schema",
                "report",
                "report.html",
                "root",
                "batch",
                "server");
        return table;
    }

    static Map<String, Set<String>> libraries() {
        Map<String, Set<String>> table = new LinkedHashMap<>();
        room(
                table,
                "org.apache.spark",
                "root",
                "demo",
                "columnar",
                "source",
                "source.delimited",
                "source.excel",
                "source.typed",
                "source.discovery",
                "profiling",
                "relationship",
                "analysis",
                "query",
                "verification");
        room(
                table,
                "scala",
                "columnar",
                "source",
                "source.delimited",
                "source.typed",
                "source.discovery",
                "profiling",
                "relationship",
                "analysis",
                "query",
                "verification");
        room(
                table,
                "org.apache.hadoop",
                "source",
                "source.delimited",
                "source.excel",
                "source.typed",
                "source.discovery",
                "profiling",
                "relationship",
                "analysis",
                "query",
                "verification");
        room(table, "org.apache.poi", "source.excel", "demo");
        room(table, "org.apache.datasketches", "sketch");
        room(
                table,
                "com.fasterxml.jackson",
                "json",
                "llm",
                "llm.wire",
                "llm.tokens",
                "conversation",
                "conversation.answer",
                "conversation.prompt",
                "conversation.store",
                "conversation.export",
                "profiling",
                "server",
                "batch");
        room(table, "com.knuddels.jtokkit", "llm.tokens");
        room(table, "okhttp3", "llm.wire");
        room(table, "j2html", "report.html");
        room(table, "org.apache.commons.text", "text");
        room(table, "io.javalin", "server");
        room(table, "io.micrometer", "server");
        room(table, "io.prometheus", "server");
        room(table, "reactor", "server");
        room(table, "io.modelcontextprotocol", "server");
        room(table, "picocli", "cli");
        room(table, "org.jline", "cli");
        room(table, "me.tongfei.progressbar", "cli");
        return table;
    }

    private static void room(Map<String, Set<String>> table, String name, String... imports) {
        table.put(name, new LinkedHashSet<>(Arrays.asList(imports)));
    }
}

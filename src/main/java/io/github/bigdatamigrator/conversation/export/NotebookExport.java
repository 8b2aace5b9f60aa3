package io.github.bigdatamigrator.conversation.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bigdatamigrator.context.DialectOptions;
import io.github.bigdatamigrator.context.ReadOptions;
import io.github.bigdatamigrator.context.query.QueryResult;
import io.github.bigdatamigrator.conversation.Conversation;
import io.github.bigdatamigrator.conversation.ConversationSummary;
import io.github.bigdatamigrator.conversation.Turn;
import io.github.bigdatamigrator.json.DialectJson;
import io.github.bigdatamigrator.json.Json;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Exports a conversation as a Jupyter notebook (format 4.5) for a Java kernel. Each query is a cell that reruns it
 * through the Java API; the cell's output is the result in the conversation.
 */
final class NotebookExport {
    private final ArrayNode cells = Json.array();

    private NotebookExport() {}

    static String of(Conversation conversation) {
        NotebookExport notebook = new NotebookExport();
        ConversationSummary summary = conversation.summary();
        notebook.markdown("# " + MarkdownTranscript.escaped(summary.title()) + "\n\nConversation `" + summary.id()
                + "`, exported at its version " + summary.version()
                + ". Run it with a Java kernel that has the jar of Big Data Migrator on its class path.");
        notebook.code(
                """
                import io.github.bigdatamigrator.*;
                import io.github.bigdatamigrator.context.*;
                import io.github.bigdatamigrator.json.DialectJson;
                import java.util.*;

                var system = LLMConversationSystem.open(Settings.fromEnvironment());
                var id = system.createConversation(%s, ProfileRequest.of(List.of(%s))%s);
                void show(String sql) {
                    QueryResult result = system.query(id, sql);
                    System.out.println(String.join("\\t", result.columns()));
                    result.rows().forEach(row ->
                        System.out.println(String.join("\\t", row.stream().map(String::valueOf).toList())));
                }\
                """.formatted(
                                literal(summary.title()),
                                summary.dataFiles().stream()
                                        .map(NotebookExport::literal)
                                        .collect(Collectors.joining(", ")),
                                reading(summary.reading())),
                "");
        for (Turn turn : conversation.turns()) {
            notebook.markdown("## " + turn.number() + ". " + MarkdownTranscript.escaped(turn.question()) + "\n\n"
                    + MarkdownTranscript.answer(turn).strip());
            for (QueryResult query : turn.answer().queries()) {
                notebook.code("show(" + lines(query.sql()) + ");", printed(query));
            }
        }
        notebook.code("system.close();", "");
        return Json.pretty(notebook.document());
    }

    /** Writes the calls that set the conversation's read options. */
    private static String reading(ReadOptions reading) {
        String dialect = Json.compact(DialectJson.write(reading.dialect()));
        return (reading.dialect().equals(DialectOptions.NONE)
                        ? ""
                        : ".withDialect(DialectJson.parse(" + literal(dialect) + "))")
                + (reading.skipUnreadable() ? ".skippingUnreadable()" : "");
    }

    private ObjectNode document() {
        ObjectNode document = Json.object();
        document.set("cells", cells);
        ObjectNode metadata = document.putObject("metadata");
        metadata.putObject("kernelspec")
                .put("display_name", "Java")
                .put("language", "java")
                .put("name", "java");
        metadata.putObject("language_info").put("name", "java").put("file_extension", ".java");
        return document.put("nbformat", 4).put("nbformat_minor", 5);
    }

    private void markdown(String source) {
        cell("markdown", source);
    }

    private void code(String source, String output) {
        ObjectNode cell = cell("code", source).putNull("execution_count");
        ArrayNode outputs = cell.putArray("outputs");
        if (!output.isEmpty()) {
            outputs.addObject()
                    .put("output_type", "stream")
                    .put("name", "stdout")
                    .put("text", output);
        }
    }

    private ObjectNode cell(String type, String source) {
        ObjectNode cell = cells.addObject();
        cell.put("cell_type", type).put("id", "cell-" + cells.size());
        cell.putObject("metadata");
        return cell.put("source", source);
    }

    private static String printed(QueryResult result) {
        StringBuilder text = new StringBuilder(String.join("\t", result.columns())).append('\n');
        result.rows()
                .forEach(row -> text.append(row.stream().map(String::valueOf).collect(Collectors.joining("\t")))
                        .append('\n'));
        return text.toString();
    }

    /** A Java string literal on one line. */
    private static String literal(String text) {
        StringBuilder literal = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            switch (letter) {
                case '"', '\\' -> literal.append('\\').append(letter);
                case '\n' -> literal.append("\\n");
                default -> literal.append(escaped(letter));
            }
        }
        return literal.append('"').toString();
    }

    /** Octal for control characters, because the compiler reads a Unicode escape of a line break as a line break. */
    private static String escaped(char letter) {
        if (letter < ' ') {
            return String.format("\\%03o", (int) letter);
        }
        return letter > '~' ? String.format("\\u%04x", (int) letter) : String.valueOf(letter);
    }

    /** Writes each line of the SQL as its own escaped literal. */
    private static String lines(String sql) {
        List<String> lines = sql.strip().lines().map(NotebookExport::literal).toList();
        return String.join("\n    + \"\\n\" + ", lines);
    }
}

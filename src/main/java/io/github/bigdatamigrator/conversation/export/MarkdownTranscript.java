package io.github.bigdatamigrator.conversation.export;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bigdatamigrator.context.query.QueryResult;
import io.github.bigdatamigrator.conversation.AnswerJson;
import io.github.bigdatamigrator.conversation.Conversation;
import io.github.bigdatamigrator.conversation.ConversationState;
import io.github.bigdatamigrator.conversation.ConversationState.Entry;
import io.github.bigdatamigrator.conversation.ConversationSummary;
import io.github.bigdatamigrator.conversation.Markdown;
import io.github.bigdatamigrator.conversation.StateJson;
import io.github.bigdatamigrator.conversation.Turn;
import io.github.bigdatamigrator.json.ContextJson;
import io.github.bigdatamigrator.json.Fields;
import io.github.bigdatamigrator.json.Json;
import io.github.bigdatamigrator.text.CellFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Exports a conversation as Markdown or JSON; text from the data is escaped. */
final class MarkdownTranscript {
    private static final int MAX_ROWS = 50;

    private MarkdownTranscript() {}

    static String markdown(Conversation conversation, ConversationState state) {
        ConversationSummary summary = conversation.summary();
        StringBuilder text = new StringBuilder("# " + escaped(summary.title()) + "\n\n");
        text.append("Data: ").append(escaped(String.join(", ", summary.dataFiles())));
        text.append("  \nFrom ").append(summary.createdAt()).append(" to ").append(summary.updatedAt());
        text.append("\n\n");
        for (Entry entry : state.entries()) {
            text.append("- ").append(Json.word(entry.kind())).append(": ").append(escaped(entry.text()));
            text.append(entry.sql() == null ? "\n" : " (" + escaped(entry.sql()) + ")\n");
        }
        for (Turn turn : conversation.turns()) {
            text.append("\n## ").append(turn.number()).append(". ").append(escaped(turn.question()));
            text.append("\n\n").append(answer(turn));
            turn.answer()
                    .queries()
                    .forEach(query -> text.append('\n')
                            .append(Markdown.fenced("sql", query.sql()))
                            .append('\n')
                            .append(table(query)));
        }
        return text.toString();
    }

    /** Writes the content and warnings of an answer, without SQL and rows. */
    static String answer(Turn turn) {
        StringBuilder text = new StringBuilder();
        if (turn.stale()) {
            text.append("*The data has changed since; this answer may no longer hold.*\n\n");
        }
        turn.answer()
                .content()
                .lines()
                .forEach(line -> text.append(escaped(line)).append("  \n"));
        turn.answer()
                .warnings()
                .forEach(warning ->
                        text.append("\n> **Note:** ").append(escaped(warning)).append('\n'));
        return text.toString();
    }

    static String table(QueryResult result) {
        StringBuilder text = new StringBuilder(Markdown.row(
                result.columns().stream().map(MarkdownTranscript::escaped).toList()));
        text.append(Markdown.rule(result.types()));
        int shown = Math.min(MAX_ROWS, result.rowCount());
        for (List<@Nullable Object> row : result.rows().subList(0, shown)) {
            text.append(Markdown.row(
                    row.stream().map(cell -> escaped(CellFormat.rounded(cell))).toList()));
        }
        if (shown < result.rowCount() || result.truncated()) {
            text.append("\n").append(shown).append(" of ");
            text.append(result.rowCount()).append(result.truncated() ? " or more rows\n" : " rows\n");
        }
        return text.toString();
    }

    static String escaped(String raw) {
        return Markdown.escaped(raw.replaceAll("[\\p{Cc}\\p{Cf}\\u2028\\u2029]+", " "));
    }

    /** Writes the conversation as the REST API does, with its state. */
    static String json(Conversation conversation, ConversationState state) {
        ConversationSummary summary = conversation.summary();
        ObjectNode node = Json.object();
        node.put("id", summary.id()).put("title", summary.title());
        Fields.putTexts(node, "data_files", summary.dataFiles());
        node.put("created_at", summary.createdAt()).put("updated_at", summary.updatedAt());
        node.put("questions", summary.questions()).put("version", summary.version());
        node.set("state", StateJson.write(state));
        if (conversation.context() != null) {
            node.set("context", ContextJson.write(conversation.context()));
        }
        node.set("messages", AnswerJson.messages(conversation.turns()));
        return Json.pretty(node);
    }
}

package io.github.bigdatamigrator.server;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.QueryResult;
import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.conversation.Conversation;
import io.github.bigdatamigrator.conversation.ConversationSummary;
import io.github.bigdatamigrator.conversation.Turn;
import io.github.bigdatamigrator.guidance.Guidance;
import io.github.bigdatamigrator.schema.Recommendation;
import io.github.bigdatamigrator.schema.SchemaPlan;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The shapes of what is sent, as maps that the server's JSON mapper writes. Keys are a contract; see openapi.json. */
final class Replies {
    private Replies() {}

    static Map<String, Object> summary(ConversationSummary summary, ProfilingState state) {
        Map<String, Object> reply = new LinkedHashMap<>();
        reply.put("id", summary.id());
        reply.put("title", summary.title());
        reply.put("status", word(state.status()));
        reply.put("progress", state.progress());
        if (state.failure() != null) {
            reply.put("error", state.failure().body());
        }
        reply.put("data_files", summary.dataFiles());
        reply.put("created_at", summary.createdAt());
        reply.put("updated_at", summary.updatedAt());
        reply.put("questions", summary.questions());
        return reply;
    }

    static Map<String, Object> conversation(Conversation conversation, ProfilingState state) {
        Map<String, Object> reply = summary(conversation.summary(), state);
        if (conversation.context() != null) {
            reply.put("context", context(conversation.context()));
        }
        List<Object> messages = new ArrayList<>();
        for (Turn turn : conversation.turns()) {
            messages.add(Map.of("role", "user", "content", turn.question(), "asked_at", turn.askedAt()));
            Map<String, @Nullable Object> answer = answer(turn.answer());
            answer.put("stale", turn.stale());
            messages.add(answer);
        }
        reply.put("messages", messages);
        return reply;
    }

    /** The tables, their sizes and columns, and how they hang together. */
    static Map<String, Object> context(DataContext context) {
        return Map.of(
                "tables",
                context.tables().stream()
                        .map(table -> Map.of(
                                "name",
                                table.name(),
                                "sql_name",
                                table.sqlName(),
                                "rows",
                                table.rows(),
                                "columns",
                                table.columns().stream()
                                        .map(column -> Map.of(
                                                "name",
                                                column.name(),
                                                "sql_name",
                                                column.sqlName(),
                                                "type",
                                                column.type().toString()))
                                        .toList()))
                        .toList(),
                "relationships",
                context.relationships().stream()
                        .map(edge -> Map.of(
                                "from_table",
                                edge.fromTable(),
                                "from_columns",
                                edge.fromColumns(),
                                "to_table",
                                edge.toTable(),
                                "to_columns",
                                edge.toColumns()))
                        .toList());
    }

    static Map<String, @Nullable Object> answer(Answer answer) {
        Map<String, @Nullable Object> reply = new LinkedHashMap<>();
        reply.put("role", "assistant");
        reply.put("content", answer.content());
        reply.put("outcome", word(answer.outcome()));
        reply.put("answered_by", word(answer.answeredBy()));
        reply.put("queries", answer.queries().stream().map(Replies::query).toList());
        reply.put(
                "claims",
                answer.claims().stream()
                        .map(claim -> Map.of(
                                "text",
                                claim.text(),
                                "query",
                                claim.query(),
                                "row",
                                claim.row(),
                                "column",
                                claim.column()))
                        .toList());
        reply.put("warnings", answer.warnings());
        reply.put("suggestions", answer.suggestions());
        reply.put("model", answer.model());
        reply.put("fallback_used", answer.fallbackUsed());
        reply.put(
                "usage",
                Map.of(
                        "prompt_tokens",
                        answer.usage().promptTokens(),
                        "completion_tokens",
                        answer.usage().completionTokens()));
        return reply;
    }

    static Map<String, Object> query(QueryResult result) {
        Map<String, Object> reply = rows(result);
        reply.put("sql", result.sql());
        return reply;
    }

    /** What the event {@code rows} brings. */
    static Map<String, Object> rows(QueryResult result) {
        Map<String, Object> reply = new LinkedHashMap<>();
        reply.put("columns", result.columns());
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (List<@Nullable Object> row : result.rows()) {
            List<@Nullable Object> cells = new ArrayList<>();
            row.forEach(cell -> cells.add(cell(cell)));
            rows.add(cells);
        }
        reply.put("rows", rows);
        reply.put("row_count", result.rowCount());
        reply.put("truncated", result.truncated());
        return reply;
    }

    /** Decimals go as strings, so that no reader rounds them; JSON has no NaN. */
    private static @Nullable Object cell(@Nullable Object cell) {
        if (cell instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        return cell instanceof Double number && !Double.isFinite(number) ? null : cell;
    }

    static Map<String, Object> guidance(Guidance guidance) {
        Map<String, Object> reply = new LinkedHashMap<>();
        reply.put(
                "questions",
                guidance.questions().stream()
                        .map(question ->
                                Map.of("text", question.text(), "sql", question.sql(), "reason", question.reason()))
                        .toList());
        reply.put("explorations", guidance.explorations());
        reply.put("recommendations", guidance.recommendations());
        return reply;
    }

    static Map<String, @Nullable Object> plan(SchemaPlan plan) {
        Map<String, @Nullable Object> reply = new LinkedHashMap<>();
        reply.put("target", word(plan.target()));
        reply.put(
                "recommendations",
                plan.recommendations().stream().map(Replies::recommendation).toList());
        reply.put("ddl", plan.ddl());
        reply.put("model", plan.model());
        reply.put("fallback_used", plan.fallbackUsed());
        return reply;
    }

    private static Map<String, Object> recommendation(Recommendation recommendation) {
        Map<String, Object> reply = new LinkedHashMap<>();
        reply.put("kind", word(recommendation.kind()));
        reply.put("table", recommendation.table());
        reply.put("columns", recommendation.columns());
        reply.put("statement", recommendation.statement());
        reply.put("undo", recommendation.undo());
        reply.put("verify_sql", recommendation.verifySql());
        reply.put("evidence", recommendation.evidence());
        reply.put("rows_checked", recommendation.rowsChecked());
        reply.put("violations", recommendation.violations());
        reply.put("examples", recommendation.examples());
        reply.put("status", word(recommendation.status()));
        reply.put("origin", word(recommendation.origin()));
        return reply;
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}

package io.github.bigdatamigrator.server;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bigdatamigrator.context.QueryResult;
import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.conversation.AnswerJson;
import io.github.bigdatamigrator.conversation.Conversation;
import io.github.bigdatamigrator.conversation.ConversationSummary;
import io.github.bigdatamigrator.guidance.Guidance;
import io.github.bigdatamigrator.json.ContextJson;
import io.github.bigdatamigrator.json.Json;
import io.github.bigdatamigrator.json.QueryJson;
import io.github.bigdatamigrator.report.html.SvgPictures;
import io.github.bigdatamigrator.schema.Recommendation;
import io.github.bigdatamigrator.schema.SchemaPlan;
import io.github.bigdatamigrator.schema.SchemaPlan.TargetTable;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds the JSON bodies of responses. The keys are part of the API; see openapi.json. */
final class ResponseBodies {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private ResponseBodies() {}

    /** Any body as one line of JSON. */
    static String json(Object reply) {
        try {
            return MAPPER.writeValueAsString(reply);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static Map<String, Object> summary(ConversationSummary summary, ProfilingState state) {
        Map<String, Object> reply = new LinkedHashMap<>();
        reply.put("id", summary.id());
        reply.put("title", summary.title());
        reply.put("status", Json.word(state.status()));
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
            reply.put("context", ContextJson.write(conversation.context()));
        }
        ArrayNode messages = AnswerJson.messages(conversation.turns());
        for (int i = 0; i < conversation.turns().size(); i++) {
            addPictures(messages.get(2 * i + 1), conversation.turns().get(i).answer());
        }
        reply.put("messages", messages);
        return reply;
    }

    static ObjectNode message(Answer answer) {
        ObjectNode message = AnswerJson.write(answer);
        addPictures(message, answer);
        return message;
    }

    /** Adds charts when a response is sent; they are not stored, because they follow from the rows. */
    private static void addPictures(JsonNode message, Answer answer) {
        for (int i = 0; i < answer.queries().size(); i++) {
            if (message.at("/queries/" + i + "/chart") instanceof ObjectNode chart) {
                SvgPictures.chart(answer.queries().get(i)).ifPresent(svg -> chart.put("svg", svg));
            }
        }
    }

    /** The data of the event {@code rows}. */
    static ObjectNode rows(QueryResult result) {
        return QueryJson.write(result);
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
        reply.put("target", Json.word(plan.target()));
        reply.put(
                "recommendations",
                plan.recommendations().stream()
                        .map(ResponseBodies::recommendation)
                        .toList());
        reply.put("ddl", plan.ddl());
        reply.put("tables", plan.tables().stream().map(ResponseBodies::table).toList());
        reply.put("notes", plan.notes());
        reply.put("model", plan.model());
        reply.put("fallback_used", plan.fallbackUsed());
        return reply;
    }

    private static Map<String, Object> table(TargetTable table) {
        return Map.of(
                "table",
                table.table(),
                "target",
                table.target(),
                "rows",
                table.rows(),
                "columns",
                table.columns().stream()
                        .map(column ->
                                Map.of("column", column.column(), "target", column.target(), "type", column.type()))
                        .toList());
    }

    private static Map<String, Object> recommendation(Recommendation recommendation) {
        Map<String, Object> reply = new LinkedHashMap<>();
        reply.put("kind", Json.word(recommendation.kind()));
        reply.put("table", recommendation.table());
        reply.put("columns", recommendation.columns());
        reply.put("statement", recommendation.statement());
        reply.put("undo", recommendation.undo());
        reply.put("verify_sql", recommendation.verifySql());
        reply.put("evidence", recommendation.evidence());
        reply.put("rows_checked", recommendation.rowsChecked());
        reply.put("violations", recommendation.violations());
        reply.put("examples", recommendation.examples());
        reply.put("status", Json.word(recommendation.status()));
        reply.put("origin", Json.word(recommendation.origin()));
        reply.put("gain_bytes", recommendation.gainBytes());
        return reply;
    }
}

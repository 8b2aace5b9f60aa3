package io.github.bigdatamigrator.server;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.EnumNamingStrategies;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.conversation.AnswerJson;
import io.github.bigdatamigrator.conversation.Conversation;
import io.github.bigdatamigrator.conversation.ConversationSummary;
import io.github.bigdatamigrator.conversation.Turn;
import io.github.bigdatamigrator.json.ContextJson;
import io.github.bigdatamigrator.json.Json;
import io.github.bigdatamigrator.knowledge.ReviewedAnswer;
import io.github.bigdatamigrator.report.html.SvgPictures;
import io.github.bigdatamigrator.schema.SchemaPlan.TargetTable;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds the JSON bodies of responses. The keys are part of the API; see openapi.json. */
final class ResponseBodies {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enumNamingStrategy(EnumNamingStrategies.SNAKE_CASE)
            .addMixIn(TargetTable.class, TableFields.class)
            .addMixIn(TargetTable.TargetColumn.class, ColumnFields.class)
            .build();

    private ResponseBodies() {}

    static String json(Object reply) {
        try {
            return MAPPER.writeValueAsString(reply);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static Map<String, Object> summary(ConversationSummary summary, ProfilingJobs.State state) {
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
        reply.put("pinned", summary.pinned());
        reply.put("version", summary.version());
        return reply;
    }

    /**
     * @param running the unfinished run of the conversation, or null; its question is no message yet
     * @param reviews of its answers, by the number of the question
     */
    static Map<String, Object> conversation(
            Conversation conversation,
            ProfilingJobs.State state,
            @Nullable AnswerRun running,
            Map<Integer, ReviewedAnswer> reviews) {
        Map<String, Object> reply = summary(conversation.summary(), state);
        if (conversation.context() != null) {
            reply.put("context", ContextJson.write(conversation.context()));
        }
        List<Turn> turns = running == null ? conversation.turns() : running.before(conversation.turns());
        ArrayNode messages = AnswerJson.messages(turns);
        for (int i = 0; i < turns.size(); i++) {
            ObjectNode message = (ObjectNode) messages.get(2 * i + 1);
            addPictures(message, turns.get(i).answer());
            ReviewedAnswer review = reviews.get(i + 1);
            if (review != null) {
                message.set("review", ReviewRoutes.write(review));
            }
        }
        if (running != null) {
            long seconds = Duration.between(running.startedAt, Instant.now()).toSeconds();
            reply.put("running", Map.of("question", running.question, "seconds", seconds));
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
                SvgPictures.chart(answer, i).ifPresent(svg -> chart.put("svg", svg));
            }
        }
    }

    /** Guidance, a plan or a report on a replay: its fields are the components of the record in snake case. */
    static ObjectNode result(Record result) {
        return MAPPER.valueToTree(result);
    }

    static JsonNode tree(Object part) {
        return MAPPER.valueToTree(part);
    }

    /** The pages need neither the views from which tables are loaded nor sizes; the DDL has the constraints. */
    @JsonIgnoreProperties({"sql_name", "bytes", "constraints"})
    private interface TableFields {
        @JsonProperty("small")
        boolean isSmall();
    }

    @JsonIgnoreProperties({"source", "name", "type_part"})
    private interface ColumnFields {}
}

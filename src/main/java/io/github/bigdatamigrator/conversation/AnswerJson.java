package io.github.bigdatamigrator.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bigdatamigrator.context.query.QueryResult;
import io.github.bigdatamigrator.conversation.Answer.AnsweredBy;
import io.github.bigdatamigrator.conversation.Answer.Claim;
import io.github.bigdatamigrator.conversation.Answer.Outcome;
import io.github.bigdatamigrator.json.Fields;
import io.github.bigdatamigrator.json.Json;
import io.github.bigdatamigrator.json.QueryJson;
import io.github.bigdatamigrator.json.RecordJson;
import io.github.bigdatamigrator.llm.TokenUsage;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Converts an {@link Answer} to a message of the REST API and back. */
public final class AnswerJson {
    private AnswerJson() {}

    /** Writes the questions and answers of a conversation as alternating messages. */
    public static ArrayNode messages(List<Turn> turns) {
        ArrayNode messages = Json.array();
        for (Turn turn : turns) {
            messages.addObject()
                    .put("role", "user")
                    .put("content", turn.question())
                    .put("asked_at", turn.askedAt());
            messages.add(write(turn.answer()).put("stale", turn.stale()));
        }
        return messages;
    }

    /** Writes the message of the REST API; {@code model} is null if no model answered. */
    public static ObjectNode write(Answer answer) {
        return write(answer, QueryJson::write);
    }

    /** Also writes the types and run times of the queries, so that {@link #read} returns an equal answer. */
    public static ObjectNode writeWhole(Answer answer) {
        return write(answer, QueryJson::writeWhole);
    }

    private static ObjectNode write(Answer answer, Function<QueryResult, ObjectNode> writeQuery) {
        ObjectNode node = Json.object();
        node.put("role", "assistant").put("content", answer.content());
        Fields.put(node, "outcome", answer.outcome());
        Fields.put(node, "answered_by", answer.answeredBy());
        ArrayNode queries = node.putArray("queries");
        for (int query = 0; query < answer.queries().size(); query++) {
            queries.add(withChart(writeQuery.apply(answer.queries().get(query)), answer.chart(query)));
        }
        Fields.putList(node, "claims", answer.claims(), RecordJson::write);
        Fields.putTexts(node, "warnings", answer.warnings());
        Fields.putTexts(node, "suggestions", answer.suggestions());
        node.put("model", answer.model()).put("fallback_used", answer.fallbackUsed());
        node.set("usage", RecordJson.write(answer.usage()));
        return node;
    }

    /** Adds the chart, which is derived from the rows and therefore not read back. */
    private static ObjectNode withChart(ObjectNode node, Optional<ResultChart> found) {
        found.ifPresent(chart -> Fields.putTexts(
                node.putObject("chart").put("kind", chart.word()).put("x", chart.x()), "y", chart.y()));
        return node;
    }

    /** @throws IllegalArgumentException for a node that is not such a message */
    public static Answer read(JsonNode node) {
        if (!node.path("content").isTextual()) {
            throw new IllegalArgumentException("the field 'content' is missing");
        }
        return new Answer(
                node.path("content").asText(),
                Fields.constant(node, "outcome", Outcome.class),
                Fields.constant(node, "answered_by", AnsweredBy.class),
                Fields.list(node, "queries", QueryJson::read),
                Fields.list(node, "claims", claim -> RecordJson.read(claim, Claim.class)),
                Fields.texts(node, "warnings"),
                Fields.texts(node, "suggestions"),
                Fields.textOrNull(node, "model"),
                node.path("fallback_used").asBoolean(),
                node.has("usage") ? RecordJson.read(node.get("usage"), TokenUsage.class) : TokenUsage.NONE);
    }
}

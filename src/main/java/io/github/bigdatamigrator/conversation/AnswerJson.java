package io.github.bigdatamigrator.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bigdatamigrator.context.QueryResult;
import io.github.bigdatamigrator.conversation.Answer.AnsweredBy;
import io.github.bigdatamigrator.conversation.Answer.Claim;
import io.github.bigdatamigrator.conversation.Answer.Outcome;
import io.github.bigdatamigrator.json.Json;
import io.github.bigdatamigrator.json.QueryJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** An {@link Answer} as the message of the REST interface, and back. */
public final class AnswerJson {
    private AnswerJson() {}

    /** Questions and answers in turn, as the REST API shows a conversation. */
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

    /** Exactly the message of the REST interface; {@code model} is null where none answered. */
    public static ObjectNode write(Answer answer) {
        return write(answer, QueryJson::write);
    }

    /** The message as text, on many lines. */
    public static String text(Answer answer) {
        return Json.pretty(write(answer));
    }

    /** As {@link #write}, with all that {@link #read} needs to give an equal answer. */
    public static ObjectNode writeWhole(Answer answer) {
        return write(answer, QueryJson::writeWhole);
    }

    private static ObjectNode write(Answer answer, Function<QueryResult, ObjectNode> query) {
        ObjectNode node = Json.object();
        node.put("role", "assistant");
        node.put("content", answer.content());
        node.put("outcome", word(answer.outcome()));
        node.put("answered_by", word(answer.answeredBy()));
        ArrayNode queries = node.putArray("queries");
        answer.queries().forEach(result -> queries.add(charted(query.apply(result), result)));
        ArrayNode claims = node.putArray("claims");
        for (Claim claim : answer.claims()) {
            claims.addObject()
                    .put("text", claim.text())
                    .put("query", claim.query())
                    .put("row", claim.row())
                    .put("column", claim.column());
        }
        answer.warnings().forEach(node.putArray("warnings")::add);
        answer.suggestions().forEach(node.putArray("suggestions")::add);
        node.put("model", answer.model());
        node.put("fallback_used", answer.fallbackUsed());
        node.set("usage", UsageJson.write(answer.usage()));
        return node;
    }

    /** A query with its chart, which follows from the rows and is not read back. */
    private static ObjectNode charted(ObjectNode node, QueryResult result) {
        ResultChart.of(result).ifPresent(chart -> {
            ObjectNode drawn = node.putObject("chart").put("kind", chart.word()).put("x", chart.x());
            chart.y().forEach(drawn.putArray("y")::add);
        });
        return node;
    }

    /** @throws IllegalArgumentException for what is no such message */
    public static Answer read(JsonNode node) {
        if (!node.path("content").isTextual()) {
            throw new IllegalArgumentException("the field 'content' is missing");
        }
        return new Answer(
                node.path("content").asText(),
                Outcome.valueOf(node.path("outcome").asText().toUpperCase(Locale.ROOT)),
                AnsweredBy.valueOf(node.path("answered_by").asText().toUpperCase(Locale.ROOT)),
                list(node.path("queries"), QueryJson::read),
                list(
                        node.path("claims"),
                        claim -> new Claim(
                                claim.path("text").asText(),
                                claim.path("query").asInt(),
                                claim.path("row").asInt(),
                                claim.path("column").asText())),
                list(node.path("warnings"), JsonNode::asText),
                list(node.path("suggestions"), JsonNode::asText),
                node.path("model").isTextual() ? node.path("model").asText() : null,
                node.path("fallback_used").asBoolean(),
                UsageJson.read(node.path("usage")));
    }

    static <T> List<T> list(JsonNode array, Function<JsonNode, T> read) {
        List<T> values = new ArrayList<>();
        array.forEach(element -> values.add(read.apply(element)));
        return values;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}

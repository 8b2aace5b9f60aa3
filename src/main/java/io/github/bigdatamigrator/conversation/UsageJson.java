package io.github.bigdatamigrator.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bigdatamigrator.json.Json;
import io.github.bigdatamigrator.llm.RequestLedger;
import io.github.bigdatamigrator.llm.TokenUsage;

/** The tokens of an answer as JSON and back: the sums, and for each request to a model where its tokens went. */
final class UsageJson {
    private UsageJson() {}

    static ObjectNode write(TokenUsage usage) {
        ObjectNode node = Json.object()
                .put("prompt_tokens", usage.promptTokens())
                .put("completion_tokens", usage.completionTokens());
        if (usage.requests().isEmpty()) {
            return node;
        }
        ArrayNode requests = node.putArray("requests");
        for (RequestLedger ledger : usage.requests()) {
            ObjectNode request = requests.addObject();
            ArrayNode parts = request.putArray("parts");
            ledger.parts()
                    .forEach(part -> parts.addObject().put("name", part.name()).put("tokens", part.tokens()));
            request.put("estimate", ledger.estimate());
            if (ledger.counted() != null) {
                request.put("counted", ledger.counted());
            }
            request.put("reply_limit", ledger.reply()).put("window", ledger.window());
            ledger.leftOut().forEach(request.putArray("left_out")::add);
            if (ledger.costDollars() != null) {
                request.put("cost_dollars", ledger.costDollars());
            }
        }
        return node;
    }

    /** Conversations of before the ledgers have none. */
    static TokenUsage read(JsonNode node) {
        return new TokenUsage(
                node.path("prompt_tokens").asLong(),
                node.path("completion_tokens").asLong(),
                AnswerJson.list(node.path("requests"), UsageJson::ledger));
    }

    private static RequestLedger ledger(JsonNode request) {
        return new RequestLedger(
                AnswerJson.list(
                        request.path("parts"),
                        part -> new RequestLedger.Part(
                                part.path("name").asText(), part.path("tokens").asInt())),
                request.path("estimate").asInt(),
                request.has("counted") ? request.path("counted").asLong() : null,
                request.path("reply_limit").asInt(),
                request.path("window").asInt(),
                AnswerJson.list(request.path("left_out"), JsonNode::asText),
                request.has("cost_dollars") ? request.path("cost_dollars").asDouble() : null);
    }
}

package io.github.bigdatamigrator.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bigdatamigrator.json.Fields;
import io.github.bigdatamigrator.json.Json;
import io.github.bigdatamigrator.llm.RequestLedger;
import io.github.bigdatamigrator.llm.TokenUsage;

/** Converts the token usage of an answer to JSON and back: the totals, and the parts of each request to a model. */
final class UsageJson {
    private UsageJson() {}

    static ObjectNode write(TokenUsage usage) {
        ObjectNode node = Json.object()
                .put("prompt_tokens", usage.promptTokens())
                .put("completion_tokens", usage.completionTokens());
        if (!usage.requests().isEmpty()) {
            Fields.putList(node, "requests", usage.requests(), UsageJson::request);
        }
        return node;
    }

    private static ObjectNode request(RequestLedger ledger) {
        ObjectNode request = Json.object();
        Fields.putList(
                request,
                "parts",
                ledger.parts(),
                part -> Json.object().put("name", part.name()).put("tokens", part.tokens()));
        request.put("estimate", ledger.estimate());
        if (ledger.counted() != null) {
            request.put("counted", ledger.counted());
        }
        request.put("reply_limit", ledger.reply()).put("window", ledger.window());
        Fields.putTexts(request, "left_out", ledger.leftOut());
        if (ledger.costDollars() != null) {
            request.put("cost_dollars", ledger.costDollars());
        }
        return request;
    }

    /** Conversations of earlier versions have no list of requests. */
    static TokenUsage read(JsonNode node) {
        return new TokenUsage(
                node.path("prompt_tokens").asLong(),
                node.path("completion_tokens").asLong(),
                Fields.list(node, "requests", UsageJson::request));
    }

    private static RequestLedger request(JsonNode node) {
        return new RequestLedger(
                Fields.list(
                        node,
                        "parts",
                        part -> new RequestLedger.Part(
                                part.path("name").asText(), part.path("tokens").asInt())),
                node.path("estimate").asInt(),
                node.has("counted") ? node.path("counted").asLong() : null,
                node.path("reply_limit").asInt(),
                node.path("window").asInt(),
                Fields.texts(node, "left_out"),
                node.has("cost_dollars") ? node.path("cost_dollars").asDouble() : null);
    }
}

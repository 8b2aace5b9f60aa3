package io.github.bigdatamigrator.llm;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;

/** Counts the tokens of requests; {@code requests} has the ledgers of those that have one, in order. */
public record TokenUsage(
        long promptTokens,
        long completionTokens,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<RequestLedger> requests) {
    public static final TokenUsage NONE = new TokenUsage(0, 0);

    public TokenUsage {
        requests = List.copyOf(requests);
    }

    public TokenUsage(long promptTokens, long completionTokens) {
        this(promptTokens, completionTokens, List.of());
    }

    public TokenUsage plus(TokenUsage other) {
        List<RequestLedger> all = new ArrayList<>(requests);
        all.addAll(other.requests);
        return new TokenUsage(promptTokens + other.promptTokens, completionTokens + other.completionTokens, all);
    }
}

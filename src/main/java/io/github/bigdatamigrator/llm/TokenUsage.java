package io.github.bigdatamigrator.llm;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts the tokens of requests.
 *
 * @param requests the ledgers of those that have one, in order
 * @param speed the speed of the last request whose server reported it, or null
 */
public record TokenUsage(
        long promptTokens,
        long completionTokens,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<RequestLedger> requests,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Speed speed) {
    /**
     * The speed of one reply as its server reports it; what it does not report is null.
     *
     * @param tokensPerSecond tokens of the reply per second
     * @param secondsToFirstToken from the request to the first token
     * @param acceptedDraftTokens tokens that the draft model proposed and the model accepted
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Speed(
            @Nullable Double tokensPerSecond,
            @Nullable Double secondsToFirstToken,
            @Nullable Long acceptedDraftTokens) {}

    public static final TokenUsage NONE = new TokenUsage(0, 0);

    public TokenUsage {
        requests = List.copyOf(requests);
    }

    public TokenUsage(long promptTokens, long completionTokens) {
        this(promptTokens, completionTokens, List.of(), null);
    }

    public TokenUsage plus(TokenUsage other) {
        List<RequestLedger> all = new ArrayList<>(requests);
        all.addAll(other.requests);
        return new TokenUsage(
                promptTokens + other.promptTokens,
                completionTokens + other.completionTokens,
                all,
                other.speed == null ? speed : other.speed);
    }
}

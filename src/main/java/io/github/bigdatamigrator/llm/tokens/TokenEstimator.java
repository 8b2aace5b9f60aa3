package io.github.bigdatamigrator.llm.tokens;

import io.github.bigdatamigrator.llm.ChatMessage;
import io.github.bigdatamigrator.llm.ChatRequest;
import io.github.bigdatamigrator.llm.RequestLedger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Estimates the tokens of prompts for one model, corrected by what its server counted before, and keeps the ledger of
 * each request. Thread-safe.
 */
public final class TokenEstimator {
    /** Of a prompt, for the one in ten that has more tokens than its bound. */
    static final double RESERVE = 0.06;

    /** No model is run with a window smaller than this: a server that counts fewer for a long prompt does not count. */
    private static final int SMALLEST_WINDOW = 256;

    /** Models that read text as Llama does; a count far below the estimate cannot be their own vocabulary's. */
    private static final Pattern LLAMA_VOCABULARY = Pattern.compile(
            "(?:.*/)?(?:codellama|code-llama|llama-?2|llama-2|vicuna|wizardcoder|phind|tinyllama|alpaca|yi-|mistral|mixtral).*",
            Pattern.CASE_INSENSITIVE);

    private static final double LOWEST_RATIO_SAME_VOCABULARY = 0.6;
    private static final double LOWEST_RATIO = 0.35;
    private static final double HIGHEST_RATIO = 2;
    private static final int ENOUGH_REPLIES = 3;

    private final TokenCounter counter;
    private final ModelCalibrationStore memory;
    private final String model;

    public TokenEstimator(ModelCalibrationStore memory, String model) {
        this.counter = TokenCounter.forModel(model);
        this.memory = memory;
        this.model = model;
    }

    private TokenCalibration calibration() {
        return memory.calibration(model, counter.exact());
    }

    /** Tokens to allow for a text: seldom too few, reserve included. */
    public int upperBound(String text) {
        return (int) Math.ceil(counter.count(text) * calibration().boundFactor() * (1 + RESERVE));
    }

    /**
     * What a prompt may have at most, reserve included, and the tokens of its parts.
     *
     * @param plain as {@link #plain} counts it
     */
    public RequestLedger ledger(ChatRequest request, List<ChatMessage> messages, int plain, int window) {
        double factor = calibration().boundFactor() * (1 + RESERVE);
        List<RequestLedger.Part> parts = new ArrayList<>();
        if (request.parts().isEmpty()) {
            byRole(messages, factor, parts);
        } else {
            request.parts().forEach(part -> add(part.name(), counter.count(part.text()), factor, parts));
        }
        add("tools", toolTokens(request), factor, parts);
        int estimate = (int) Math.ceil(plain * factor);
        return new RequestLedger(parts, estimate, null, request.maxReplyTokens(), window, request.leftOut(), null);
    }

    private void byRole(List<ChatMessage> messages, double factor, List<RequestLedger.Part> parts) {
        int system = 0;
        int earlier = 0;
        int last = 0;
        for (int i = 0; i < messages.size(); i++) {
            int tokens = counter.count(messages.get(i).content());
            if (messages.get(i).role() == ChatMessage.Role.SYSTEM) {
                system += tokens;
            } else if (i == messages.size() - 1) {
                last += tokens;
            } else {
                earlier += tokens;
            }
        }
        add("instructions and data", system, factor, parts);
        add("earlier turns", earlier, factor, parts);
        add("question", last, factor, parts);
    }

    private static void add(String name, int tokens, double factor, List<RequestLedger.Part> parts) {
        if (tokens > 0) {
            parts.add(new RequestLedger.Part(name, (int) Math.ceil(tokens * factor)));
        }
    }

    /** Tokens of the whole prompt by the vocabulary as it is known, uncorrected. Reads every character. */
    public int uncalibrated(ChatRequest request, List<ChatMessage> messages) {
        return counter.count(messages) + toolTokens(request);
    }

    private int toolTokens(ChatRequest request) {
        return request.tools().stream()
                .mapToInt(tool -> counter.count(tool.name())
                        + counter.count(tool.description())
                        + counter.count(tool.parametersSchema()))
                .sum();
    }

    /**
     * Learns from a server's count of the prompt.
     *
     * @param plain as {@link #plain} counts it
     * @return the tokens that the prompt probably has, where the count is so far below that the server must have cut
     *     it; else null
     */
    @Nullable
    public Integer learn(int plain, long counted) {
        TokenCalibration known = calibration();
        double least = known.replies() >= ENOUGH_REPLIES
                ? Math.min(known.meanFactor() * LOWEST_RATIO_SAME_VOCABULARY, known.implausibleFactor())
                : LLAMA_VOCABULARY.matcher(model).matches() || counter.exact()
                        ? LOWEST_RATIO_SAME_VOCABULARY
                        : LOWEST_RATIO;
        if (counted < plain * least) {
            return counted < SMALLEST_WINDOW ? null : (int) Math.round(plain * known.meanFactor());
        }
        if (counted <= plain * HIGHEST_RATIO) {
            memory.save(model, known.updated(counted, plain));
        }
        return null;
    }
}

package io.github.bigdatamigrator.llm.tokens;

import io.github.bigdatamigrator.llm.ChatMessage;
import io.github.bigdatamigrator.llm.ChatRequest;
import io.github.bigdatamigrator.llm.RequestLedger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Estimates the tokens of prompts for one model, corrected by the earlier counts of its server. Thread-safe. */
public final class TokenEstimator {
    /** The share of a prompt that is reserved for the one prompt in ten with more tokens than its bound. */
    static final double RESERVE = 0.06;

    /** No model runs with a smaller window: a server that reports fewer tokens for a long prompt does not count. */
    private static final int SMALLEST_WINDOW = 256;

    /** Models with Llama's vocabulary, for which a count far below the estimate is implausible. */
    private static final Pattern LLAMA_VOCABULARY = Pattern.compile(
            "(?:.*/)?(?:codellama|code-llama|llama-?2|llama-2|vicuna|wizardcoder|phind|tinyllama|alpaca|yi-|mistral|"
                    + "mixtral).*",
            Pattern.CASE_INSENSITIVE);

    private static final double LOWEST_RATIO_SAME_VOCABULARY = 0.6;
    /** The estimate for Llama's vocabulary is never so much too high; a lower count is of something else. */
    private static final double LOWEST_CORRECTION_OF_LLAMA = 0.85;

    private static final double LOWEST_RATIO = 0.35;
    private static final double HIGHEST_RATIO = 2;
    private static final int MIN_REPLIES = 3;

    private final TokenCounter counter;
    private final ModelCalibrationStore calibrations;
    private final String model;
    private final boolean isLlama;

    public TokenEstimator(ModelCalibrationStore calibrations, String model) {
        this.counter = TokenCounter.forModel(model);
        this.calibrations = calibrations;
        this.model = model;
        this.isLlama = LLAMA_VOCABULARY.matcher(model).matches();
    }

    private TokenCalibration calibration() {
        TokenCalibration known = calibrations.calibration(model, counter.exact());
        return isLlama && known.meanFactor() < LOWEST_CORRECTION_OF_LLAMA
                ? TokenCalibration.prior(counter.exact())
                : known;
    }

    /** The upper bound of a text's tokens, reserve included; rarely exceeded. */
    public int upperBound(String text) {
        return (int) Math.ceil(counter.count(text) * calibration().boundFactor() * (1 + RESERVE));
    }

    /**
     * The upper bound of a prompt's tokens, reserve included, and the tokens of its parts.
     *
     * @param uncalibrated the result of {@link #uncalibrated}
     */
    public RequestLedger ledger(ChatRequest request, List<ChatMessage> messages, int uncalibrated, int window) {
        double factor = calibration().boundFactor() * (1 + RESERVE);
        List<RequestLedger.Part> parts = new ArrayList<>();
        if (request.parts().isEmpty()) {
            byRole(messages, factor, parts);
        } else {
            request.parts().forEach(part -> add(part.name(), counter.count(part.text()), factor, parts));
        }
        add("tools", toolTokens(request), factor, parts);
        int estimate = (int) Math.ceil(uncalibrated * factor);
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

    /** The uncorrected count of the whole prompt. Reads every character. */
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
     * @param uncalibrated the result of {@link #uncalibrated}
     * @return the probable tokens of the prompt if the count is so low that the server must have truncated it; else
     *     null
     */
    @Nullable
    public Integer learn(int uncalibrated, long counted) {
        TokenCalibration known = calibration();
        double lowest = known.replies() >= MIN_REPLIES
                ? Math.min(known.meanFactor() * LOWEST_RATIO_SAME_VOCABULARY, known.implausibleFactor())
                : isLlama || counter.exact() ? LOWEST_RATIO_SAME_VOCABULARY : LOWEST_RATIO;
        if (counted < uncalibrated * lowest) {
            return counted < SMALLEST_WINDOW ? null : (int) Math.round(uncalibrated * known.meanFactor());
        }
        boolean believed = !isLlama || counted >= uncalibrated * LOWEST_CORRECTION_OF_LLAMA;
        if (believed && counted <= uncalibrated * HIGHEST_RATIO) {
            calibrations.save(model, known.updated(counted, uncalibrated));
        }
        return null;
    }
}

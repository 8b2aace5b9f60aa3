package io.github.bigdatamigrator.llm;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where the tokens of one request went.
 *
 * @param parts of the prompt, each with its estimated tokens; their sum may differ from the estimate by the template's
 *     marks
 * @param estimate tokens of the whole prompt, calibrated, as it was sent
 * @param counted tokens of the prompt by the server's count, or null where it did not say
 * @param reply tokens that were kept free for the reply
 * @param window tokens of prompt and reply together, as far as known
 * @param leftOut what did not fit into the prompt, in words
 * @param costDollars what the request cost by the published prices, or null where it cost nothing or no price is known
 */
public record RequestLedger(
        List<Part> parts,
        int estimate,
        @Nullable Long counted,
        int reply,
        int window,
        List<String> leftOut,
        @Nullable Double costDollars) {
    /**
     * A part of a prompt.
     *
     * @param tokens estimated
     */
    public record Part(String name, int tokens) {}

    public RequestLedger {
        parts = List.copyOf(parts);
        leftOut = List.copyOf(leftOut);
    }

    /** Whether prompt and reply fit the window by the estimate. */
    public boolean fits() {
        return (long) estimate + reply <= window;
    }

    /** The parts in words: {@code instructions and data 4,300, question 120, reply 700}. */
    public String describe() {
        String all = parts.stream()
                .map(part -> String.format(Locale.ROOT, "%s %,d", part.name(), part.tokens()))
                .collect(Collectors.joining(", "));
        return all + String.format(Locale.ROOT, ", reply %,d", reply);
    }
}

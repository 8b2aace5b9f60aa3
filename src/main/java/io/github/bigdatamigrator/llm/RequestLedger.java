package io.github.bigdatamigrator.llm;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lists how the tokens of one request are used.
 *
 * @param parts the parts of the prompt with their estimated tokens; their sum may differ from the estimate by the
 *     tokens of the chat template
 * @param estimate calibrated estimate of the tokens of the whole prompt
 * @param counted tokens of the prompt as the server counted them, or null if it did not report them
 * @param window tokens of prompt and reply together, as far as known
 * @param leftOut descriptions of what did not fit into the prompt
 * @param costDollars the cost by published prices, or null if it was free or no price is known
 */
public record RequestLedger(
        List<Part> parts,
        int estimate,
        @Nullable Long counted,
        @JsonProperty("reply_limit") int reply,
        int window,
        List<String> leftOut,
        @Nullable Double costDollars) {
    /** A part of a prompt with its estimated tokens. */
    public record Part(String name, int tokens) {}

    public RequestLedger {
        parts = List.copyOf(parts);
        leftOut = List.copyOf(leftOut);
    }

    /** Whether the estimated prompt and the reply fit into the window. */
    public boolean fits() {
        return (long) estimate + reply <= window;
    }

    /** Describes the parts: {@code instructions and data 4,300, question 120, reply 700}. */
    public String describe() {
        String all = parts.stream()
                .map(part -> String.format(Locale.ROOT, "%s %,d", part.name(), part.tokens()))
                .collect(Collectors.joining(", "));
        return all + String.format(Locale.ROOT, ", reply %,d", reply);
    }
}

package io.github.bigdatamigrator.llm;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bigdatamigrator.llm.ChatReply.Finish;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Puts a reply together from the chunks of a stream, or from the one body that says it all. Tolerant of every known shape. */
final class ReplyAssembler {
    private final ReasoningFilter text;
    private final StringBuilder refusal = new StringBuilder();
    private @Nullable String model;
    private @Nullable TokenUsage usage;
    private @Nullable String finishReason;
    private boolean reasoned;
    private boolean toolCall;
    private boolean recognised;
    private int tornFrames;

    ReplyAssembler(Consumer<String> onText) {
        this.text = new ReasoningFilter(onText);
    }

    void accept(JsonNode chunk) {
        if (chunk.path("model").isTextual() && !chunk.path("model").asText().isBlank()) {
            model = chunk.path("model").asText();
        }
        JsonNode counts = chunk.path("usage");
        if (counts.path("prompt_tokens").isNumber()) {
            usage = new TokenUsage(
                    counts.path("prompt_tokens").asLong(),
                    counts.path("completion_tokens").asLong());
        }
        recognised |= chunk.path("choices").isArray();
        for (JsonNode choice : chunk.path("choices")) {
            if (choice.path("index").asInt(0) == 0) {
                choice(choice);
            }
        }
    }

    private void choice(JsonNode choice) {
        JsonNode said = choice.path(choice.path("delta").isObject() ? "delta" : "message");
        reasoned |= !said.path("reasoning_content").asText("").isEmpty()
                || !said.path("reasoning").asText("").isEmpty();
        toolCall |= !said.path("tool_calls").isEmpty();
        refusal.append(said.path("refusal").asText(""));
        JsonNode content = said.path("content");
        if (content.isTextual()) {
            text.accept(content.asText());
        }
        for (JsonNode part : content) {
            text.accept(part.path("text").asText(""));
        }
        if (choice.path("finish_reason").isTextual()) {
            finishReason = choice.path("finish_reason").asText();
        }
    }

    /** A frame was lost: the text has a hole, so that no order of its end makes it whole. */
    void torn() {
        tornFrames++;
    }

    boolean damaged() {
        return tornFrames > 0;
    }

    void end() {
        text.end();
    }

    String text() {
        return text.text();
    }

    /** Whether a choice has said why it ended; only token counts may follow. */
    boolean finished() {
        return finishReason != null;
    }

    /** Whether the model has begun to speak or to reason. */
    boolean spoke() {
        return reasoned || toolCall || !text.text().isEmpty() || text.reasoned();
    }

    /** Whether anything looked like a reply at all. */
    boolean recognised() {
        return recognised;
    }

    @Nullable
    String model() {
        return model;
    }

    @Nullable
    TokenUsage usage() {
        return usage;
    }

    Finish finish() {
        if (tornFrames > 0 || finishReason == null) {
            return Finish.UNKNOWN;
        }
        return switch (finishReason) {
            case "stop", "tool_calls" -> Finish.STOP;
            case "length" -> Finish.LENGTH;
            default -> Finish.UNKNOWN;
        };
    }

    /** Why there is no text, for the user. */
    String emptiness() {
        if (refusal.length() > 0) {
            return "refused to answer: " + refusal.substring(0, Math.min(200, refusal.length()));
        }
        if (toolCall) {
            return "called a tool that nobody offered, instead of answering. Take a model for chat (LOCAL_LLM_MODEL).";
        }
        if (reasoned || text.reasoned()) {
            return "only reasoned and did not come to an answer. Raise LLM_REPLY_TOKENS, or take a model that does not reason.";
        }
        if (tornFrames > 0) {
            return "sent a reply that cannot be read. Ask again; see its log.";
        }
        return recognised
                ? "gave an empty reply. Ask in other words, or take another model (LOCAL_LLM_MODEL)."
                : "sent something that is no reply of a model. Check that the address ends in /v1 and names an"
                        + " OpenAI-compatible server.";
    }
}

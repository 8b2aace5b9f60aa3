package io.github.bigdatamigrator.llm.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bigdatamigrator.llm.ChatReply.Finish;
import io.github.bigdatamigrator.llm.ReplyListener;
import io.github.bigdatamigrator.llm.TokenUsage;
import io.github.bigdatamigrator.llm.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts a reply together from the chunks of a stream, or from the one body that says it all. Tolerant of every known
 * shape.
 */
final class ReplyAssembler {
    /** A tool call as far as it has come. */
    private static final class Call {
        private String id = "";
        private String name = "";
        private final StringBuilder arguments = new StringBuilder();
    }

    private final ReasoningFilter text;
    private final StringBuilder refusal = new StringBuilder();
    private @Nullable String model;
    private @Nullable TokenUsage usage;
    private @Nullable String finishReason;
    private boolean reasoned;
    private final SortedMap<Integer, Call> calls = new TreeMap<>();
    private boolean recognised;
    private int promptPercent;
    private int malformedFrames;

    ReplyAssembler(ReplyListener listener) {
        this.text = new ReasoningFilter(listener);
    }

    void accept(JsonNode chunk) {
        String name = chunk.path("model").asText("");
        model = ModelNameMatcher.isPrintable(name) ? name : model;
        JsonNode counts = chunk.path("usage");
        if (counts.path("prompt_tokens").isNumber()) {
            usage = new TokenUsage(
                    counts.path("prompt_tokens").asLong(),
                    counts.path("completion_tokens").asLong());
        }
        JsonNode progress = chunk.path("prompt_progress");
        if (progress.path("total").asLong() > 0) {
            promptPercent = (int) (100
                    * progress.path("processed").asLong()
                    / progress.path("total").asLong());
        }
        recognised |= chunk.path("choices").isArray();
        for (JsonNode choice : chunk.path("choices")) {
            if (choice.path("index").asInt(0) == 0) {
                addChoice(choice);
            }
        }
    }

    private void addChoice(JsonNode choice) {
        JsonNode said = choice.path(choice.path("delta").isObject() ? "delta" : "message");
        reasoned |= !said.path("reasoning_content").asText("").isEmpty()
                || !said.path("reasoning").asText("").isEmpty();
        calls(said.path("tool_calls"));
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

    /** Calls come whole, or by name first and arguments in pieces; later pieces may repeat an empty name. */
    private void calls(JsonNode pieces) {
        for (int i = 0; i < pieces.size(); i++) {
            JsonNode piece = pieces.get(i);
            Call call = calls.computeIfAbsent(piece.path("index").asInt(i), index -> new Call());
            call.id = call.id.isEmpty() ? piece.path("id").asText("") : call.id;
            JsonNode function = piece.path("function");
            String name = function.path("name").asText("");
            // A piece may repeat the whole name, or bring the rest of it.
            call.name = call.name.equals(name) ? name : call.name + name;
            JsonNode arguments = function.path("arguments");
            call.arguments.append(arguments.isContainerNode() ? arguments.toString() : arguments.asText(""));
        }
    }

    /** The calls that the server marked as such. */
    List<ToolCall> calls() {
        List<ToolCall> all = new ArrayList<>();
        calls.forEach((index, call) -> all.add(new ToolCall(
                call.id.isEmpty() ? "call-" + index : call.id,
                call.name,
                TextToolCalls.arguments(call.arguments.toString()))));
        return all;
    }

    /** A frame was lost: the text has a hole, so that no order of its end makes it whole. */
    void malformedFrame() {
        malformedFrames++;
    }

    boolean damaged() {
        return malformedFrames > 0;
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

    /** How much of the prompt is read, in percent, where a server tells; else 0. */
    int promptPercent() {
        return promptPercent;
    }

    /** Whether the model has begun to speak or to reason. */
    boolean started() {
        return reasoned || !calls.isEmpty() || !text.isEmpty() || text.reasoned();
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
        if (malformedFrames > 0 || finishReason == null) {
            return Finish.UNKNOWN;
        }
        return switch (finishReason) {
            case "stop", "tool_calls" -> Finish.STOP;
            case "length" -> Finish.LENGTH;
            default -> Finish.UNKNOWN;
        };
    }

    /** Why there is no text, for the user. */
    String emptyReplyReason() {
        if (refusal.length() > 0) {
            return "refused to answer: " + refusal.substring(0, Math.min(200, refusal.length()));
        }
        if (!calls.isEmpty()) {
            return "called a tool that nobody offered, instead of answering. Take a model for chat (LOCAL_LLM_MODEL).";
        }
        if (reasoned || text.reasoned()) {
            return "only reasoned and did not come to an answer. Raise LLM_REPLY_TOKENS, or take a model that does not"
                    + " reason.";
        }
        if (malformedFrames > 0) {
            return "sent a reply that cannot be read. Ask again; see its log.";
        }
        return recognised
                ? "gave an empty reply. Ask in other words, load it with a larger window, or take another model"
                        + " (LOCAL_LLM_MODEL)."
                : "sent something that is no reply of a model. Check that the address ends in /v1 and names an"
                        + " OpenAI-compatible server.";
    }
}

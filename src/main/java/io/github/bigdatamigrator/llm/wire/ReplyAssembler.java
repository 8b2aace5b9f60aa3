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

/** Assembles a reply from the chunks of a stream or from a single body, in any form that servers are known to send. */
final class ReplyAssembler {
    /** How far the model is loaded, or else the prompt is read, in percent; 0 if the server does not report it. */
    record Progress(boolean loading, int percent) {
        private static final Progress NONE = new Progress(false, 0);
    }

    /** Collects the pieces of a tool call. */
    private static final class Call {
        private String id = "";
        private String name = "";
        private final StringBuilder arguments = new StringBuilder();
    }

    /**
     * Cuts a text that comes in pieces before the first stop string, because not every call and server takes stop
     * strings. A beginning of one is held back until the next piece.
     */
    private static final class StopCutter {
        private final List<String> stops;
        private String held = "";
        private boolean stopped;

        StopCutter(List<String> stops) {
            this.stops = stops;
        }

        String accept(String piece) {
            if (stopped) {
                return "";
            }
            String all = held + piece;
            int stop = stops.stream()
                    .mapToInt(all::indexOf)
                    .filter(at -> at >= 0)
                    .min()
                    .orElse(-1);
            stopped = stop >= 0;
            int end = stopped ? stop : all.length() - beginning(all);
            held = stopped ? "" : all.substring(end);
            return all.substring(0, end);
        }

        /** The length of the text's end that a stop string begins with. */
        private int beginning(String all) {
            for (int length = Math.min(all.length(), LONGEST_STOP); length > 0; length--) {
                String end = all.substring(all.length() - length);
                if (stops.stream().anyMatch(stop -> stop.startsWith(end))) {
                    return length;
                }
            }
            return 0;
        }
    }

    private static final int LONGEST_STOP = 16;

    private final StopCutter stops;
    private final ReasoningFilter text;
    private final StringBuilder refusal = new StringBuilder();
    private @Nullable String model;
    private @Nullable TokenUsage usage;
    private @Nullable String finishReason;
    private boolean reasoned;
    private final SortedMap<Integer, Call> calls = new TreeMap<>();
    private boolean recognized;
    private @Nullable Progress progress;
    private TokenUsage.@Nullable Speed speed;
    private int malformedFrames;

    ReplyAssembler(ReplyListener listener, List<String> stops) {
        this.stops = new StopCutter(stops);
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
        JsonNode loading = chunk.path("load_progress");
        JsonNode reading = chunk.path("prompt_progress");
        if (loading.isObject() || reading.isObject()) {
            progress = new Progress(loading.isObject(), percent(loading.isObject() ? loading : reading));
        }
        addSpeed(chunk.path("stats"), chunk.path("timings"));
        recognized |= chunk.path("choices").isArray();
        for (JsonNode choice : chunk.path("choices")) {
            if (choice.path("index").asInt(0) == 0) {
                addChoice(choice);
            }
        }
    }

    private static int percent(JsonNode progress) {
        long total = progress.path("total").asLong();
        return total <= 0 ? 0 : (int) (100 * progress.path("processed").asLong() / total);
    }

    /** Reads the speed that LM Studio reports as {@code stats} and llama-server as {@code timings}. */
    private void addSpeed(JsonNode stats, JsonNode timings) {
        Double rate = number(stats.path("tokens_per_second"), timings.path("predicted_per_second"), 1);
        JsonNode first = stats.has("time_to_first_token_seconds")
                ? stats.path("time_to_first_token_seconds")
                : stats.path("time_to_first_token");
        Double wait = number(first, timings.path("prompt_ms"), 1e-3);
        Double drafted = number(stats.path("accepted_draft_tokens_count"), timings.path("draft_n_accepted"), 1);
        if (rate != null || wait != null || drafted != null) {
            speed = new TokenUsage.Speed(rate, wait, drafted == null ? null : drafted.longValue());
        }
    }

    private static @Nullable Double number(JsonNode value, JsonNode other, double unitOfOther) {
        return value.isNumber()
                ? Double.valueOf(value.asDouble())
                : other.isNumber() ? Double.valueOf(other.asDouble() * unitOfOther) : null;
    }

    private void addChoice(JsonNode choice) {
        JsonNode message = choice.path(choice.path("delta").isObject() ? "delta" : "message");
        reasoned |= !message.path("reasoning_content").asText("").isEmpty()
                || !message.path("reasoning").asText("").isEmpty();
        calls(message.path("tool_calls"));
        refusal.append(message.path("refusal").asText(""));
        JsonNode content = message.path("content");
        if (content.isTextual()) {
            text.accept(stops.accept(content.asText()));
        }
        for (JsonNode part : content) {
            text.accept(stops.accept(part.path("text").asText("")));
        }
        if (choice.path("finish_reason").isTextual()) {
            finishReason = choice.path("finish_reason").asText();
        }
    }

    /** Adds tool calls, whole or as a name and later its arguments; later pieces may have an empty name. */
    private void calls(JsonNode pieces) {
        for (int i = 0; i < pieces.size(); i++) {
            JsonNode piece = pieces.get(i);
            Call call = calls.computeIfAbsent(piece.path("index").asInt(i), index -> new Call());
            call.id = call.id.isEmpty() ? piece.path("id").asText("") : call.id;
            JsonNode function = piece.path("function");
            String name = function.path("name").asText("");
            // A piece may repeat the whole name or continue it.
            call.name = call.name.equals(name) ? name : call.name + name;
            JsonNode arguments = function.path("arguments");
            call.arguments.append(arguments.isContainerNode() ? arguments.toString() : arguments.asText(""));
        }
    }

    /** The calls in the server's {@code tool_calls}. */
    List<ToolCall> calls() {
        List<ToolCall> all = new ArrayList<>();
        calls.forEach((index, call) -> all.add(new ToolCall(
                call.id.isEmpty() ? "call-" + index : call.id,
                call.name,
                TextToolCalls.arguments(call.arguments.toString()))));
        return all;
    }

    /** Records a lost frame: the text has a gap, so that its finish is unknown. */
    void malformedFrame() {
        malformedFrames++;
    }

    boolean damaged() {
        return malformedFrames > 0;
    }

    void end() {
        text.accept(stops.held);
        stops.held = "";
        text.end();
    }

    String text() {
        return text.text();
    }

    /** Whether a choice had a finish reason; only token counts may follow. */
    boolean finished() {
        return finishReason != null;
    }

    /** Whether a stop string has ended the text, though the server may send more. */
    boolean stopped() {
        return stops.stopped;
    }

    Progress progress() {
        return progress == null ? Progress.NONE : progress;
    }

    boolean progressReported() {
        return progress != null;
    }

    TokenUsage.@Nullable Speed speed() {
        return speed;
    }

    /** Whether text, reasoning or a tool call has arrived. */
    boolean started() {
        return reasoned || !calls.isEmpty() || !text.isEmpty() || text.reasoned();
    }

    /** Whether any chunk looked like a reply. */
    boolean recognized() {
        return recognized;
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
        if (stopped()) {
            return Finish.STOP;
        }
        if (malformedFrames > 0 || finishReason == null) {
            return Finish.UNKNOWN;
        }
        return switch (finishReason) {
            case "stop", "tool_calls" -> Finish.STOP;
            case "length" -> Finish.LENGTH;
            default -> Finish.UNKNOWN;
        };
    }

    /** Explains to the user why there is no text; continues a sentence that starts with the server. */
    String emptyReplyReason() {
        if (refusal.length() > 0) {
            return "refused to answer: " + refusal.substring(0, Math.min(200, refusal.length()));
        }
        if (!calls.isEmpty()) {
            return "called a tool that was not offered, instead of answering. Use a chat model (LOCAL_LLM_MODEL).";
        }
        if (reasoned || text.reasoned()) {
            return "only reasoned and gave no answer. Raise LLM_REPLY_TOKENS, or use a model that does not"
                    + " reason.";
        }
        if (malformedFrames > 0) {
            return "sent a reply that cannot be read. Ask again; see its log.";
        }
        return recognized
                ? "gave an empty reply. Ask in other words, load it with a larger window, or take another model"
                        + " (LOCAL_LLM_MODEL)."
                : "sent something that is not a model's reply. Check that the address ends in /v1 and names an"
                        + " OpenAI-compatible server.";
    }
}

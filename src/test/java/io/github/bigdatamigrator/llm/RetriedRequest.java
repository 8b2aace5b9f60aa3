package io.github.bigdatamigrator.llm;

import io.github.bigdatamigrator.error.LlmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Holds the result of a request with retries, whose delays are recorded instead of waited for.
 *
 * @param messages the progress messages that the listener received
 * @param requests the number of chats that the server received
 */
public record RetriedRequest(
        @Nullable ChatReply reply,
        @Nullable LlmException failure,
        String messages,
        List<Duration> waits,
        int requests) {
    /** Always draws the middle of the jitter. */
    private static final RandomGenerator HALF = () -> 1L << 63;

    public static RetriedRequest of(LanguageModel model, ChatRequest request, ScriptedLMStudio server) {
        List<Duration> waits = new ArrayList<>();
        StringBuilder heard = new StringBuilder();
        RetryingModel retrying = new RetryingModel(model, waits::add, HALF);
        try {
            ChatReply reply = retrying.chat(request, heard::append);
            return new RetriedRequest(
                    reply, null, heard.toString(), waits, server.requests().size());
        } catch (LlmException e) {
            return new RetriedRequest(
                    null, e, heard.toString(), waits, server.requests().size());
        }
    }

    public LlmException failed() {
        return Objects.requireNonNull(failure, "it answered");
    }

    public ChatReply answered() {
        return Objects.requireNonNull(reply, "it failed");
    }
}

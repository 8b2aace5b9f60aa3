package io.github.bigdatamigrator.llm;

import io.github.bigdatamigrator.error.LlmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What came of asking a model as the program does, with retries whose waits are written down and not had.
 *
 * @param heard what the listener heard
 * @param requests chats that the server saw
 */
public record RetriedRequest(
        @Nullable ChatReply reply,
        @Nullable LlmException failure,
        String messages,
        List<Duration> waits,
        int requests) {
    /** Half of the largest number: a draw in the middle of the jitter. */
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

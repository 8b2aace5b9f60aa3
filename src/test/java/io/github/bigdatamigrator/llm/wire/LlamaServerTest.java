package io.github.bigdatamigrator.llm.wire;

import static io.github.bigdatamigrator.llm.Requests.asking;
import static io.github.bigdatamigrator.llm.Requests.endpoint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.LlmException;
import io.github.bigdatamigrator.llm.ChatMessage;
import io.github.bigdatamigrator.llm.ChatReply;
import io.github.bigdatamigrator.llm.ChatRequest;
import io.github.bigdatamigrator.llm.JsonExtractor;
import io.github.bigdatamigrator.llm.ModelEndpoint;
import io.github.bigdatamigrator.llm.ModelStatus;
import io.github.bigdatamigrator.llm.PrivacyLevel;
import io.github.bigdatamigrator.llm.ReplySchema;
import io.github.bigdatamigrator.llm.RetryingModel;
import io.github.bigdatamigrator.llm.tokens.ModelCalibrationStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * Runs against a real llama-server, the engine of LM Studio, at LLAMA_SERVER_URL (with its /v1). Checks the form of
 * replies, not their content.
 */
@EnabledIfEnvironmentVariable(named = "LLAMA_SERVER_URL", matches = "http.*")
class LlamaServerTest {
    private final String url = Objects.requireNonNull(System.getenv("LLAMA_SERVER_URL"));
    private final @Nullable String key = System.getenv("LLAMA_SERVER_KEY");
    private final LMStudioClient client = new LMStudioClient(endpoint(url, PrivacyLevel.ROWS, key), null);

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void readsTheWindow() {
        ModelStatus status = client.status();
        assertThat(status.available()).isTrue();
        assertThat(status.windowTokens()).isPositive().isLessThanOrEqualTo(status.maxWindowTokens());
    }

    @Test
    void streamsTheReplyAndCountsTokens() {
        List<String> pieces = new ArrayList<>();
        ChatReply reply = client.chat(asking("What are the top selling products?"), pieces::add);
        assertThat(String.join("", pieces)).isEqualTo(reply.text());
        assertThat(pieces).hasSizeGreaterThan(1);
        assertThat(reply.usage().completionTokens()).isPositive();
        assertThat(client.status().model()).isEqualTo(reply.model());
    }

    @Test
    void anOverflowNamesBothTokenCounts() {
        int window = client.status().windowTokens();
        LlmException failure =
                Objects.requireNonNull(catchThrowableOfType(LlmException.class, () -> assertOverflow(window)));
        assertThat(failure.code()).isEqualTo(ErrorCode.LLM_CONTEXT_OVERFLOW);
        assertThat(failure)
                .hasMessageMatching("The request has [\\d,]+ tokens, but the model's window is [\\d,]+\\..*");
    }

    /** Claims a larger window than the real one, since our own check would not send the request otherwise. */
    private void assertOverflow(int window) {
        ModelEndpoint endpoint = endpoint(url, PrivacyLevel.ROWS, key);
        try (ChatTransport wire = new ChatTransport(
                endpoint,
                ModelProvider.LOCAL,
                null,
                new ModelCalibrationStore(null, InstantSource.system()),
                HttpExchange.ProgressIntervals.DEFAULT)) {
            ModelStatus boasting = new ModelStatus(true, "codellama-34b-instruct", window * 100, 0, null);
            wire.chat(asking("7".repeat(window * 2)), boasting, piece -> {});
        }
    }

    @Test
    void aRequestThatDoesNotFitIsNotSent() {
        int window = client.status().windowTokens();
        assertThat(catchThrowableOfType(
                        LlmException.class, () -> client.chat(asking("7".repeat(window * 2)), piece -> {})))
                .hasMessageStartingWith("Not sent:");
    }

    @Test
    void theReplyFollowsTheSchema() {
        ReplySchema schema = new ReplySchema(
                "answer",
                "{\"type\":\"object\",\"properties\":{\"ok\":{\"type\":\"boolean\"}},\"required\":[\"ok\"],"
                        + "\"additionalProperties\":false}");
        ChatReply reply = client.chat(asking("Is it so?").withReplySchema(schema), piece -> {});
        assertThat(JsonExtractor.firstJson(reply.text()).orElse("none")).matches("\\{\"ok\":(true|false)}");
    }

    @Test
    void fourConcurrentStreamsShareOneWindow() throws Exception {
        List<CompletableFuture<ChatReply>> replies = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            ChatRequest request = asking("Question " + i + "?");
            replies.add(CompletableFuture.supplyAsync(
                    () -> new RetryingModel(client).chat(request, piece -> {}), task -> new Thread(task).start()));
        }
        for (CompletableFuture<ChatReply> reply : replies) {
            assertThat(reply.get(30, TimeUnit.SECONDS).usage().completionTokens())
                    .isPositive();
        }
    }

    @Test
    @EnabledIfEnvironmentVariable(named = "LLAMA_SERVER_KEY", matches = ".+")
    void withoutAKeyTheErrorAsksForOne() {
        try (LMStudioClient keyless = new LMStudioClient(endpoint(url), null)) {
            LlmException failure = Objects.requireNonNull(
                    catchThrowableOfType(LlmException.class, () -> keyless.chat(asking("Hello?"), piece -> {})));
            assertThat(failure.code()).isEqualTo(ErrorCode.LLM_UNAUTHORIZED);
            assertThat(failure).hasMessageContaining("LOCAL_LLM_API_KEY");
        }
    }

    @Test
    void acceptsMessagesInAnyOrder() {
        ChatRequest request = new ChatRequest(
                List.of(
                        ChatMessage.assistant("Before."),
                        ChatMessage.user("One"),
                        ChatMessage.user("two"),
                        ChatMessage.system("Late.")),
                20,
                0,
                PrivacyLevel.NAMES);
        assertThat(client.chat(request, piece -> {}).text()).isNotBlank();
    }

    @Test
    void anInterruptEndsTheRequestAtOnce() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicReference<@Nullable LlmException> failure = new AtomicReference<>();
        ChatRequest endless = new ChatRequest(
                List.of(ChatMessage.user("Go on")), client.status().windowTokens() * 3 / 4, 1, PrivacyLevel.NAMES);
        Thread asking = new Thread(() -> failure.set(
                catchThrowableOfType(LlmException.class, () -> client.chat(endless, piece -> begun.countDown()))));
        asking.start();
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        long start = System.nanoTime();
        asking.interrupt();
        asking.join(5_000);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(100));
        assertThat(failure.get()).extracting(LlmException::code).isEqualTo(ErrorCode.CANCELLED);
    }
}

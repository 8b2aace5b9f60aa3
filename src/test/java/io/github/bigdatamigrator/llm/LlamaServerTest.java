package io.github.bigdatamigrator.llm;

import static io.github.bigdatamigrator.llm.Requests.asking;
import static io.github.bigdatamigrator.llm.Requests.endpoint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.LlmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Runs against a real llama-server, which LM Studio's engine is, at LLAMA_SERVER_URL (with its /v1). Shapes only: what it says is its own. */
@EnabledIfEnvironmentVariable(named = "LLAMA_SERVER_URL", matches = "http.*")
class LlamaServerTest {
    private final LMStudioClient client =
            new LMStudioClient(endpoint(Objects.requireNonNull(System.getenv("LLAMA_SERVER_URL"))), null);

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void itsWindowIsRead() {
        ModelStatus status = client.status();
        assertThat(status.available()).isTrue();
        assertThat(status.windowTokens()).isPositive().isLessThanOrEqualTo(status.maxWindowTokens());
    }

    @Test
    void itStreamsAndCounts() {
        List<String> pieces = new ArrayList<>();
        ChatReply reply = client.chat(asking("What are the top selling products?"), pieces::add);
        assertThat(String.join("", pieces)).isEqualTo(reply.text());
        assertThat(pieces).hasSizeGreaterThan(1);
        assertThat(reply.usage().completionTokens()).isPositive();
        assertThat(client.status().model()).isEqualTo(reply.model());
    }

    @Test
    void anOverflowHasItsNumbers() {
        int window = client.status().windowTokens();
        LlmException failure = Objects.requireNonNull(catchThrowableOfType(
                LlmException.class, () -> client.chat(asking("7".repeat(window * 2)), piece -> {})));
        assertThat(failure.code()).isEqualTo(ErrorCode.LLM_CONTEXT_OVERFLOW);
        assertThat(failure)
                .hasMessageMatching("The request has [\\d,]+ tokens, but the model's window is [\\d,]+\\..*");
    }

    @Test
    void messagesInAnyOrderAreTaken() {
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
    void aCancelledRequestEndsAtOnce() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicReference<@Nullable LlmException> failure = new AtomicReference<>();
        ChatRequest endless = new ChatRequest(List.of(ChatMessage.user("Go on")), 3_000, 1, PrivacyLevel.NAMES);
        Thread asking = new Thread(() -> failure.set(
                catchThrowableOfType(LlmException.class, () -> client.chat(endless, piece -> begun.countDown()))));
        asking.start();
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        long start = System.nanoTime();
        asking.interrupt();
        asking.join(5_000);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(500));
        assertThat(failure.get()).extracting(LlmException::code).isEqualTo(ErrorCode.CANCELLED);
    }
}

package io.github.bigdatamigrator.llm.wire;

import static io.github.bigdatamigrator.llm.Requests.KEY;
import static io.github.bigdatamigrator.llm.Requests.asking;
import static io.github.bigdatamigrator.llm.Requests.endpoint;
import static io.github.bigdatamigrator.llm.Requests.impatient;
import static io.github.bigdatamigrator.llm.ScriptedConnection.delta;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.LlmException;
import io.github.bigdatamigrator.llm.ChatMessage;
import io.github.bigdatamigrator.llm.ChatRequest;
import io.github.bigdatamigrator.llm.ModelEndpoint;
import io.github.bigdatamigrator.llm.PrivacyLevel;
import io.github.bigdatamigrator.llm.ScriptedConnection;
import io.github.bigdatamigrator.llm.ScriptedLMStudio;
import io.github.bigdatamigrator.llm.WireJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LMStudioClientTest {
    @AutoClose
    private final ScriptedLMStudio studio = ScriptedLMStudio.start();

    @TempDir
    Path folder;

    @Test
    void sendsMessagesThatStrictTemplatesAccept() throws Exception {
        ChatRequest request = new ChatRequest(
                List.of(
                        ChatMessage.system("Rules."),
                        ChatMessage.assistant("Earlier."),
                        ChatMessage.user("One [INST] <<SYS>>"),
                        ChatMessage.system("Late."),
                        ChatMessage.user("two </s>"),
                        ChatMessage.assistant(" ")),
                50,
                0.2,
                PrivacyLevel.NAMES);
        try (LMStudioClient client = new LMStudioClient(endpoint(studio.url()), null)) {
            client.chat(request, piece -> {});
        }
        JsonNode body = WireJson.read(studio.requests().get(0));
        assertThat(body.path("model").asText()).isEqualTo("codellama-34b-instruct");
        assertThat(body.path("stream").asBoolean()).isTrue();
        assertThat(body.path("stream_options").path("include_usage").asBoolean())
                .isTrue();
        assertThat(body.path("max_tokens").asInt()).isEqualTo(50);
        assertThat(body.path("temperature").asDouble()).isEqualTo(0.2);
        assertThat(body.path("messages").findValuesAsText("role"))
                .containsExactly("system", "user", "assistant", "user");
        assertThat(body.path("messages").findValuesAsText("content"))
                .containsExactly("Rules.\n\nLate.", "Go on.", "Earlier.", "One [ INST] < <SYS>>\n\ntwo < /s>");
    }

    @Test
    void movesTheSystemTextIntoTheFirstTurnAfterARefusal() throws Exception {
        studio.error(
                        400,
                        "{\"error\":\"Error rendering prompt with jinja template: \\\"System role not"
                                + " supported\\\".\"}")
                .reply("Fine.");
        try (LMStudioClient client = new LMStudioClient(endpoint(studio.url()), null)) {
            assertThat(client.chat(asking("Hello?"), piece -> {}).text()).isEqualTo("Fine.");
            client.chat(asking("Again?"), piece -> {});
        }
        assertThat(studio.requests()).hasSize(3);
        for (String body : studio.requests().subList(1, 3)) {
            assertThat(WireJson.read(body).path("messages").findValuesAsText("role"))
                    .containsExactly("user");
        }
        assertThat(studio.requests().get(1)).contains("Be brief.\\n\\nHello?");
    }

    @Test
    void doesNotSendARequestAboveThePrivacyLimit() {
        try (LMStudioClient client = new LMStudioClient(endpoint(studio.url(), PrivacyLevel.AGGREGATES, null), null)) {
            LlmException failure = failure(client, asking("Who is Ann?", PrivacyLevel.EXAMPLES));
            assertThat(failure.code()).isEqualTo(ErrorCode.BAD_INPUT);
            assertThat(failure).hasMessageContaining("EXAMPLES").hasMessageContaining("AGGREGATES");
        }
        assertThat(studio.paths()).isEmpty();
    }

    @Test
    void sendsTheKeyAndNeverShowsIt() {
        studio.error(401, "{\"error\":{\"message\":\"Bad key " + KEY + " or sk-lm-abcdefgh:12345678\"}}");
        ModelEndpoint endpoint = endpoint(studio.url(), PrivacyLevel.ROWS, KEY);
        try (LMStudioClient client = new LMStudioClient(endpoint, null)) {
            LlmException failure = failure(client, asking("Hello?"));
            assertThat(failure.code()).isEqualTo(ErrorCode.LLM_UNAUTHORIZED);
            for (Throwable each = failure; each != null; each = each.getCause()) {
                assertThat(each.toString()).doesNotContain(KEY).doesNotContain("sk-lm-abcdefgh");
            }
            assertThat(client.toString() + endpoint).doesNotContain(KEY).contains("hidden");
        }
        assertThat(studio.heads()).isNotEmpty().allMatch(head -> head.contains("Authorization: Bearer " + KEY));
    }

    @Test
    void anInterruptClosesTheConnectionAndKeepsTheFlag() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch gone = new CountDownLatch(1);
        studio.act((to, body) -> {
            to.stream();
            to.event(delta("Hi"));
            to.awaitGone(gone);
        });
        AtomicReference<@Nullable LlmException> failure = new AtomicReference<>();
        AtomicReference<@Nullable Boolean> flag = new AtomicReference<>();
        try (LMStudioClient client = new LMStudioClient(endpoint(studio.url()), null)) {
            Thread asking = new Thread(() -> {
                failure.set(catchThrowableOfType(
                        LlmException.class, () -> client.chat(asking("Hello?"), piece -> begun.countDown())));
                flag.set(Thread.currentThread().isInterrupted());
            });
            asking.start();
            assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
            asking.interrupt();
            assertThat(gone.await(5, TimeUnit.SECONDS))
                    .as("the server saw the close")
                    .isTrue();
            asking.join(5_000);
        }
        assertThat(failure.get()).extracting(LlmException::code).isEqualTo(ErrorCode.CANCELLED);
        assertThat(flag.get()).isTrue();
    }

    @Test
    void onlyTheTotalTimeoutAppliesBeforeTheFirstPiece() throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        studio.act((to, body) -> {
            to.stream();
            to.bytes(":\n\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            to.awaitGone(gone);
        });
        ModelEndpoint endpoint = impatient(studio.url(), Duration.ofMillis(300), Duration.ofMillis(20));
        try (LMStudioClient client = new LMStudioClient(endpoint, null)) {
            client.status();
            long start = System.nanoTime();
            LlmException failure = failure(client, asking("Hello?"));
            assertThat(failure.code()).isEqualTo(ErrorCode.LLM_TIMEOUT);
            assertThat(failure).hasMessageContaining("LLM_TIMEOUT");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
            assertThat(gone.await(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void theIdleTimeoutEndsAReply() {
        CountDownLatch gone = new CountDownLatch(1);
        studio.act((to, body) -> {
            to.stream();
            to.event(delta("Hi"));
            to.awaitGone(gone);
        });
        ModelEndpoint endpoint = impatient(studio.url(), Duration.ofMinutes(10), Duration.ofMillis(50));
        try (LMStudioClient client = new LMStudioClient(endpoint, null)) {
            assertThat(failure(client, asking("Hello?")).code()).isEqualTo(ErrorCode.LLM_TIMEOUT);
        }
    }

    @Test
    void doesNotWaitForTheServerToCloseAFinishedReply() {
        CountDownLatch gone = new CountDownLatch(1);
        studio.act((to, body) -> {
            to.stream();
            to.event(delta("Hi"));
            to.event(ScriptedConnection.finish("stop"));
            to.event("[DONE]");
            to.awaitGone(gone);
        });
        try (LMStudioClient client = new LMStudioClient(endpoint(studio.url()), null)) {
            assertThat(client.chat(asking("Hello?"), piece -> {}).text()).isEqualTo("Hi");
        }
    }

    @Test
    void logsRequestsToOtherMachinesWithOwnerOnlyPermissions() throws Exception {
        Path log = folder.resolve("kept/outbound.jsonl");
        // This address means this machine, but not by a name that is taken for it.
        String foreign = "http://[::ffff:127.0.0.1]:" + studio.port() + "/v1";
        try (LMStudioClient client = new LMStudioClient(endpoint(foreign, PrivacyLevel.ROWS, KEY), log)) {
            assertThat(client.chat(asking("Planted question"), piece -> {}).online())
                    .isTrue();
        }
        assertThat(Files.readString(log)).contains("Planted question").doesNotContain(KEY);
        assertThat(WireJson.read(Files.readString(log)).path("body").asText())
                .isEqualTo(studio.requests().get(0));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(log)))
                .isEqualTo("rw-------");
    }

    @Test
    void doesNotLogLocalRequests() {
        Path log = folder.resolve("outbound.jsonl");
        try (LMStudioClient client = new LMStudioClient(endpoint(studio.url()), log)) {
            client.chat(asking("Hello?"), piece -> {});
        }
        assertThat(log).doesNotExist();
    }

    private static LlmException failure(LMStudioClient client, ChatRequest request) {
        return java.util.Objects.requireNonNull(
                catchThrowableOfType(LlmException.class, () -> client.chat(request, piece -> {})));
    }
}

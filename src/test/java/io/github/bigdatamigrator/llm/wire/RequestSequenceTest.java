package io.github.bigdatamigrator.llm.wire;

import static io.github.bigdatamigrator.llm.Requests.asking;
import static io.github.bigdatamigrator.llm.Requests.endpoint;
import static io.github.bigdatamigrator.llm.ScriptedConnection.chunk;
import static io.github.bigdatamigrator.llm.ScriptedConnection.delta;
import static io.github.bigdatamigrator.llm.ScriptedConnection.errorEvent;
import static io.github.bigdatamigrator.llm.ScriptedConnection.finish;
import static io.github.bigdatamigrator.llm.ScriptedConnection.usage;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.llm.ChatMessage;
import io.github.bigdatamigrator.llm.ChatReply;
import io.github.bigdatamigrator.llm.ChatRequest;
import io.github.bigdatamigrator.llm.OnlineLLMFallback;
import io.github.bigdatamigrator.llm.PrivacyLevel;
import io.github.bigdatamigrator.llm.ReplyListener;
import io.github.bigdatamigrator.llm.RequestLedger;
import io.github.bigdatamigrator.llm.RetriedRequest;
import io.github.bigdatamigrator.llm.RetryingModel;
import io.github.bigdatamigrator.llm.ScriptedLMStudio;
import io.github.bigdatamigrator.llm.ScriptedLMStudio.Listing;
import io.github.bigdatamigrator.llm.ScriptedModelList;
import io.github.bigdatamigrator.llm.ScriptedModelList.Entry;
import io.github.bigdatamigrator.llm.tokens.ModelCalibrationStore;
import io.github.bigdatamigrator.llm.tokens.TokenCounter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests sequences of requests to a local model: crashes, loading, smaller windows than listed, truncated prompts. */
class RequestSequenceTest {
    private static final String CRASH =
            "{\"error\":\"The model has crashed without additional information. (Exit code: 18446744072635812000)\"}";
    private static final String NONE =
            "{\"error\":{\"message\":\"No models loaded. Please load a model in the developer page or use the 'lms"
                    + " load' command.\",\"type\":\"invalid_request_error\",\"param\":\"model\",\"code\":null}}";

    private final ScriptedLMStudio studio = ScriptedLMStudio.start();
    private final LMStudioClient client = new LMStudioClient(endpoint(studio.url()), null);

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        client.close();
        studio.close();
    }

    @Test
    void afterACrashChecksTheModelAndRetriesOnce() {
        studio.nativeChat().error(400, CRASH).reply("Back again.");
        RetriedRequest tried = RetriedRequest.of(client, asking("Hello?"), studio);
        assertThat(tried.answered().text()).isEqualTo("Back again.");
        assertThat(tried.waits()).containsExactly(Duration.ofSeconds(2));
        assertThat(studio.paths())
                .containsExactly("GET /api/v1/models", "POST /api/v1/chat", "GET /api/v1/models", "POST /api/v1/chat");
    }

    @Test
    void afterACrashThatUnloadsTheModelTheErrorExplainsHowToLoadIt() {
        studio.error(400, CRASH).error(400, NONE).models(ScriptedModelList.none());
        RetriedRequest tried = RetriedRequest.of(client, asking("Hello?"), studio);
        assertThat(tried.failed().code()).isEqualTo(ErrorCode.LLM_NO_MODEL);
        assertThat(tried.failed()).hasMessageContaining("`lms load codellama-34b-instruct -c 16384`");
        assertThat(tried.waits()).containsExactly(Duration.ofSeconds(2));
    }

    @Test
    void stopsRetryingAfterTwoCrashesInARow() {
        studio.error(400, CRASH)
                .error(400, CRASH)
                .error(400, CRASH)
                .reply("Fine.")
                .error(400, CRASH)
                .reply("Fine too.");
        assertThat(RetriedRequest.of(client, asking("1?"), studio).requests()).isEqualTo(2);
        assertThat(RetriedRequest.of(client, asking("2?"), studio).failure()).isNotNull();
        assertThat(RetriedRequest.of(client, asking("3?"), studio).answered().text())
                .isEqualTo("Fine.");
        assertThat(RetriedRequest.of(client, asking("4?"), studio).answered().text())
                .isEqualTo("Fine too.");
    }

    @Test
    void retriesIfTheModelWasUnloadedMeanwhile() {
        studio.act(errorEvent("Model unloaded.")).reply("Here I am.");
        RetriedRequest tried = RetriedRequest.of(client, asking("Hello?"), studio);
        assertThat(tried.answered().text()).isEqualTo("Here I am.");
        assertThat(tried.waits()).containsExactly(Duration.ofMillis(438));
    }

    @Test
    void retriesOnAFullSharedWindowWithoutLearningItsSize() {
        studio.act(errorEvent("Context size has been exceeded.")).reply("My turn.");
        RetriedRequest tried = RetriedRequest.of(client, asking("Hello?"), studio);
        assertThat(tried.answered().text()).isEqualTo("My turn.");
        assertThat(client.status().windowTokens()).isEqualTo(16_384);
    }

    @Test
    void reportsLoadingOnDemandAndReadsTheWindowAfterwards() throws Exception {
        CountDownLatch said = new CountDownLatch(1);
        studio.models(ScriptedModelList.none().and(new Entry("codellama-34b-instruct", "llm", 0, 16_384, true)))
                .act((to, body) -> {
                    said.await();
                    studio.models(ScriptedModelList.loaded("codellama-34b-instruct", 2048, 16_384));
                    to.streamText("Loaded.");
                });
        List<String> words = new ArrayList<>();
        try (LMStudioClient impatient = client(Duration.ofMillis(20))) {
            assertThat(impatient.chat(asking("Hello?"), listener(words, said)).text())
                    .isEqualTo("Loaded.");
            assertThat(words.get(0)).startsWith("codellama-34b-instruct is being loaded, then it reads the prompt");
            assertThat(impatient.status().windowTokens()).isEqualTo(2048);
        }
    }

    @Test
    void reportsALongWaitForTheFirstByte() throws Exception {
        CountDownLatch said = new CountDownLatch(3);
        studio.act((to, body) -> {
            said.await();
            to.streamText("Read it all.");
        });
        List<String> words = new ArrayList<>();
        try (LMStudioClient impatient = client(Duration.ofMillis(20))) {
            ChatRequest request = asking("Hello?");
            ChatReply reply = new OnlineLLMFallback(new RetryingModel(impatient), null, PrivacyLevel.NAMES)
                    .chat(request, listener(words, said));
            assertThat(reply.text()).isEqualTo("Read it all.");
        }
        assertThat(words)
                .hasSizeGreaterThanOrEqualTo(3)
                .allMatch(word ->
                        word.matches("codellama-34b-instruct reads the prompt of about \\d+ tokens \\(\\d+ s\\)"));
    }

    @Test
    void reportsThePromptProgressOfTheServer() throws Exception {
        CountDownLatch said = new CountDownLatch(4);
        studio.act((to, body) -> {
            to.stream();
            to.event(chunk("{\"role\":\"assistant\",\"content\":null}", "null")
                    .replaceFirst("\\{", "{\"prompt_progress\":{\"total\":1000,\"cache\":0,\"processed\":530},"));
            said.await();
            to.event(delta("Done."));
            to.event(finish("stop"));
            to.end();
        });
        List<String> words = new ArrayList<>();
        try (LMStudioClient impatient = client(Duration.ofMillis(20))) {
            impatient.chat(asking("Hello?"), listener(words, said));
        }
        assertThat(words).anyMatch(word -> word.contains("tokens, 53 % ("));
    }

    @Test
    void aRequestThatDoesNotFitIsNotSentAndListsItsParts() {
        studio.models(ScriptedModelList.loaded("codellama-34b-instruct", 2048, 16_384));
        ChatRequest request = new ChatRequest(
                List.of(
                        ChatMessage.system("Rules. " + "12345 ".repeat(400)),
                        ChatMessage.user("Before?"),
                        ChatMessage.assistant("So."),
                        ChatMessage.user("And now?")),
                700,
                0,
                PrivacyLevel.NAMES);
        RetriedRequest tried = RetriedRequest.of(client, request, studio);
        assertThat(tried.failed().code()).isEqualTo(ErrorCode.LLM_CONTEXT_OVERFLOW);
        assertThat(tried.failed())
                .hasMessageMatching(
                        "Not sent: the request needs about \\d,\\d{3} tokens \\(instructions and data \\d,\\d{3},"
                                + " earlier turns \\d+, question \\d+, reply 700\\), but the window of"
                                + " codellama-34b-instruct is 2,048\\. Ask more narrowly, or load .*`lms load"
                                + " codellama-34b-instruct -c 16384`\\.");
        assertThat(studio.requests()).isEmpty();
    }

    @Test
    void remembersASmallerWindowUntilTheListChanges() {
        Path memory = folder.resolve("models.json");
        studio.error(400, "{\"error\":\"Cannot truncate prompt with n_keep (3028) >= n_ctx (2048)\"}");
        try (LMStudioClient first = new LMStudioClient(endpoint(studio.url()), null, memory)) {
            assertThat(RetriedRequest.of(first, asking("?"), studio).failed().code())
                    .isEqualTo(ErrorCode.LLM_CONTEXT_OVERFLOW);
            assertThat(first.status().windowTokens()).isEqualTo(2048);
        }
        try (LMStudioClient next = new LMStudioClient(endpoint(studio.url()), null, memory)) {
            assertThat(next.status().windowTokens()).isEqualTo(2048);
        }
        studio.models(ScriptedModelList.loaded("codellama-34b-instruct", 8192, 16_384));
        try (LMStudioClient later = new LMStudioClient(endpoint(studio.url()), null, memory)) {
            assertThat(later.status().windowTokens()).isEqualTo(8192);
        }
    }

    @Test
    void reportsAPromptThatTheServerTruncated() {
        studio.act((to, body) -> {
            to.stream();
            to.event(delta("Fine."));
            to.event(finish("stop"));
            to.event(usage(512, 2));
            to.end();
        });
        ChatReply reply =
                client.chat(asking("What of this? " + "CREATE TABLE sales (id BIGINT); ".repeat(200)), piece -> {});
        assertThat(reply.text()).isEqualTo("Fine.");
        assertThat(reply.notes())
                .singleElement()
                .asString()
                .matches("LM Studio counted 512 tokens in a prompt of about \\d,\\d{3}: it seems to have cut the"
                        + " prompt.*lms load.*");
    }

    @Test
    void reportsAReplyTruncatedByTheWindow() {
        studio.act((to, body) -> {
            to.stream();
            to.event(delta("And so"));
            to.event(finish("length"));
            to.event(usage(16_000, 384));
            to.end();
        });
        ChatReply reply = client.chat(asking("?"), piece -> {});
        assertThat(reply.finish()).isEqualTo(ChatReply.Finish.LENGTH);
        assertThat(reply.notes())
                .contains("The reply was cut at the end of the model's window of 16,384 tokens. Ask more narrowly.");
    }

    @Test
    void acceptsCountsOfAWholePrompt() {
        ChatRequest request = asking("What of this? " + "CREATE TABLE sales (id BIGINT); ".repeat(200));
        int tokens = TokenCounter.forModel("codellama").count(request.messages());
        for (int share : List.of(75, 100, 130)) {
            studio.act((to, body) -> {
                to.stream();
                to.event(delta("Fine."));
                to.event(finish("stop"));
                to.event(usage(tokens * share / 100, 2));
                to.end();
            });
            ChatReply reply = client.chat(request, piece -> {});
            assertThat(reply.notes()).isEmpty();
            assertThat(reply.usage().requests()).hasSize(1);
        }
    }

    @Test
    void reportsThatAnotherModelAnswered() {
        studio.lists()
                .act((to, body) -> to.body(
                        200,
                        "application/json",
                        "{\"model\":\"qwen2.5-7b-instruct\",\"choices\":[{\"index\":0,"
                                + "\"message\":{\"role\":\"assistant\",\"content\":\"Hi\"},"
                                + "\"finish_reason\":\"stop\"}]}"));
        ChatReply reply = client.chat(asking("Who?"), piece -> {});
        assertThat(reply.model()).isEqualTo("qwen2.5-7b-instruct");
        assertThat(reply.notes()).containsExactly("qwen2.5-7b-instruct answered in place of CodeLlama-34B-Instruct.");
    }

    @Test
    void theLedgerHoldsPartsEstimateAndCount() {
        studio.lists(Listing.V1).reply("Fine.");
        ChatRequest request = asking("How many?")
                .withParts(
                        List.of(
                                new ChatRequest.Part("rules", "Be brief."),
                                new ChatRequest.Part("question", "How many?")),
                        List.of("12 columns of orders"));
        RequestLedger ledger =
                client.chat(request, piece -> {}).usage().requests().get(0);
        assertThat(ledger.parts()).extracting(RequestLedger.Part::name).containsExactly("rules", "question");
        assertThat(ledger.parts()).allMatch(part -> part.tokens() > 0);
        assertThat(ledger.leftOut()).containsExactly("12 columns of orders");
        assertThat(ledger.counted()).isEqualTo(17);
        assertThat(ledger.reply()).isEqualTo(50);
        assertThat(ledger.window()).isEqualTo(16_384);
        assertThat(ledger.costDollars()).isNull();
    }

    private LMStudioClient client(Duration silence) {
        return new LMStudioClient(
                endpoint(studio.url()),
                null,
                new ModelCalibrationStore(null, InstantSource.system()),
                new HttpExchange.ProgressIntervals(silence, silence),
                System::nanoTime);
    }

    private static ReplyListener listener(List<String> words, CountDownLatch said) {
        return new ReplyListener() {
            @Override
            public void accept(String piece) {}

            @Override
            public void waiting(String what) {
                words.add(what);
                said.countDown();
            }
        };
    }
}

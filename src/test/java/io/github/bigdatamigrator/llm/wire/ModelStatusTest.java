package io.github.bigdatamigrator.llm.wire;

import static io.github.bigdatamigrator.llm.Requests.asking;
import static io.github.bigdatamigrator.llm.Requests.endpoint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.bigdatamigrator.error.LlmException;
import io.github.bigdatamigrator.llm.ModelStatus;
import io.github.bigdatamigrator.llm.ScriptedLMStudio;
import io.github.bigdatamigrator.llm.ScriptedLMStudio.Listing;
import io.github.bigdatamigrator.llm.ScriptedModelList;
import io.github.bigdatamigrator.llm.ScriptedModelList.Entry;
import io.github.bigdatamigrator.llm.tokens.ModelCalibrationStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ModelStatusTest {
    private final ScriptedLMStudio studio = ScriptedLMStudio.start();
    private final AtomicLong nanos = new AtomicLong();

    @AfterEach
    void close() {
        studio.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = Listing.class,
            names = {"V0", "V1"})
    void reportsTheLoadedWindowAndWarnsIfItIsSmall(Listing listing) {
        studio.lists(listing).models(ScriptedModelList.loaded("codellama-34b-instruct", 4096, 16_384));
        ModelStatus status = status();
        assertThat(status.available()).isTrue();
        assertThat(status.model()).isEqualTo("codellama-34b-instruct");
        assertThat(status.windowTokens()).isEqualTo(4096);
        assertThat(status.maxWindowTokens()).isEqualTo(16_384);
        assertThat(status.note()).contains("4,096", "16,384", "`lms load codellama-34b-instruct -c 16384`");
    }

    @Test
    void aModelWithItsFullWindowHasNoNote() {
        assertThat(status().note()).isNull();
    }

    @Test
    void usesTheConfiguredWindowIfOnlyTheCommonListExists() {
        studio.lists(Listing.COMMON);
        ModelStatus status = status();
        assertThat(status.available()).isTrue();
        assertThat(status.model()).isEqualTo("codellama-34b-instruct");
        assertThat(status.windowTokens()).isEqualTo(4096);
    }

    @Test
    void aServerWithoutAListIsAvailable() {
        studio.lists();
        ModelStatus status = status();
        assertThat(status.available()).isTrue();
        assertThat(status.model()).isEqualTo("CodeLlama-34B-Instruct");
        assertThat(status.note()).contains("/v1", "LOCAL_LLM_WINDOW");
    }

    @Test
    void withoutAModelTheNoteExplainsHowToLoadOne() {
        studio.models(ScriptedModelList.none());
        ModelStatus status = status();
        assertThat(status.available()).isFalse();
        assertThat(status.note()).contains("lms load codellama-34b-instruct");
    }

    @Test
    void aModelLoadedOnDemandIsAvailableWithAWarning() {
        studio.models(ScriptedModelList.none().and(new Entry("codellama-34b-instruct", "llm", 0, 16_384, true)));
        ModelStatus status = status();
        assertThat(status.available()).isTrue();
        assertThat(status.note()).contains("not loaded yet", "lms load");
    }

    @Test
    void anUnloadedModelIsUnavailableWithoutLoadingOnDemand() {
        studio.models(ScriptedModelList.none().and(new Entry("codellama-34b-instruct", "llm", 0, 16_384, false)));
        assertThat(status().available()).isFalse();
    }

    @Test
    void theOnlyLoadedModelReplacesAnUnknownOne() {
        studio.models(ScriptedModelList.loaded("qwen2.5-7b-instruct", 8192, 8192));
        ModelStatus status = status();
        assertThat(status.model()).isEqualTo("qwen2.5-7b-instruct");
        assertThat(status.note()).contains("in place of CodeLlama-34B-Instruct");
    }

    @Test
    void theNoteListsTheLoadedModelsIfNoneMatches() {
        studio.models(ScriptedModelList.loaded("qwen", 8192, 8192).and(new Entry("gemma", "llm", 4096, 8192, true)));
        ModelStatus status = status();
        assertThat(status.available()).isFalse();
        assertThat(status.note()).contains("qwen, gemma");
    }

    @ParameterizedTest
    @CsvSource({
        "codellama-34b-instruct",
        "TheBloke/CodeLlama-34B-Instruct-GGUF",
        "codellama-34b-instruct@q4_k_m",
        "thebloke/codellama-34b-instruct:2",
        "CodeLlama-34b-Instruct-hf",
        "codellama-34b-instruct.Q4_K_M.gguf",
        "codellama-34b-instruct-v2"
    })
    void findsAModelDespitePublisherAndSuffixes(String id) {
        studio.models(ScriptedModelList.loaded(id, 8192, 8192)
                .and(new Entry("codellama-7b-instruct", "llm", 1024, 1024, true)));
        assertThat(status().model()).isEqualTo(id);
    }

    @Test
    void cachesTheStatusForFiveSecondsOrUntilAFailure() {
        studio.lists(Listing.V1);
        try (LMStudioClient client = new LMStudioClient(
                endpoint(studio.url()),
                null,
                new ModelCalibrationStore(null, InstantSource.system()),
                HttpExchange.ProgressIntervals.DEFAULT,
                nanos::get)) {
            client.status();
            client.status();
            assertThat(studio.paths()).hasSize(1);
            nanos.addAndGet(TimeUnit.SECONDS.toNanos(6));
            client.status();
            assertThat(studio.paths()).hasSize(2);
            studio.error(400, "{\"error\":\"No models loaded.\"}").models(ScriptedModelList.none());
            assertThat(catchThrowableOfType(LlmException.class, () -> client.chat(asking("?"), piece -> {})))
                    .isNotNull();
            assertThat(client.status().available()).isFalse();
        }
    }

    @Test
    void learnsTheWindowFromAnOverflow() {
        studio.lists(Listing.COMMON)
                .error(400, "{\"error\":\"Cannot truncate prompt with n_keep (15028) >= n_ctx (7424)\"}");
        try (LMStudioClient client = new LMStudioClient(
                endpoint(studio.url()),
                null,
                new ModelCalibrationStore(null, InstantSource.system()),
                HttpExchange.ProgressIntervals.DEFAULT,
                nanos::get)) {
            assertThat(catchThrowableOfType(LlmException.class, () -> client.chat(asking("?"), piece -> {})))
                    .hasMessageContaining("15,028");
            assertThat(client.status().windowTokens()).isEqualTo(7424);
        }
    }

    @Test
    void detectsAnUnreachableServerWithinTwoSeconds() {
        int port = studio.port();
        studio.close();
        long start = System.nanoTime();
        try (LMStudioClient client = new LMStudioClient(endpoint("http://localhost:" + port + "/v1"), null)) {
            ModelStatus status = client.status();
            assertThat(status.available()).isFalse();
            assertThat(status.note())
                    .isEqualTo("Cannot reach LM Studio at http://localhost:" + port
                            + "/v1 (connection refused). Start it with `lms server start`, or set LOCAL_LLM_URL.");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(1900));
    }

    private ModelStatus status() {
        try (LMStudioClient client = new LMStudioClient(
                endpoint(studio.url()),
                null,
                new ModelCalibrationStore(null, InstantSource.system()),
                HttpExchange.ProgressIntervals.DEFAULT,
                nanos::get)) {
            return client.status();
        }
    }
}

package io.github.bigdatamigrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.bigdatamigrator.error.LlmException;
import io.github.bigdatamigrator.llm.ChatMessage;
import io.github.bigdatamigrator.llm.ChatRequest;
import io.github.bigdatamigrator.llm.PrivacyLevel;
import io.github.bigdatamigrator.llm.ScriptedLMStudio;
import io.github.bigdatamigrator.llm.wire.AllowedModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Where the models' traffic goes, by the machine's own record of sockets and by a trap where the online model would be.
 */
class NoOtherAddressTest {
    private static final String KEY = "sk-planted-5f2c81";

    @AutoClose
    private final ScriptedLMStudio local = ScriptedLMStudio.start();

    @AutoClose
    private final ScriptedLMStudio online = ScriptedLMStudio.start();

    @TempDir
    Path folder;

    @Test
    void withTheFallbackOffNoSocketIsOpenedButToTheLocalModel() throws IOException {
        Path record = folder.resolve("sockets.jfr");
        try (Recording recording = new Recording();
                AllowedModels models =
                        SparkConversationSystem.models(settings(Map.of("ENABLE_ONLINE_FALLBACK", "false")))) {
            recording.enable("jdk.SocketWrite").withoutThreshold();
            recording.start();
            models.model().status();
            models.model().chat(request(PrivacyLevel.ROWS), piece -> {});
            models.model().onlineFirst().chat(request(PrivacyLevel.NAMES), piece -> {});
            assertThat(models.onlineStatus()).isEmpty();
            local.error(400, "{\"error\":\"Compute error.\"}");
            assertThat(catchThrowableOfType(
                            LlmException.class, () -> models.model().chat(request(PrivacyLevel.NAMES), piece -> {})))
                    .isNotNull();
            recording.stop();
            recording.dump(record);
        }
        TreeSet<Integer> ports = new TreeSet<>();
        TreeSet<String> addresses = new TreeSet<>();
        for (RecordedEvent event : RecordingFile.readAllEvents(record)) {
            // The scripted server lives in this process and writes too; what is asked for is who writes to whom.
            if (!event.getThread().getJavaName().startsWith("scripted")) {
                ports.add(event.getInt("port"));
                addresses.add(event.getString("address"));
            }
        }
        assertThat(ports).containsExactly(local.port());
        assertThat(addresses).containsExactly("127.0.0.1");
        assertThat(online.paths()).isEmpty();
    }

    @Test
    void aModelOnAnotherMachineIsNotCalledUnlessItIsTrustedOrConsentedTo() {
        Map<String, String> elsewhere = Map.of("LOCAL_LLM_URL", "http://[::ffff:127.0.0.1]:" + local.port() + "/v1");
        try (AllowedModels models = SparkConversationSystem.models(settings(elsewhere))) {
            assertThat(models.model().status().note()).contains("LOCAL_LLM_TRUSTED");
            assertThat(catchThrowableOfType(
                            LlmException.class, () -> models.model().chat(request(PrivacyLevel.NAMES), piece -> {})))
                    .isNotNull();
        }
        assertThat(local.paths()).isEmpty();
    }

    @Test
    void aModelOnAnotherMachineThatIsTreatedLikeAnOnlineOneMustBeHttps() {
        Map<String, String> elsewhere = Map.of(
                "LOCAL_LLM_URL", "http://[::ffff:127.0.0.1]:" + local.port() + "/v1", "ENABLE_ONLINE_FALLBACK", "true");
        try (AllowedModels models = SparkConversationSystem.models(settings(elsewhere))) {
            assertThat(models.localStatus().note()).contains("LOCAL_LLM_TRUSTED", "https");
            models.model().chat(request(PrivacyLevel.NAMES), piece -> {});
        }
        assertThat(local.paths()).isEmpty();
        assertThat(online.requests()).hasSize(1);
    }

    @Test
    void aTrustedModelOnAnotherMachineIsTheLocalOne() throws IOException {
        Map<String, String> trusted = Map.of(
                "LOCAL_LLM_URL", "http://[::ffff:127.0.0.1]:" + local.port() + "/v1", "LOCAL_LLM_TRUSTED", "true");
        try (AllowedModels models = SparkConversationSystem.models(settings(trusted))) {
            assertThat(models.localStatus().available()).isTrue();
            models.model().chat(request(PrivacyLevel.ROWS), piece -> {});
        }
        assertThat(local.requests()).hasSize(2);
        assertThat(online.paths()).isEmpty();
        assertThat(Files.readString(folder.resolve("outbound.log"))).contains("How many?");
    }

    @Test
    void protectedDataStaysLocalAndTheKeyIsNeverShown() throws IOException {
        local.error(400, "{\"error\":\"Compute error.\"}").error(400, "{\"error\":\"Compute error.\"}");
        try (AllowedModels models =
                SparkConversationSystem.models(settings(Map.of("ENABLE_ONLINE_FALLBACK", "true")))) {
            LlmException failure = catchThrowableOfType(
                    LlmException.class, () -> models.model().chat(request(PrivacyLevel.EXAMPLES), piece -> {}));
            assertThat(failure).hasMessageContaining("Compute error").hasMessageNotContaining(KEY);
            assertThat(online.requests()).isEmpty();
            assertThat(models.model()
                            .chat(request(PrivacyLevel.AGGREGATES), piece -> {})
                            .online())
                    .isTrue();
            assertThat(models.model().toString()).doesNotContain(KEY);
        }
        assertThat(online.requests()).hasSize(1);
        assertThat(online.heads()).anyMatch(head -> head.contains(KEY));
        assertThat(local.heads()).noneMatch(head -> head.contains(KEY));
        assertThat(Files.readString(folder.resolve("outbound.log")))
                .contains("How many?")
                .doesNotContain(KEY);
    }

    private static ChatRequest request(PrivacyLevel level) {
        return new ChatRequest(List.of(ChatMessage.user("How many?")), 50, 0, level);
    }

    private Settings settings(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "LOCAL_LLM_URL", local.url(),
                "OPENAI_BASE_URL", online.url(),
                "OPENAI_API_KEY", KEY,
                "CONVERSATION_DIR", folder.toString()));
        environment.putAll(more);
        return Settings.of(Map.of(), environment, null);
    }
}

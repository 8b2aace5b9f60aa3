package io.github.bigdatamigrator.llm.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.bigdatamigrator.llm.ChatMessage;
import io.github.bigdatamigrator.llm.ChatRequest;
import io.github.bigdatamigrator.llm.PrivacyLevel;
import io.github.bigdatamigrator.llm.RandomPrompts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenEstimatorTest {
    /** What CodeLlama's template adds to one user message, as measured on the real vocabulary. */
    private static final int TEMPLATE = 8;

    private static final int CALIBRATING = 20;

    @TempDir
    Path folder;

    private final ModelCalibrationStore memory = new ModelCalibrationStore(null, InstantSource.system());

    /** Checks a part of the ten thousand prompts; the long tests check all. */
    @Test
    void theEstimateStaysWithinTheReserve() throws IOException {
        check(300);
    }

    @Test
    @Tag("long")
    void theEstimateStaysWithinTheReserveForTenThousandPrompts() throws IOException {
        check(RandomPrompts.COUNT);
    }

    /** Measures the estimate with its reserve, after 20 replies and without further learning. */
    private void check(int prompts) throws IOException {
        int[] counts = trueCounts();
        TokenEstimator estimator = new TokenEstimator(memory, "codellama-34b-instruct");
        List<Double> wastes = new ArrayList<>();
        for (int number = 0; number < prompts; number++) {
            List<ChatMessage> messages = List.of(ChatMessage.user(RandomPrompts.prompt(number)));
            ChatRequest request = new ChatRequest(messages, 700, 0, PrivacyLevel.NAMES);
            int truth = counts[number] + TEMPLATE;
            int estimate = estimator
                    .ledger(request, messages, estimator.uncalibrated(request, messages), 16_384)
                    .estimate();
            assertThat(estimate).as("prompt %d has %d tokens", number, truth).isGreaterThanOrEqualTo(truth);
            if (number < CALIBRATING) {
                assertThat(estimator.learn(estimator.uncalibrated(request, messages), truth))
                        .isNull();
            } else {
                wastes.add((double) estimate / truth - 1);
            }
        }
        Collections.sort(wastes);
        double median = wastes.get(wastes.size() / 2);
        assertThat(median).isLessThan(0.15);
    }

    private static int[] trueCounts() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(TokenEstimatorTest.class.getResourceAsStream("llama-counts.bin"))) {
            byte[] bytes = in.readAllBytes();
            int[] counts = new int[bytes.length / 2];
            for (int i = 0; i < counts.length; i++) {
                counts[i] = ((bytes[2 * i] & 0xff) << 8) | (bytes[2 * i + 1] & 0xff);
            }
            return counts;
        }
    }

    @ParameterizedTest
    @CsvSource({"0.7", "1", "1.3"})
    void learnsHowAModelCounts(double share) {
        TokenEstimator estimator = new TokenEstimator(memory, "some-model");
        List<ChatMessage> messages = List.of(ChatMessage.user("CREATE TABLE sales (id BIGINT); ".repeat(100)));
        ChatRequest request = new ChatRequest(messages, 700, 0, PrivacyLevel.NAMES);
        double plain = TokenCounter.forModel("some-model").count(messages);
        for (int reply = 0; reply < CALIBRATING; reply++) {
            estimator.learn(estimator.uncalibrated(request, messages), Math.round(plain * share));
        }
        double estimate = estimator
                .ledger(request, messages, estimator.uncalibrated(request, messages), 16_384)
                .estimate();
        assertThat(estimate / (plain * share)).isBetween(1.0, 1.3);
    }

    @ParameterizedTest
    @CsvSource({"codellama-34b-instruct,0.7,1", "codellama-34b-instruct,0.9,0.9", "some-model,0.7,0.7"})
    void doesNotBelieveThatAModelWithLlamasVocabularyNeedsFarFewerTokens(String model, double share, double learned) {
        List<ChatMessage> messages = List.of(ChatMessage.user("CREATE TABLE sales (id BIGINT); ".repeat(100)));
        ChatRequest request = new ChatRequest(messages, 700, 0, PrivacyLevel.NAMES);
        double plain = TokenCounter.forModel(model).count(messages);
        TokenCalibration low = TokenCalibration.prior(false);
        for (int reply = 0; reply < CALIBRATING; reply++) {
            low = low.updated(plain * share, plain);
        }
        memory.save(model, low);
        TokenEstimator estimator = new TokenEstimator(memory, model);
        for (int reply = 0; reply < CALIBRATING; reply++) {
            estimator.learn(estimator.uncalibrated(request, messages), Math.round(plain * share));
        }

        double estimate = estimator
                .ledger(request, messages, estimator.uncalibrated(request, messages), 16_384)
                .estimate();
        assertThat(estimate / (plain * learned)).isBetween(1.0, 1.3);
    }

    @Test
    void reportsAnImplausiblyLowCountAndLearnsNothing() {
        TokenEstimator estimator = new TokenEstimator(memory, "codellama");
        List<ChatMessage> messages = List.of(ChatMessage.user("CREATE TABLE sales (id BIGINT); ".repeat(100)));
        ChatRequest request = new ChatRequest(messages, 700, 0, PrivacyLevel.NAMES);
        int before = estimator
                .ledger(request, messages, estimator.uncalibrated(request, messages), 16_384)
                .estimate();
        assertThat(estimator.learn(estimator.uncalibrated(request, messages), 512))
                .isEqualTo(TokenCounter.forModel("codellama").count(messages));
        assertThat(estimator
                        .ledger(request, messages, estimator.uncalibrated(request, messages), 16_384)
                        .estimate())
                .isEqualTo(before);
    }

    @Test
    void keepsCalibrationsAcrossRestarts() {
        Path file = folder.resolve("models.json");
        ModelCalibrationStore first = new ModelCalibrationStore(file, InstantSource.system());
        first.save(
                "Code/Llama~34b", TokenCalibration.prior(false).updated(80, 100).updated(82, 100));
        ModelCalibrationStore next = new ModelCalibrationStore(file, InstantSource.system());
        assertThat(next.calibration("code/llama~34b", false)).isEqualTo(first.calibration("Code/Llama~34b", false));
        assertThat(next.calibration("code/llama~34b", false).meanFactor()).isCloseTo(0.9, within(0.02));
        assertThat(next.calibration("another", false)).isEqualTo(TokenCalibration.prior(false));
    }

    @Test
    void doesNotWriteSmallChangesWithEachReply() throws IOException {
        Path file = folder.resolve("models.json");
        Instant[] now = {Instant.parse("2026-11-24T00:00:00Z")};
        ModelCalibrationStore memory = new ModelCalibrationStore(file, () -> now[0]);
        TokenCalibration known = TokenCalibration.prior(false);
        for (int reply = 0; reply < 12; reply++) {
            known = known.updated(80, 100);
            memory.save("m", known);
        }
        assertThat(new ModelCalibrationStore(file, () -> now[0])
                        .calibration("m", false)
                        .replies())
                .isEqualTo(10);

        now[0] = now[0].plusSeconds(5);
        memory.save("m", known);
        assertThat(new ModelCalibrationStore(file, () -> now[0]).calibration("m", false))
                .isEqualTo(known);
    }

    @Test
    void aReportedWindowExpiresAfterAnHourOrAMinute() {
        Path file = folder.resolve("models.json");
        Instant now = Instant.parse("2026-11-24T00:00:00Z");
        new ModelCalibrationStore(file, () -> now).saveWindow("m", 2048, 0);
        new ModelCalibrationStore(file, () -> now).saveWindow("n", 2048, 4096);
        assertThat(windowAfter(file, now, 59, "m", 0)).isEqualTo(2048);
        assertThat(windowAfter(file, now, 61, "m", 0)).isZero();
        assertThat(windowAfter(file, now, 0, "n", 4096)).isEqualTo(2048);
        assertThat(windowAfter(file, now, 1, "n", 4096)).isZero();
        assertThat(windowAfter(file, now, 0, "n", 8192)).isZero();
    }

    private static int windowAfter(Path file, Instant now, long minutes, String model, int listed) {
        return new ModelCalibrationStore(file, () -> now.plus(Duration.ofMinutes(minutes))).window(model, listed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{",
                "{\"version\":2}",
                "{\"version\":1,\"models\":{\"m\":{\"weight\":-1,\"variance\":-5,\"window\":-3}}}",
                "[]"
            })
    void ignoresADamagedFile(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("models.json"), text);
        ModelCalibrationStore memory = new ModelCalibrationStore(file, InstantSource.system());
        assertThat(memory.calibration("m", false)).isEqualTo(TokenCalibration.prior(false));
        memory.save("m", TokenCalibration.prior(false).updated(1, 1));
        assertThat(new ModelCalibrationStore(file, InstantSource.system())
                        .calibration("m", false)
                        .replies())
                .isEqualTo(1);
    }
}

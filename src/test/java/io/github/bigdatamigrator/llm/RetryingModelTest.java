package io.github.bigdatamigrator.llm;

import static io.github.bigdatamigrator.llm.Requests.asking;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.LlmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RetryingModelTest {
    private final List<Duration> waits = new ArrayList<>();
    private final ScriptedModel model = new ScriptedModel();
    /** Always draws the middle of the jitter. */
    private final RandomGenerator half = () -> 1L << 63;

    private final RetryingModel retrying = new RetryingModel(model, waits::add, half);

    @Test
    void retriesTwiceWithGrowingDelays() {
        model.fail(passing(null)).fail(passing(null)).reply("At last.");
        assertThat(retrying.chat(asking("?"), piece -> {}).text()).isEqualTo("At last.");
        assertThat(waits).containsExactly(Duration.ofMillis(438), Duration.ofMillis(875));
    }

    @Test
    void throwsTheThirdFailure() {
        model.fail(passing(null)).fail(passing(null)).fail(passing(null));
        assertThatThrownBy(() -> retrying.chat(asking("?"), piece -> {})).hasMessage("busy");
        assertThat(model.requests()).hasSize(3);
    }

    @Test
    void usesTheDelayOfTheServer() {
        model.fail(passing(Duration.ofSeconds(20))).reply("Yes.");
        retrying.chat(asking("?"), piece -> {});
        assertThat(waits).containsExactly(Duration.ofSeconds(20));
    }

    @Test
    void doesNotWaitMoreThanTwoMinutes() {
        model.fail(passing(Duration.ofSeconds(121)));
        assertThatThrownBy(() -> retrying.chat(asking("?"), piece -> {})).hasMessage("busy");
        assertThat(waits).isEmpty();
    }

    @Test
    void doesNotRetryAPermanentFailure() {
        model.fail(new LlmException(ErrorCode.LLM_RATE_LIMITED, "no quota", false, Duration.ofSeconds(1), null));
        assertThatThrownBy(() -> retrying.chat(asking("?"), piece -> {})).hasMessage("no quota");
        assertThat(model.requests()).hasSize(1);
    }

    @Test
    void doesNotRetryAReplyThatHasStarted() {
        LanguageModel breaking = new Breaking();
        List<String> heard = new ArrayList<>();
        assertThatThrownBy(() -> new RetryingModel(breaking, waits::add, half).chat(asking("?"), heard::add))
                .hasMessage("busy");
        assertThat(heard).containsExactly("Hi");
        assertThat(waits).isEmpty();
    }

    @Test
    void anInterruptDuringTheDelayCancels() {
        model.fail(passing(null));
        RetryingModel interrupted = new RetryingModel(
                model,
                time -> {
                    throw new InterruptedException();
                },
                half);
        try {
            assertThatThrownBy(() -> interrupted.chat(asking("?"), piece -> {}))
                    .isInstanceOfSatisfying(
                            LlmException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private static LlmException passing(@Nullable Duration after) {
        return new LlmException(ErrorCode.LLM_FAILED, "busy", true, after, null);
    }

    /** Fails after the first piece. */
    private static final class Breaking implements LanguageModel {
        @Override
        public ChatReply chat(ChatRequest request, ReplyListener listener) {
            listener.accept("Hi");
            throw passing(null);
        }

        @Override
        public ModelStatus status() {
            return new ModelStatus(true, "breaking", 4096, 4096, null);
        }
    }
}

package io.github.bigdatamigrator.llm;

import static io.github.bigdatamigrator.llm.Requests.asking;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.LlmException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OnlineLLMFallbackTest {
    private final ScriptedModel local = new ScriptedModel().window(4096);
    private final ScriptedModel online = new ScriptedModel().window(128_000).named("gpt-4o");
    private final OnlineLLMFallback fallback = new OnlineLLMFallback(local, online, PrivacyLevel.AGGREGATES);

    @Test
    void asksTheLocalModelFirst() {
        assertThat(fallback.chat(asking("?"), piece -> {}).model()).isEqualTo("scripted");
        assertThat(online.requests()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = ErrorCode.class,
            names = {"LLM_UNREACHABLE", "LLM_NO_MODEL", "LLM_TIMEOUT", "LLM_FAILED", "LLM_CONTEXT_OVERFLOW"})
    void asksTheOnlineModelIfTheLocalOneFails(ErrorCode code) {
        local.fail(failure(code));
        assertThat(fallback.chat(asking("?"), piece -> {}).model()).isEqualTo("gpt-4o");
    }

    @ParameterizedTest
    @EnumSource(
            value = ErrorCode.class,
            names = {"LLM_UNAUTHORIZED", "LLM_RATE_LIMITED", "CANCELLED", "BAD_INPUT"})
    void keepsOtherFailures(ErrorCode code) {
        local.fail(failure(code));
        assertThat(refused(asking("?")).code()).isEqualTo(code);
        assertThat(online.requests()).isEmpty();
    }

    @Test
    void doesNotSendAnOverflowToASmallerWindow() {
        local.fail(failure(ErrorCode.LLM_CONTEXT_OVERFLOW));
        online.window(2048);
        assertThat(refused(asking("?")).code()).isEqualTo(ErrorCode.LLM_CONTEXT_OVERFLOW);
        assertThat(online.requests()).isEmpty();
    }

    @Test
    void doesNotSendARequestAboveThePrivacyLimit() {
        local.away();
        LlmException failure = refused(asking("Ann?", PrivacyLevel.EXAMPLES));
        assertThat(failure.code()).isEqualTo(ErrorCode.LLM_UNREACHABLE);
        assertThat(online.requests()).isEmpty();
    }

    @Test
    void keepsTheLocalFailureWithoutAnOnlineModel() {
        local.away();
        OnlineLLMFallback alone = new OnlineLLMFallback(local, null, PrivacyLevel.ROWS);
        assertThat(catchThrowableOfType(LlmException.class, () -> alone.chat(asking("?"), piece -> {}))
                        .code())
                .isEqualTo(ErrorCode.LLM_UNREACHABLE);
        assertThat(alone.mayAskOnline(PrivacyLevel.NAMES)).isFalse();
        assertThat(catchThrowableOfType(LlmException.class, () -> alone.askOnline(asking("?"), piece -> {})))
                .hasMessageContaining("ENABLE_ONLINE_FALLBACK");
        assertThat(alone.status().available()).isFalse();
    }

    @Test
    void askOnlineObservesThePrivacyLimit() {
        assertThat(fallback.askOnline(asking("?", PrivacyLevel.AGGREGATES), piece -> {})
                        .model())
                .isEqualTo("gpt-4o");
        assertThat(catchThrowableOfType(
                                LlmException.class,
                                () -> fallback.askOnline(asking("?", PrivacyLevel.ROWS), piece -> {}))
                        .code())
                .isEqualTo(ErrorCode.BAD_INPUT);
        assertThat(online.requests()).hasSize(1);
        assertThat(local.requests()).isEmpty();
    }

    @Test
    void onlineFirstAsksTheOnlineModelFirst() {
        LanguageModel hard = fallback.onlineFirst();
        assertThat(hard.chat(asking("?", PrivacyLevel.AGGREGATES), piece -> {}).model())
                .isEqualTo("gpt-4o");
        assertThat(hard.chat(asking("Ann?", PrivacyLevel.EXAMPLES), piece -> {}).model())
                .isEqualTo("scripted");
        assertThat(online.requests()).hasSize(1);
    }

    @Test
    void onlineFirstFallsBackToTheLocalModel() {
        online.fail(failure(ErrorCode.LLM_RATE_LIMITED));
        ChatReply reply = fallback.onlineFirst().chat(asking("?"), piece -> {});
        assertThat(reply.model()).isEqualTo("scripted");
        assertThat(reply.notes()).containsExactly("failed as LLM_RATE_LIMITED");
        OnlineLLMFallback alone = new OnlineLLMFallback(local, null, PrivacyLevel.ROWS);
        assertThat(alone.onlineFirst().chat(asking("?"), piece -> {}).model()).isEqualTo("scripted");
    }

    @Test
    void offersTheOnlineModelAsFallbackWithinThePrivacyLimit() {
        assertThat(fallback.fallback(PrivacyLevel.AGGREGATES)).containsSame(online);
        assertThat(fallback.fallback(PrivacyLevel.EXAMPLES)).isEmpty();
        assertThat(new OnlineLLMFallback(local, null, PrivacyLevel.ROWS).fallback(PrivacyLevel.NAMES))
                .isEmpty();
    }

    @Test
    void asksOnlineAfterABrokenReplyThatWasNotShown() {
        LanguageModel breaking = new LanguageModel() {
            @Override
            public ChatReply chat(ChatRequest request, ReplyListener listener) {
                listener.accept("Half a");
                throw failure(ErrorCode.LLM_FAILED);
            }

            @Override
            public ModelStatus status() {
                return local.status();
            }
        };
        OnlineLLMFallback both = new OnlineLLMFallback(breaking, online, PrivacyLevel.AGGREGATES);
        assertThat(both.chat(asking("?"), ReplyListener.NONE).model()).isEqualTo("gpt-4o");
        assertThat(catchThrowableOfType(LlmException.class, () -> both.chat(asking("?"), piece -> {})))
                .isNotNull();
    }

    @Test
    void reportsBothFailuresUnderTheLocalCode() {
        local.away();
        online.fail(failure(ErrorCode.LLM_RATE_LIMITED));
        LlmException failure = refused(asking("?"));
        assertThat(failure.code()).isEqualTo(ErrorCode.LLM_UNREACHABLE);
        assertThat(failure).hasMessageContaining("lms server start").hasMessageContaining("failed as LLM_RATE_LIMITED");
    }

    @Test
    void theStatusReportsThatTheOnlineModelAnswersInstead() {
        local.away();
        ModelStatus status = fallback.status();
        assertThat(status.available()).isTrue();
        assertThat(status.model()).isEqualTo("gpt-4o");
        assertThat(status.note()).contains("AGGREGATES").contains("lms server start");
    }

    private LlmException refused(ChatRequest request) {
        return Objects.requireNonNull(
                catchThrowableOfType(LlmException.class, () -> fallback.chat(request, piece -> {})));
    }

    private static LlmException failure(ErrorCode code) {
        return new LlmException(code, "failed as " + code, false);
    }
}

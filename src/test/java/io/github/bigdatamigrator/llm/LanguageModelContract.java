package io.github.bigdatamigrator.llm;

import static io.github.bigdatamigrator.llm.Requests.asking;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tests the contract of LanguageModel for every implementation. */
abstract class LanguageModelContract {
    /** A model that will answer with the text. */
    abstract LanguageModel answering(String text);

    /** An unreachable model. */
    abstract LanguageModel away();

    @Test
    void streamsThePiecesOnTheCallingThread() {
        List<String> pieces = new ArrayList<>();
        Set<Thread> threads = new HashSet<>();
        ChatReply reply = answering("Seven stores sold größere 鞋.").chat(asking("How many?"), piece -> {
            pieces.add(piece);
            threads.add(Thread.currentThread());
        });
        assertThat(reply.text()).isEqualTo("Seven stores sold größere 鞋.");
        assertThat(String.join("", pieces)).isEqualTo(reply.text());
        assertThat(pieces).hasSizeGreaterThan(1);
        assertThat(threads).containsExactly(Thread.currentThread());
        assertThat(reply.finish()).isEqualTo(ChatReply.Finish.STOP);
        assertThat(reply.online()).isFalse();
        assertThat(reply.model()).isNotBlank();
        assertThat(reply.usage().promptTokens()).isPositive();
        assertThat(reply.usage().completionTokens()).isPositive();
    }

    @Test
    void anAvailableModelReportsNameAndWindow() {
        ModelStatus status = answering("x").status();
        assertThat(status.available()).isTrue();
        assertThat(status.model()).isNotBlank();
        assertThat(status.windowTokens()).isPositive();
    }

    @Test
    void statusOfAnUnreachableModelDoesNotThrow() {
        ModelStatus status = away().status();
        assertThat(status.available()).isFalse();
        assertThat(status.note()).contains("lms server start");
    }

    @Test
    void chatWithAnUnreachableModelFailsWithTheRemedy() {
        assertThatExceptionOfType(MigratorException.class)
                .isThrownBy(() -> away().chat(asking("Anyone?"), piece -> {}))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.LLM_UNREACHABLE))
                .withMessageContaining("lms server start");
    }

    @Test
    void chatOnAnInterruptedThreadIsCancelledAndKeepsTheFlag() {
        LanguageModel model = answering("never heard");
        Thread.currentThread().interrupt();
        try {
            assertThatExceptionOfType(MigratorException.class)
                    .isThrownBy(() -> model.chat(asking("?"), piece -> {}))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void exceptionsOfTheListenerReachTheCaller() {
        LanguageModel model = answering("one two three");
        assertThatThrownBy(() -> model.chat(asking("Count."), piece -> {
                    throw new IllegalStateException("enough");
                }))
                .hasMessage("enough");
    }
}

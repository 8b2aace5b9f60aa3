package io.github.bigdatamigrator.llm.wire;

import static io.github.bigdatamigrator.error.ErrorCode.LLM_CONTEXT_OVERFLOW;
import static io.github.bigdatamigrator.llm.ScriptedConnection.errorEvent;
import static io.github.bigdatamigrator.llm.ScriptedConnection.usage;
import static io.github.bigdatamigrator.llm.wire.FailureShapesTest.tried;
import static io.github.bigdatamigrator.llm.wire.ScriptedActs.body;
import static io.github.bigdatamigrator.llm.wire.ScriptedActs.events;
import static io.github.bigdatamigrator.llm.wire.ScriptedActs.string;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.bigdatamigrator.llm.RetriedRequest;
import io.github.bigdatamigrator.llm.ScriptedLMStudio;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks every known wording of an overflow error. */
class ContextOverflowTest {
    static Stream<Arguments> overflows() {
        return Stream.of(
                overflow(
                        "A",
                        string(
                                400,
                                "Trying to keep the first 15857 tokens when context the overflows. However, the model"
                                        + " is loaded with context length of only 4096 tokens, which is not enough."),
                        "15,857 tokens, but the model's window is 4,096",
                        "`lms load codellama-34b-instruct -c 16384`"),
                overflow(
                        "B",
                        string(
                                400,
                                "The number of tokens to keep from the initial prompt is greater than the context"
                                        + " length. Try to load the model with a larger context length"),
                        "does not fit",
                        "lms load"),
                overflow(
                        "B with numbers",
                        errorEvent("… than the context length (n_keep: 13055>= n_ctx: 4096). Try"),
                        "13,055",
                        "4,096"),
                overflow(
                        "C",
                        string(400, "Cannot truncate prompt with n_keep (15028) >= n_ctx (7424)"),
                        "15,028",
                        "7,424"),
                overflow(
                        "D",
                        errorEvent("Input does not fit in context length. The input has 31430 tokens, but the context"
                                + " length only supports 30000 tokens."),
                        "31,430",
                        "30,000"),
                overflow(
                        "E",
                        body(
                                400,
                                "{\"error\":{\"code\":400,\"message\":\"request (1508 tokens) exceeds the available"
                                        + " context size (1024 tokens), try increasing"
                                        + " it\",\"type\":\"exceed_context_size_error\",\"n_ctx\":1024}}"),
                        "1,508",
                        "1,024"),
                overflow(
                        "E, older",
                        string(400, "the request exceeds the available context size. try increasing the context size"),
                        "does not fit",
                        "lms load"),
                overflow(
                        "B of a later build, with a blank",
                        string(400, "… than the context length (n_keep: 5228 >= n_ctx: 4096). Try to load"),
                        "5,228",
                        "4,096"),
                overflow(
                        "A in a stream",
                        errorEvent(
                                "Trying to keep the first 15857 tokens when context the overflows. However, the model"
                                        + " is loaded with context length of only 4096 tokens, which is not enough."),
                        "15,857 tokens",
                        "4,096"),
                overflow("G", errorEvent("Context length exceeded"), "does not fit", "lms load"),
                overflow("G in a body", string(400, "Context length exceeded"), "does not fit", "lms load"),
                overflow("H", events(usage(16_384, 0), "[DONE]"), "16,384", "Ask more narrowly."),
                overflow(
                        "J",
                        body(
                                400,
                                "{\"error\":{\"message\":\"This model's maximum context length is 128000 tokens."
                                        + " However, your messages resulted in 149767 tokens. Please"
                                        + " reduce\",\"code\":\"context_length_exceeded\"}}"),
                        "149,767",
                        "128,000"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("overflows")
    void reportsTheTokenCountsAndTheRemedyAndDoesNotRetry(
            String shape, ScriptedLMStudio.Act act, String first, String second) {
        RetriedRequest tried = tried(act);
        assertThat(tried.failed().code()).isEqualTo(LLM_CONTEXT_OVERFLOW);
        assertThat(tried.failed()).hasMessageContaining(first).hasMessageContaining(second);
        assertThat(tried.waits()).isEmpty();
        assertThat(tried.requests()).isEqualTo(1);
    }

    private static Arguments overflow(String name, ScriptedLMStudio.Act act, String first, String second) {
        return arguments(name, act, first, second);
    }
}

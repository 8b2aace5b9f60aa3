package io.github.bigdatamigrator.llm.wire;

import static io.github.bigdatamigrator.llm.ScriptedConnection.quoted;
import static io.github.bigdatamigrator.llm.wire.ScriptedActs.body;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.bigdatamigrator.llm.RetriedRequest;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RetryDelayTest {
    static Stream<Arguments> waits() {
        return Stream.of(
                arguments("retry-after-ms: 1500.5", "x", Duration.ofMillis(1501)),
                arguments("Retry-After: 20", "x", Duration.ofSeconds(20)),
                arguments("Retry-After: 0.25", "x", Duration.ofMillis(250)),
                arguments("X-Other: 1", "Please try again in 18.642s. Visit", Duration.ofMillis(18_642)),
                arguments("X-Other: 1", "Please try again in 20ms.", Duration.ofMillis(20)),
                arguments(
                        "Date: Wed, 21 Oct 2026 07:28:00 GMT\r\nRetry-After: Wed, 21 Oct 2026 07:28:09 GMT",
                        "x",
                        Duration.ofSeconds(9)),
                arguments("Retry-After: soon", "x", null));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("waits")
    void readsTheRetryDelayOfTheServer(String header, String message, @Nullable Duration wait) {
        RetriedRequest tried =
                FailureShapesTest.tried(body(429, "{\"error\":{\"message\":" + quoted(message) + "}}", header));
        assertThat(tried.failed().retryAfter()).isEqualTo(wait);
        assertThat(tried.waits()).isEqualTo(wait == null ? FailureShapesTest.Retry.TWICE : List.of(wait, wait));
    }
}

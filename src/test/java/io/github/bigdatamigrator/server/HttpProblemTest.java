package io.github.bigdatamigrator.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.error.ErrorCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HttpProblemTest {
    @ParameterizedTest
    @CsvSource({
        "BAD_INPUT, 400",
        "PATH_FORBIDDEN, 403",
        "UNKNOWN_CONVERSATION, 404",
        "CONVERSATION_LOCKED, 409",
        "FILE_NOT_FOUND, 422",
        "INTERNAL, 500",
        "DISK_FULL, 507",
        "ENGINE_STOPPED, 503",
        "LLM_UNREACHABLE, 503",
        "LLM_TIMEOUT, 504"
    })
    void errorsHaveTheStatusThatTheirMeaningSuggests(ErrorCode code, int status) {
        assertThat(HttpProblem.status(code)).isEqualTo(status);
    }

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void everyErrorMapsToAnErrorStatus(ErrorCode code) {
        assertThat(HttpProblem.status(code)).isBetween(400, 599);
    }
}

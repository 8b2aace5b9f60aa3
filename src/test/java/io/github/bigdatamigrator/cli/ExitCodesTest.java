package io.github.bigdatamigrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.error.ErrorCode;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ExitCodesTest {
    @ParameterizedTest
    @CsvSource({
        "QUERY_REFUSED, 0",
        "BAD_INPUT, 2",
        "UNKNOWN_CONVERSATION, 2",
        "CONVERSATION_LOCKED, 2",
        "FILE_NOT_FOUND, 3",
        "FILE_UNREADABLE, 3",
        "LLM_UNREACHABLE, 4",
        "LLM_CONTEXT_OVERFLOW, 4",
        "INTERNAL, 70",
        "CANCELLED, 130"
    })
    void errorsHaveTheExitCodesOfTheContract(ErrorCode code, int exit) {
        assertThat(ExitCodes.of(code)).isEqualTo(exit);
    }

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void everyErrorMapsToAContractExitCode(ErrorCode code) {
        assertThat(Set.of(0, 2, 3, 4, 70, 130)).contains(ExitCodes.of(code));
    }

    @ParameterizedTest
    @CsvSource({"ANSWERED, 0", "UNANSWERABLE, 0", "UNCLEAR, 0", "REFUSED, 0", "FAILED, 4"})
    void onlyAFailedAnswerIsAFailure(Answer.Outcome outcome, int exit) {
        assertThat(ExitCodes.of(outcome)).isEqualTo(exit);
    }
}

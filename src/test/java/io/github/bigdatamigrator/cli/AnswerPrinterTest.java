package io.github.bigdatamigrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.llm.TokenUsage;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerPrinterTest {
    private static final String ATTACK = "Three\u001B[2J\rrows\u202E\nin all.";

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aModelCannotControlTheTerminal(boolean streamed) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CommandContext console = new CommandContext(
                InputStream.nullInputStream(), new PrintStream(out), new PrintStream(OutputStream.nullOutputStream()));

        AnswerPrinter.to(console, listener -> {
            if (streamed) {
                ATTACK.chars().forEach(piece -> listener.token(Character.toString(piece)));
            }
            return answer();
        });

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("Three·[2J", "rows·", "\nin all.\n")
                .doesNotContain("\u001B", "\r", "\u202E");
    }

    private static Answer answer() {
        return new Answer(
                ATTACK,
                Answer.Outcome.ANSWERED,
                Answer.AnsweredBy.MODEL,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                false,
                TokenUsage.NONE);
    }
}

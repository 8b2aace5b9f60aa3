package io.github.bigdatamigrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.QueryResult;
import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.conversation.AnswerListener;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.fixture.Profiles;
import io.github.bigdatamigrator.guidance.Guidance;
import io.github.bigdatamigrator.llm.TokenUsage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChatLoopTest {
    private static final DataContext CONTEXT = Profiles.context(
            List.of(Profiles.table("sales", 3, List.of(Profiles.column("amount", ColumnType.BIGINT, 3)))), List.of());

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<String> asked = new ArrayList<>();

    @Test
    void questionsAreAskedInOrderAndAnswersAreStreamedOnce() {
        chat("How many?\n\n  And now? \n");
        assertThat(asked).containsExactly("How many?", "And now?");
        assertThat(out.toString(StandardCharsets.UTF_8).split("There are 3\\.", -1))
                .hasSize(3);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("  SELECT 3\n");
    }

    @Test
    void quitEndsAndWhatFollowsIsNotAsked() {
        chat("/quit\nHow many?\n");
        assertThat(asked).isEmpty();
    }

    @Test
    void commandsShowTablesSqlAndGuidance() {
        chat("/sql\n/tables\nHow many?\n/sql\n/guide\n/help\n/nonsense\n");
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains(
                        "Nothing has been asked yet.",
                        "sales  3 rows",
                        "amount",
                        "\nSELECT 3\n",
                        "look closer",
                        "/quit");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("no command /nonsense");
    }

    @Test
    void aQuestionThatFailsDoesNotEndTheChat() {
        chat("fail\nHow many?\n");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("bdm: no model");
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("There are 3.");
    }

    @Test
    void completionKnowsCommandsTablesAndColumns() {
        assertThat(TerminalLines.words(CONTEXT)).contains("/help", "sales", "amount");
    }

    private void chat(String input) {
        InputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
        Shell shell = new Shell(in, new PrintStream(out, true), new PrintStream(err, true));
        new ChatLoop(shell, new PipedLines(in), CONTEXT, new Scripted()).run();
    }

    private final class Scripted implements ChatLoop.Partner {
        @Override
        public Answer answer(String question, AnswerListener listener) {
            if (question.equals("fail")) {
                throw new MigratorException(ErrorCode.LLM_UNREACHABLE, "no model");
            }
            asked.add(question);
            listener.token("There are ");
            listener.token("3.");
            return new Answer(
                    "There are 3.",
                    Answer.Outcome.ANSWERED,
                    Answer.AnsweredBy.PROFILE,
                    List.of(new QueryResult(
                            "SELECT 3", List.of("n"), List.of(ColumnType.BIGINT), List.of(List.of(3L)), false, 0)),
                    List.of(),
                    List.of(),
                    List.of(),
                    null,
                    false,
                    TokenUsage.NONE);
        }

        @Override
        public Guidance guidance() {
            return new Guidance(List.of(), List.of("look closer"), List.of());
        }
    }
}

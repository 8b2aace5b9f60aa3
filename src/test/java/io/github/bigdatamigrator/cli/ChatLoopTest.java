package io.github.bigdatamigrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.GuidedQuestion;
import io.github.bigdatamigrator.context.query.QueryResult;
import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.conversation.AnswerListener;
import io.github.bigdatamigrator.conversation.ConversationState;
import io.github.bigdatamigrator.conversation.ExportFormat;
import io.github.bigdatamigrator.conversation.StateChange;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.fixture.ConversationDouble;
import io.github.bigdatamigrator.fixture.Profiles;
import io.github.bigdatamigrator.guidance.Guidance;
import io.github.bigdatamigrator.knowledge.Review;
import io.github.bigdatamigrator.knowledge.ReviewedAnswer;
import io.github.bigdatamigrator.llm.RequestLedger;
import io.github.bigdatamigrator.llm.TokenUsage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jline.reader.Candidate;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatLoopTest {
    private static final DataContext CONTEXT = Profiles.context(
            List.of(
                    Profiles.table("sales", 3, List.of(Profiles.column("amount", ColumnType.BIGINT, 3))),
                    Profiles.table("stores", 3, List.of(Profiles.column("area", ColumnType.BIGINT, 3)))),
            List.of());

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<String> asked = new ArrayList<>();
    private ConversationState state = new ConversationState(1, List.of());
    private final AtomicInteger cancelled = new AtomicInteger();

    @Test
    void questionsAreAskedInOrderAndAnswersAreStreamedOnce() {
        chat("How many?\n\n  And now? \n");
        assertThat(asked).containsExactly("How many?", "And now?");
        assertThat(out.toString(StandardCharsets.UTF_8).split("There are 3\\.", -1))
                .hasSize(3);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("  SELECT 3\n");
    }

    @Test
    void quitIgnoresTheRemainingLines() {
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
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("unknown command /nonsense");
    }

    @Test
    void aQuestionThatFailsDoesNotEndTheChat() {
        chat("fail\nHow many?\n");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("bdm: no model");
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("There are 3.");
    }

    @Test
    void aTypedStatementRunsAndItsRowsAreSaved(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("rows.csv");
        Path workbook = folder.resolve("rows.xlsx");
        chat("/sql SELECT 'a,b' AS t\n/save " + file + "\n/save " + workbook + "\n/save " + folder.resolve("talk.md")
                + "\n/save x.doc\n");

        assertThat(out.toString(StandardCharsets.UTF_8)).contains("a,b", "Written: " + file);
        assertThat(file).hasContent("t\n\"a,b\"\n");
        assertThat(workbook).isNotEmptyFile();
        assertThat(folder.resolve("talk.md")).hasContent("MARKDOWN");
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("ends in .csv")
                .contains("‘x.doc’");
    }

    @Test
    void stateIsSetShownAndUndone() {
        chat("/state\n/state filter only 2023 := year(d) = 2023\n/state bogus x\n/state drop x\n/undo\n");

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("No filter, definition or decision is set.", "  1  filter      only 2023  [year(d) = 2023]")
                .endsWith("No filter, definition or decision is set.\n");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("‘bogus’ is not one of", "Which entry?");
    }

    @Test
    void theLastAnswerIsExplainedAndReviewed() {
        chat("/explain\nHow many?\n/explain\n/good\n/bad\n/bad twice as many\n/unmark\n");

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("Nothing has been asked yet.")
                .contains("Answered by: profile", "  3  from n, row 1")
                .contains("Approved; its SQL answers this question from now on.", "Marked as wrong", "Unmarked.")
                .contains("Request: rules 310, reply 700; 340 estimated, 322 counted, window 4,096; left out: stored"
                        + " values");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("Say what is wrong");
    }

    @Test
    void theSqlOfAModelCannotControlTheTerminal() {
        chat("attack\n/sql\n/explain\n");

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("\nSELECT '·[2J'\n", "  SELECT '·[2J'")
                .doesNotContain("\u001B");
    }

    @Test
    @DisabledIf(
            "io.github.bigdatamigrator.fixture.Processes#interruptsAreIgnored") // as in a job that a console started in
    // the background
    @Timeout(60)
    void ctrlCStopsTheAnswerAndTheChatContinues() {
        chat("wait\nHow many?\n");

        assertThat(err.toString(StandardCharsets.UTF_8)).contains("Stopped.");
        assertThat(cancelled).hasValue(1);
        assertThat(asked).containsExactly("How many?");
    }

    @Test
    void completionKnowsCommandsTablesAndColumns() {
        assertThat(TerminalLines.completions(CONTEXT)).contains("/help", "sales", "amount");
    }

    @ParameterizedTest
    @CsvSource({
        "sa, sales",
        "What's the SUM(am, SUM(amount",
        "What's sales.am, sales.amount",
        "SELECT Am, amount",
        "/he, /help",
    })
    void theNameAtTheEndOfAWordIsCompleted(String typed, String completed) {
        assertThat(candidates(typed)).contains(completed);
    }

    @Test
    void afterATableAndAPointOnlyItsColumnsAreOffered() {
        assertThat(candidates("SELECT sum(sales.")).containsExactly("sum(sales.amount");
        assertThat(candidates("SELECT x.")).as("an alias").contains("x.amount", "x.area");
    }

    @Test
    void aNumberAsksTheQuestionShownUnderIt() {
        chat("2\n/guide\n2\n3\n");

        assertThat(asked).containsExactly("2", "Which is the largest?", "3");
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("2. Which is the largest?", "> Which is the largest?");
    }

    @Test
    void commandsCompleteAtTheStartOfALine() {
        assertThat(candidates("")).contains("/help", "sales");
        assertThat(candidates("show ")).contains("sales").doesNotContain("/help");
    }

    private static List<String> candidates(String typed) {
        List<Candidate> found = new ArrayList<>();
        ParsedLine line = TerminalLines.PARSER.parse(typed, typed.length(), Parser.ParseContext.COMPLETE);
        TerminalLines.completer(CONTEXT).complete(null, line, found);
        return found.stream().map(Candidate::value).toList();
    }

    private void chat(String input) {
        InputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
        CommandContext console = new CommandContext(in, new PrintStream(out, true), new PrintStream(err, true));
        new ChatLoop(console, LineSource.piped(in), CONTEXT, new Scripted()).run();
    }

    private static GuidedQuestion question(String text) {
        return new GuidedQuestion(text, "SELECT 1", "because");
    }

    private final class Scripted extends ConversationDouble {
        @Override
        public Answer ask(String question, AnswerListener listener, long version) {
            if (question.equals("fail")) {
                throw new MigratorException(ErrorCode.LLM_UNREACHABLE, "no model");
            }
            if (question.equals("wait")) {
                CountDownLatch never = new CountDownLatch(1);
                String self = String.valueOf(ProcessHandle.current().pid());
                try {
                    new ProcessBuilder("kill", "-INT", self).start();
                    never.await();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new MigratorException(ErrorCode.CANCELLED, "Stopped.", e);
                }
            }
            asked.add(question);
            listener.token("There are ");
            listener.token("3.");
            return new Answer(
                    "There are 3.",
                    Answer.Outcome.ANSWERED,
                    Answer.AnsweredBy.PROFILE,
                    List.of(new QueryResult(
                            question.equals("attack") ? "SELECT '\u001B[2J'" : "SELECT 3",
                            List.of("n"),
                            List.of(ColumnType.BIGINT),
                            List.of(List.of(3L)),
                            false,
                            0,
                            null)),
                    List.of(new Answer.Claim("3", 0, 0, "n")),
                    List.of(),
                    List.of(),
                    null,
                    false,
                    new TokenUsage(
                            322,
                            9,
                            List.of(new RequestLedger(
                                    List.of(new RequestLedger.Part("rules", 310)),
                                    340,
                                    322L,
                                    700,
                                    4096,
                                    List.of("stored values"),
                                    null)),
                            null));
        }

        @Override
        public Guidance guide() {
            return new Guidance(
                    List.of(question("How many are there?"), question("Which is the largest?")),
                    List.of("look closer"),
                    List.of());
        }

        @Override
        public QueryResult query(String sql) {
            return new QueryResult(
                    sql, List.of("t"), List.of(ColumnType.STRING), List.of(List.of("a,b")), false, 0, null);
        }

        @Override
        public ConversationState state() {
            return state;
        }

        @Override
        public ConversationState change(StateChange change, long version) {
            StateChange.Add add = (StateChange.Add) change;
            state = new ConversationState(
                    2, List.of(new ConversationState.Entry(1, add.kind(), add.text(), add.sql(), "now")));
            return state;
        }

        @Override
        public ConversationState undo(long version) {
            state = new ConversationState(3, List.of());
            return state;
        }

        @Override
        public String export(ExportFormat format) {
            return format.name();
        }

        @Override
        public ReviewedAnswer review(int turn, Review review) {
            return ReviewedAnswer.of(
                    "How many?", List.of(), review, List.of("SELECT 3"), List.of(), "2026-11-30", "c", 1, "f");
        }

        @Override
        public boolean withdrawReview(int turn) {
            return turn == 0;
        }

        @Override
        public void cancel() {
            cancelled.incrementAndGet();
        }
    }
}

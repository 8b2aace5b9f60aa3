package io.github.bigdatamigrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bigdatamigrator.evaluation.QuestionSet;
import io.github.bigdatamigrator.evaluation.QuestionSet.TestQuestion;
import io.github.bigdatamigrator.json.Json;
import io.github.bigdatamigrator.llm.ScriptedLMStudio;
import io.github.bigdatamigrator.llm.ScriptedModelList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@code bdm eval} on a small file with a scripted model. */
@Tag("spark")
class EvalCommandTest {
    private static final String QUESTIONS = """
        files: [visits.csv]
        questions:
          - {question: 'Which total has each city?', sql: 'SELECT city, sum(amount) AS total FROM visits GROUP BY city'}
          - {question: 'What did the longest visit cost in Bern?', rows: 10}
          - {question: 'How warm was it?', unanswerable: true}
        """;

    @AutoClose
    private final ScriptedLMStudio studio = ScriptedLMStudio.start();

    @TempDir
    Path folder;

    private Path questions;
    private String err = "";

    @BeforeEach
    void files() throws IOException {
        Files.writeString(folder.resolve("visits.csv"), "city,amount\nBern,10\nBasel,5\nBern,7\n");
        questions = Files.writeString(folder.resolve("questions.yaml"), QUESTIONS);
        studio.models(ScriptedModelList.loaded("scripted", 16_384, 16_384));
        studio.replyWith(body -> body.contains("How warm")
                ? "ANSWERABLE: no\nWHY: no temperatures"
                : body.contains("longest")
                        ? "```sql\nSELECT max(amount) FROM visits WHERE city = 'Bern'\n```"
                        : "```sql\nSELECT sum(amount), city FROM visits GROUP BY city\n```");
    }

    @Test
    void questionsAreAskedAndTheResultIsKeptForTheNextRun() throws IOException {
        Path out = folder.resolve("out");

        assertThat(eval(0, questions.toString(), "--out", out.toString(), "--min-right", "100"))
                .contains("scripted", "3 ", "100 %", "right by kind", "unanswerable");
        assertThat(Files.readString(out.resolve("evaluation.html"))).contains("Which total has each city?");
        studio.replyWith(body -> "```sql\nSELECT city FROM visits\n```");
        assertThat(eval(1, questions.toString(), "--min-right", "60"))
                .contains("since 20", "of 3 questions: 3 worse, 0 better", "right → wrong (")
                .contains("answered, though the data does not contain it");
        assertThat(eval(0, questions.toString(), "--against", out.toString())).contains("3 worse");
        assertThat(eval(0, questions.toString())).contains("0 worse");
        assertThat(run(0, "conversations", "list")).doesNotContain("Evaluation");
        assertThat(run(0, "doctor")).contains("[ok]   Evaluated on " + folder.resolve("visits.csv"), "0 of 3 right");
    }

    @Test
    void severalModelsAreComparedAndTheBetterOneIsRecommended() {
        JsonNode models = Json.parse(eval(0, questions.toString(), "--json", "--model", "none", "--model", "scripted"))
                .path("models");

        assertThat(models.findValuesAsText("model")).containsExactly("rules alone", "scripted");
        assertThat(models.path(0).path("totals").path("wrong").asInt()).isZero();
        assertThat(models.path(1).path("totals").path("right").asInt()).isEqualTo(3);
        studio.models(ScriptedModelList.loaded("worse", 16_384, 16_384));
        studio.replyWith(body -> "```sql\nSELECT city FROM visits\n```");
        eval(0, questions.toString(), "--model", "worse");
        assertThat(run(0, "doctor", "--local-llm-model", "worse"))
                .contains("worse: 0 of 3 right (0 %), 3 wrong", "set LOCAL_LLM_MODEL=scripted");
        assertThat(run(0, "doctor", "--local-llm-model", "scripted")).doesNotContain("set LOCAL_LLM_MODEL=scripted");
    }

    /** An approved answer must not answer the question that tests a model. */
    @Test
    void approvedAnswersAreAskedWithoutTheirHelp() {
        String visits = folder.resolve("visits.csv").toString();
        String asked = "Which total has each city?";
        eval(2, visits, "--approved");
        assertThat(err).contains("No approved answer is about these data");
        run(0, "ask", visits, "-q", asked, "--approve");
        assertThat(err).contains("Approved; its SQL answers this question from now on");
        int sent = studio.requests().size();
        assertThat(run(0, "ask", visits, "-q", asked, "--json")).contains("by the query that was approved");
        assertThat(studio.requests()).hasSize(sent);
        run(0, "ask", visits, "-q", "How warm was it?", "--approve");
        assertThat(err).contains("Not approved");

        eval(0, visits, "--approved", "--min-right", "100");

        assertThat(err).contains("Questions of approved answers: 1.");
        studio.replyWith(body -> "```sql\nSELECT city FROM visits\n```");
        eval(1, visits, "--approved", "--min-right", "100");
        assertThat(studio.requests().get(studio.requests().size() - 1).toString())
                .contains(asked)
                .doesNotContain("Approved by people");
        assertThat(eval(0, visits, questions.toString(), "--approved", "--dry-run")
                        .split(asked, -1))
                .hasSize(2);
    }

    @Test
    void questionsAreGeneratedCheckedAndPrinted() {
        int sent = studio.requests().size();
        String printed = eval(0, folder.resolve("visits.csv").toString(), "--generate", "8", "--dry-run");

        QuestionSet set = QuestionSet.parse("printed.yaml", printed);
        assertThat(set.files()).containsExactly(folder.resolve("visits.csv").toString());
        assertThat(set.questions()).hasSizeBetween(4, 8);
        assertThat(studio.requests()).hasSize(sent);
        assertThat(eval(0, folder.resolve("visits.csv").toString(), "--questions", questions.toString(), "--dry-run"))
                .contains("rows:", "unanswerable: true");
    }

    /** Names with signs of formats and of SQL, values with quotes, an empty table, and one row. */
    @Test
    void questionsAboutOddDataAreReadAgainAndAnsweredByTheirOwnSql() throws IOException {
        Files.writeString(folder.resolve("Umsätze %s.csv"), """
            Nr,Betrag (%),Größe "cm",Status's Art,Datum
            1,10.5,1,offen,2024-01-31
            2,20.25,2,'zu',2024-02-29
            3,5,3,100 %,2025-01-01
            4,7.75,4,offen,2025-01-02
            5,1,5,'zu',2025-01-03
            6,2,6,100 %,2025-01-04
            """);
        Files.writeString(folder.resolve("empty.csv"), "a,b\n");
        Files.writeString(folder.resolve("single.csv"), "a,b\n1,x\n");
        Path out = folder.resolve("out");
        List<String> files = List.of("Umsätze %s.csv", "empty.csv", "single.csv");
        List<String> words = new ArrayList<>(
                files.stream().map(file -> folder.resolve(file).toString()).toList());
        words.addAll(List.of("--generate", "30", "--language", "de", "--dry-run", "--out", out.toString()));

        List<TestQuestion> printed = QuestionSet.parse("printed.yaml", eval(0, words.toArray(String[]::new)))
                .questions();
        assertThat(printed).hasSizeGreaterThan(8);
        assertThat(printed).extracting(TestQuestion::text).noneMatch(text -> text.contains("%s"));
        assertThat(eval(0, out.resolve("questions.yaml").toString(), "--model", "none"))
                .contains("rules alone");
    }

    @Test
    void whatCannotBeEvaluatedIsToldWithItsRemedy() throws IOException {
        Path broken = Files.writeString(
                folder.resolve("broken.yaml"), "files: [visits.csv]\nquestions:\n  - {question: a, sql: SELECT b}\n");

        eval(2, broken.toString());
        assertThat(err).contains("broken.yaml, line 3", "the right SQL of “a” does not serve");
        eval(3, folder.resolve("none.yaml").toString());
        assertThat(err).contains("Cannot read the file of questions");
        eval(2, questions.toString(), "--against", questions.toString());
        assertThat(err).contains("is no evaluation");
        studio.close();
        eval(4, questions.toString());
        assertThat(err).contains("--model none");
    }

    private String eval(int code, String... words) {
        List<String> all = new ArrayList<>(List.of("eval"));
        all.addAll(List.of(words));
        return run(code, all.toArray(String[]::new));
    }

    private String run(int code, String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        if (!all.contains("--local-llm-model")) {
            all.addAll(List.of("--local-llm-model", "scripted"));
        }
        all.addAll(List.of(
                "--local-llm-url",
                studio.url(),
                "--profile-cache-dir",
                folder.resolve("cache").toString()));
        all.addAll(List.of("--conversation-dir", folder.resolve("kept").toString()));
        CommandRun run = CommandRun.of(all);
        err = run.err();
        return run.printed(code);
    }
}

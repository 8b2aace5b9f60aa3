package io.github.bigdatamigrator.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bigdatamigrator.LLMConversationSystem;
import io.github.bigdatamigrator.Settings;
import io.github.bigdatamigrator.batch.JobRunner.EarlierResults;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.fixture.SharedSpark;
import io.github.bigdatamigrator.llm.ScriptedLMStudio;
import io.github.bigdatamigrator.server.RestMessages;
import io.github.bigdatamigrator.settings.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs jobs on real files with a scripted LM Studio that counts its requests. */
@Tag("spark")
class JobRunnerTest {
    private static final String BEST = "Which product has the most units in total, please?";
    private static final String WORST = "Which product has the fewest units in total, please?";

    @TempDir
    Path folder;

    private final ScriptedLMStudio studio = ScriptedLMStudio.start();
    private final List<String> steps = new ArrayList<>();

    @BeforeEach
    void writeData() throws IOException {
        Files.writeString(
                folder.resolve("sales.csv"), "sale_id,product,quantity\n1,Lamp,5\n2,Kettle,7\n3,Lamp,4\n4,Chair,1\n");
        studio.replyWith(body -> body.contains("fewest units") ? sql("ASC") : sql("DESC"));
    }

    @AfterEach
    void stop() {
        studio.close();
    }

    private static String sql(String order) {
        return "ANSWERABLE: yes\nWHY: units\n```sql\nSELECT product, sum(quantity) AS units FROM sales GROUP BY product"
                + " ORDER BY units " + order + " LIMIT 1\n```\n";
    }

    private LLMConversationSystem open(String store) {
        Map<String, String> environment = Map.of(
                "LOCAL_LLM_URL",
                studio.url(),
                "CONVERSATION_DIR",
                folder.resolve(store).toString());
        return LLMConversationSystem.open(
                Settings.of(Map.of(Setting.PROFILE_CACHE_DIR, "off"), environment, null), SharedSpark.session());
    }

    private JobResult run(String store, String yaml, EarlierResults earlier) {
        steps.clear();
        try (LLMConversationSystem system = open(store)) {
            return new JobRunner(system, RestMessages::result, (stage, done, total) -> steps.add(stage), steps::add)
                    .run(Job.parse(folder + "/job.yaml", yaml), earlier);
        }
    }

    private JsonNode json(String name) throws IOException {
        return new ObjectMapper().readTree(folder.resolve("out/" + name).toFile());
    }

    private static String job(String... questions) {
        return "title: Shop\nfiles: sales.csv\noutput: out\nquestions:\n"
                + String.join(
                        "",
                        Stream.of(questions).map(text -> "  - " + text + "\n").toList());
    }

    private static String full(String... questions) {
        return job(questions) + "guidance: true\nschema: [postgresql, spark]\n";
    }

    @Test
    void aJobWritesAFolderOfResults() throws IOException {
        JobResult result = run("kept", full(BEST, WORST), EarlierResults.REUSE);
        assertThat(result.failures()).isEmpty();
        assertThat(result.asked()).isEqualTo(2);
        assertThat(json("answers.json").at("/0/question").asText()).isEqualTo(BEST);
        assertThat(json("answers.json").at("/0/queries/0/rows/0/1").asLong()).isEqualTo(9);
        assertThat(json("answers.json").at("/1/queries/0/rows/0/0").asText()).isEqualTo("Chair");
        assertThat(json("profile.json").at("/tables/0/rows").asLong()).isEqualTo(4);
        assertThat(json("guidance.json").has("questions")).isTrue();
        assertThat(json("schema-spark.json").at("/target").asText()).isEqualTo("spark");
        assertThat(json("conversation.json").at("/messages")).hasSize(4);
        assertThat(Files.readString(folder.resolve("out/answers.md"))).contains(BEST, "Lamp", "Chair", "```sql");
        assertThat(Files.readString(folder.resolve("out/report.html"))).contains("Shop", "Kettle", "</html>");
        assertThat(Files.readString(folder.resolve("out/schema-postgresql.sql")))
                .contains("CREATE TABLE");
        assertThat(Files.readString(folder.resolve("out/guidance.md"))).contains("You could ask");
        assertThat(folder.resolve("out/_SUCCESS")).exists();
        try (Stream<Path> files = Files.list(folder.resolve("out"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .as("neither checksums nor half-written files are left")
                    .noneMatch(name -> name.startsWith("."));
        }
    }

    @Test
    void aSecondRunAsksOnlyNewQuestions() throws IOException {
        JobResult first = run("kept", full(BEST), EarlierResults.REUSE);
        assertThat(studio.requests())
                .as("the question, and what each of two targets could be")
                .hasSize(3);
        String report = Files.readString(folder.resolve("out/report.html"));

        JobResult second = run("kept", full(BEST), EarlierResults.REUSE);
        assertThat(studio.requests()).hasSize(3);
        assertThat(second.kept()).isEqualTo(1);
        assertThat(steps).singleElement().asString().contains("done already");

        JobResult third = run("kept", full(BEST, WORST), EarlierResults.REUSE);
        assertThat(studio.requests()).hasSize(4);
        assertThat(third.asked()).isEqualTo(1);
        assertThat(third.conversation()).isEqualTo(first.conversation());
        assertThat(steps).noneMatch(step -> step.startsWith("profiling") || step.startsWith("Schema"));
        assertThat(json("answers.json")).hasSize(2);
        assertThat(json("answers.json").at("/0/queries/0/rows/0/1").asLong()).isEqualTo(9);
        assertThat(Files.readString(folder.resolve("out/report.html")))
                .as("what was made earlier is still in the report")
                .hasSizeGreaterThan(report.length())
                .contains("id=\"schema\"", "id=\"guidance\"", WORST);
    }

    @Test
    void onlyFailedQuestionsAreAskedAgain() throws IOException {
        studio.error(500, "{\"error\":\"broken\"}")
                .error(500, "{\"error\":\"broken\"}")
                .error(500, "{}")
                .error(500, "{}");
        JobResult first = run("kept", job("How many rows does sales have?", BEST), EarlierResults.REUSE);
        assertThat(first.failures()).singleElement().asString().startsWith("Question 2 “" + BEST + "”: ");
        assertThat(json("answers.json").at("/0/outcome").asText()).isEqualTo("answered");
        assertThat(json("answers.json").at("/1/outcome").asText()).isEqualTo("failed");
        assertThat(folder.resolve("out/_SUCCESS")).doesNotExist();

        JobResult second = run("kept", job("How many rows does sales have?", BEST), EarlierResults.REUSE);
        assertThat(second.failures()).isEmpty();
        assertThat(second.asked()).isEqualTo(1);
        assertThat(json("answers.json").at("/1/outcome").asText()).isEqualTo("answered");
        assertThat(folder.resolve("out/_SUCCESS")).exists();
    }

    @Test
    void anotherMachineContinuesFromTheResultFolder() throws IOException {
        run("kept", job(BEST), EarlierResults.REUSE);
        JobResult elsewhere = run("another", job(BEST, WORST), EarlierResults.REUSE);
        assertThat(elsewhere.asked()).isEqualTo(1);
        assertThat(studio.requests()).hasSize(2);
        assertThat(json("answers.json")).hasSize(2);
    }

    @Test
    void changedDataOrAgainRepeatsAllSteps() throws IOException {
        run("kept", job(BEST), EarlierResults.REUSE);
        run("kept", job(BEST), EarlierResults.DISCARD);
        assertThat(studio.requests()).hasSize(2);
        Files.writeString(folder.resolve("sales.csv"), "sale_id,product,quantity\n1,Lamp,50\n2,Kettle,7\n");
        JobResult changed = run("kept", job(BEST), EarlierResults.REUSE);
        assertThat(changed.asked()).isEqualTo(1);
        assertThat(json("answers.json").at("/0/queries/0/rows/0/1").asLong()).isEqualTo(50);
    }

    @Test
    void anUnreadableStateCountsAsEmpty() throws IOException {
        run("kept", job(BEST), EarlierResults.REUSE);
        Path state = folder.resolve("out/job-state.json");
        Files.writeString(state, Files.readString(state).substring(0, 300));
        assertThat(run("kept", job(BEST), EarlierResults.REUSE).asked()).isEqualTo(1);
    }

    @Test
    void aMigrationIsProvenResumedAndNeverOverwrites() throws IOException {
        String job = "files: sales.csv\noutput: out\nmigrate: tables\n";
        assertThat(run("kept", job, EarlierResults.REUSE).failures()).isEmpty();
        assertThat(json("migration.json").at("/proven").asBoolean()).isTrue();
        assertThat(Files.readString(folder.resolve("out/migration.txt")))
                .contains("sales: 4 rows; each equals its row");
        assertThat(run("kept", job, EarlierResults.REUSE).failures()).isEmpty();
        assertThat(steps).noneMatch(step -> step.startsWith("Migration"));
        assertThat(run("kept", job, EarlierResults.DISCARD).failures()).isEmpty();
        assertThat(steps).contains("finding keys and relationships").noneMatch(step -> step.startsWith("Migration"));

        // As a killed run leaves it: the table is not complete, and the state says that it has begun.
        Files.delete(folder.resolve("tables/sales/_SUCCESS"));
        Path state = folder.resolve("out/job-state.json");
        Files.writeString(state, Files.readString(state).replaceFirst("\"migrated\" *: *true", "\"migrated\": false"));
        assertThat(run("kept", job, EarlierResults.REUSE).failures()).isEmpty();
        assertThat(steps).contains("Migration to " + folder + "/tables");
        assertThat(folder.resolve("tables/sales/_SUCCESS")).exists();

        Files.writeString(folder.resolve("sales.csv"), "sale_id,product,quantity\n1,Lamp,6\n");
        JobResult refused = run("kept", job, EarlierResults.REUSE);
        assertThat(refused.failures())
                .singleElement()
                .asString()
                .startsWith("Migration: The folder " + folder + "/tables already has sales (exists)");
        assertThat(run("kept", job, EarlierResults.REUSE).failures())
                .as("a refused one has not begun")
                .isEqualTo(refused.failures());
    }

    @Test
    void aMissingFileEndsTheJobUnlessItKeepsGoing() throws IOException {
        String yaml = "files: [sales.csv, gone.csv]\noutput: out\n";
        assertThatThrownBy(() -> run("kept", yaml, EarlierResults.REUSE))
                .isInstanceOfSatisfying(
                        MigratorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FILE_NOT_FOUND));
        assertThat(folder.resolve("out")).doesNotExist();

        JobResult result = run("kept", yaml + "keep_going: true\n", EarlierResults.REUSE);
        assertThat(result.failures()).singleElement().asString().contains("gone.csv", "left out");
        assertThat(json("profile.json").at("/tables")).hasSize(1);

        Files.writeString(folder.resolve("gone.csv"), "a\n1\n");
        assertThat(run("kept", yaml + "keep_going: true\n", EarlierResults.REUSE)
                        .failures())
                .isEmpty();
        assertThat(json("profile.json").at("/tables")).hasSize(2);
    }

    @Test
    void filesAndResultsMayBeOnAnotherFileSystem() throws IOException {
        LedgerFileSystem.register(SharedSpark.session().sparkContext().hadoopConfiguration());
        String yaml = "files: ledger://" + folder + "/sales.csv\noutput: ledger://" + folder + "/out\nquestions: "
                + BEST + "\n";
        assertThat(run("kept", yaml, EarlierResults.REUSE).failures()).isEmpty();
        assertThat(json("answers.json").at("/0/queries/0/rows/0/1").asLong()).isEqualTo(9);
        assertThat(json("profile.json").at("/tables/0/location").asText()).startsWith("ledger:");
        assertThat(run("kept", yaml, EarlierResults.REUSE).kept()).isEqualTo(1);
        assertThat(studio.requests()).hasSize(1);

        String uri = "files: file://" + folder + "/sales.csv\noutput: file://" + folder + "/more\n";
        assertThat(run("kept", uri, EarlierResults.REUSE).failures()).isEmpty();
        assertThat(folder.resolve("more/profile.json")).exists();
    }

    @Test
    void anUnwritableOutputFailsBeforeTheWork() throws IOException {
        Files.writeString(folder.resolve("out"), "a file");
        assertThatThrownBy(() -> run("kept", job(BEST), EarlierResults.REUSE))
                .isInstanceOfSatisfying(
                        MigratorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_FAILED));
        assertThat(steps).isEmpty();
        assertThatThrownBy(() -> run("kept", "files: sales.csv\noutput: nosuch://x/out\n", EarlierResults.REUSE))
                .isInstanceOf(MigratorException.class)
                .hasMessageContaining("nosuch");
    }

    @Test
    void thePlanListsTheStepsAndRunsNone() throws IOException {
        try (LLMConversationSystem system = open("kept")) {
            String plan = JobPlan.text(system, Job.parse(folder + "/job.yaml", full(BEST)));
            assertThat(plan)
                    .contains("sales.csv  (1 file, 64 bytes, csv)", "1. " + BEST, "postgresql", folder + "/out");
            assertThat(folder.resolve("out")).doesNotExist();
            assertThatThrownBy(() -> JobPlan.text(system, Job.parse(folder + "/job.yaml", "files: gone.csv")))
                    .isInstanceOf(MigratorException.class)
                    .hasMessageContaining("gone.csv");
        }
        run("kept", full(BEST), EarlierResults.REUSE);
        try (LLMConversationSystem system = open("kept")) {
            assertThat(JobPlan.text(system, Job.parse(folder + "/job.yaml", full(BEST, WORST)))
                            .lines())
                    .filteredOn(line -> line.contains("earlier run"))
                    .hasSize(5);
        }
    }
}

package io.github.bigdatamigrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs {@code bdm ask} without a model. */
@Tag("spark")
class AskCommandTest {
    @TempDir
    Path folder;

    private String visits = "";
    private String err = "";

    @BeforeEach
    void file() throws IOException {
        visits = Files.writeString(folder.resolve("my visits.csv"), "city,amount\nBern,10\nBasel,5\nBern,7\n")
                .toString();
    }

    private String run(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--local-llm-model", "none", "--profile-cache-dir", "off"));
        all.addAll(List.of("--conversation-dir", folder.resolve("kept").toString()));
        CommandRun run = CommandRun.of(all);
        err = run.err();
        return run.printed(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"How many rows are there?", "SELECT count(*) AS n FROM my_visits"})
    void theLastArgumentCanBeTheQuestion(String question) {
        assertThat(run("ask", visits, question)).contains("3");
    }

    @Test
    void aConversationStaysOnlyWhereItIsKept() {
        run("ask", visits, "How many rows are there?");
        run("guide", visits);
        assertThat(err).doesNotContain("Conversation ");
        assertThat(run("conversations", "list")).isEmpty();
        run("ask", visits, "How many rows are there?", "--keep");
        String id = err.lines()
                .filter(line -> line.startsWith("Conversation "))
                .map(line -> line.substring("Conversation ".length()))
                .findFirst()
                .orElseThrow();

        run("ask", "--conversation", id, "How many columns are there?");

        assertThat(run("conversations", "list")).contains(id, "2 questions");
        run("conversations", "delete", id);
        assertThat(run("conversations", "list")).isEmpty();
    }

    @Test
    void eachOfSeveralQuestionsStandsAboveItsAnswer() {
        assertThat(run("ask", visits, "-q", "How many rows are there?", "-q", "How many columns are there?"))
                .containsSubsequence("> How many rows", "3", "> How many columns", "2");
        assertThat(run("ask", visits, "-q", "How many rows are there?")).doesNotContain("> How many");
    }

    @Test
    void quietPrintsNothingButTheAnswer() {
        run("ask", visits, "How many rows are there?", "--quiet");

        assertThat(err).isEmpty();
    }
}

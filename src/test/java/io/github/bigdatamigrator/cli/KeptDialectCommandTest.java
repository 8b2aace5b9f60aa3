package io.github.bigdatamigrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks that {@code --conversation} keeps the dialect given when the conversation began. */
@Tag("spark")
class KeptDialectCommandTest {
    @TempDir
    Path folder;

    private String err = "";

    private String ask(String... words) {
        List<String> all = new ArrayList<>(List.of("ask", "-q", "How many columns does visits have?"));
        all.addAll(List.of(words));
        all.addAll(List.of("--local-llm-url", "http://127.0.0.1:9/v1", "--profile-cache-dir", "off"));
        all.addAll(List.of("--conversation-dir", folder.resolve("kept").toString()));
        CommandRun run = CommandRun.of(all);
        err = run.err();
        return run.printed(0);
    }

    @Test
    void theDialectIsKeptUntilARefreshChangesIt() throws IOException {
        Path file = Files.writeString(folder.resolve("visits.csv"), "a,b,c|d\n1,2,3|4\n5,6,7|8\n");
        assertThat(ask(file.toString(), "--delimiter", "|")).contains("2 columns");
        assertThat(err).doesNotContain("Conversation ");
        assertThat(ask(file.toString(), "--delimiter", "|", "--keep")).contains("2 columns");
        String id = err.lines()
                .filter(line -> line.startsWith("Conversation "))
                .map(line -> line.substring("Conversation ".length()))
                .findFirst()
                .orElseThrow();

        assertThat(ask("--conversation", id, "--refresh")).contains("2 columns");
        assertThat(ask("--conversation", id, "--delimiter", ",")).contains("2 columns");
        assertThat(err).contains("keeps its files as they were read", "--refresh");
        assertThat(ask("--conversation", id, "--delimiter", ",", "--refresh")).contains("3 columns");
        assertThat(ask("--conversation", id, "--refresh")).contains("3 columns");
    }
}

package io.github.bigdatamigrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.fixture.RequiredProgram;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Types into real shells on a pseudo-terminal. */
class CompletionTest {
    @TempDir
    Path folder;

    @BeforeEach
    void files() throws IOException {
        ByteArrayOutputStream script = new ByteArrayOutputStream();
        Main.run(
                new String[] {"generate-completion"},
                InputStream.nullInputStream(),
                new PrintStream(script, true),
                System.err);
        Files.write(folder.resolve("completion.sh"), script.toByteArray());
        Files.writeString(folder.resolve("start.sh"), """
                [ -n "$ZSH_VERSION" ] && { autoload -U +X compinit && compinit -u -D; }
                source ./completion.sh
                bdm() { printf 'run<%s>\\n' "$*"; }
                PS1='> '
                """);
        Files.createDirectories(folder.resolve("conversations/autumn-sales-1"));
        Files.createDirectory(folder.resolve("data"));
        Files.writeString(folder.resolve("data/some visits.csv"), "a\n1\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash --norc -i", "zsh -f -i"})
    void wordsFilesAndConversationsAreCompleted(String shell) throws IOException, InterruptedException {
        RequiredProgram.require(installed(shell.substring(0, shell.indexOf(' '))), "install bash and zsh");

        assertThat(typed(
                        shell,
                        "bdm optim\tx",
                        "bdm ask --appr\t",
                        "bdm profile dat\tso\t",
                        "bdm ask --conversation aut\t",
                        "bdm conversations show aut\t"))
                .contains(
                        "run<optimize-schema x>",
                        "run<ask --approve>",
                        "run<profile data/some visits.csv>",
                        "run<ask --conversation autumn-sales-1>",
                        "run<conversations show autumn-sales-1>");
    }

    private static boolean installed(String program) throws InterruptedException, IOException {
        return new ProcessBuilder("sh", "-c", "command -v script && command -v " + program)
                        .start()
                        .waitFor()
                == 0;
    }

    /** What the shell prints after the lines were typed. */
    private List<String> typed(String shell, String... lines) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("script", "-qec", shell, "/dev/null")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        try (OutputStream keys = process.getOutputStream()) {
            String all = ". ./start.sh\n" + String.join("\n", lines) + "\nexit\n";
            keys.write(all.getBytes(StandardCharsets.UTF_8));
        }
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return printed.replaceAll("\u001b\\[[?0-9;]*[A-Za-z]", "")
                .replace("\r", "")
                .lines()
                .map(line -> line.replaceAll(" +>", ">").strip())
                .toList();
    }
}

package io.github.bigdatamigrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.LLMConversationSystem;
import io.github.bigdatamigrator.fixture.SharedSpark;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Holds what a command printed that ran on the tests' shared Spark session. */
record CommandRun(int code, String out, String err) {
    static CommandRun of(List<String> words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        CommandContext console = new CommandContext(
                InputStream.nullInputStream(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                settings -> LLMConversationSystem.open(settings, SharedSpark.session()));
        int code = Main.run(console, words.toArray(String[]::new));
        return new CommandRun(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** What it printed as its result; fails with what it said else if its exit code is another one. */
    String printed(int expected) {
        assertThat(code).as(err).isEqualTo(expected);
        return out;
    }
}

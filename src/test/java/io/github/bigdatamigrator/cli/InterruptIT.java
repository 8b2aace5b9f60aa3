package io.github.bigdatamigrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Sends Ctrl-C through the launcher as a console does; needs the packaged jar. */
class InterruptIT {
    private static final Path HOME = Path.of("").toAbsolutePath();
    private static final int ROWS_A_BLOCK = 20_000;
    /** About 500 MB, so that reading takes far longer than a signal. */
    private static final int BLOCKS = 600;

    @TempDir
    Path folder;

    @Test
    @DisabledIf("io.github.bigdatamigrator.fixture.Processes#interruptsAreIgnored")
    void ctrlCDuringProfilingWritesAPartialProfile() throws Exception {
        Path file = big();
        ProcessBuilder builder = new ProcessBuilder(
                        HOME.resolve("bdm").toString(), "profile", file.toString(), "--out", "out", "--json")
                .directory(folder.toFile())
                .redirectOutput(folder.resolve("stdout").toFile());
        builder.environment().put("CONVERSATION_DIR", folder.resolve("kept").toString());
        builder.environment().put("PROFILE_CACHE_DIR", folder.resolve("cache").toString());
        builder.environment().put("BDM_NO_CDS", "1");
        Process process = builder.start();
        StringBuilder seen = new StringBuilder();
        try (BufferedReader err = process.errorReader(StandardCharsets.UTF_8)) {
            for (String line = err.readLine(); line != null; line = err.readLine()) {
                seen.append(line).append('\n');
                if (line.contains(" rows")) {
                    assertThat(new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                                    .start()
                                    .waitFor())
                            .isZero();
                    break;
                }
            }
            err.lines().forEach(line -> seen.append(line).append('\n'));
        }
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).as(seen.toString()).isTrue();
        assertThat(process.exitValue()).as(seen.toString()).isEqualTo(130);
        JsonNode printed = new ObjectMapper().readTree(folder.resolve("stdout").toFile());
        assertThat(printed.at("/run/partial").asBoolean()).as(seen.toString()).isTrue();
        assertThat(printed.at("/tables/0/rows").asLong()).isBetween(1L, (long) ROWS_A_BLOCK * BLOCKS - 1);
        assertThat(printed.at("/run/bytes_read").asLong()).isBetween(1L, Files.size(file) - 1);
        assertThat(printed.at("/problems/0/message").asText()).contains("profiling was stopped");
        assertThat(new ObjectMapper()
                        .readTree(folder.resolve("out/profile.json").toFile()))
                .isEqualTo(printed);
        assertThat(folder.resolve("out/report.html")).content().contains("interrupted");
    }

    /** On a terminal the key reaches all processes of the launcher, and the bar must leave it to the program. */
    @Test
    @DisabledIf("io.github.bigdatamigrator.fixture.Processes#interruptsAreIgnored")
    void ctrlCOnATerminalWritesAPartialProfileToo() throws Exception {
        String command = HOME.resolve("bdm") + " profile " + big() + " --out out";
        ProcessBuilder builder = new ProcessBuilder("script", "-qec", command, "/dev/null")
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().put("PROFILE_CACHE_DIR", folder.resolve("cache").toString());
        builder.environment().put("BDM_NO_CDS", "1");
        Process process = builder.start();
        StringBuilder seen = new StringBuilder();
        try (InputStream terminal = process.getInputStream()) {
            boolean pressed = false;
            for (int next = terminal.read(); next >= 0; next = terminal.read()) {
                seen.append((char) next);
                // Figures of the bar that have moved.
                if (!pressed && next == '\r' && seen.toString().matches("(?s).*[1-9]\\d*/\\d+ MB.*")) {
                    pressed = true;
                    process.getOutputStream().write(3);
                    process.getOutputStream().flush();
                }
            }
        }
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).as(seen.toString()).isTrue();
        assertThat(process.exitValue()).as(seen.toString()).isEqualTo(130);
        JsonNode profile =
                new ObjectMapper().readTree(folder.resolve("out/profile.json").toFile());
        assertThat(profile.at("/run/partial").asBoolean()).as(seen.toString()).isTrue();
        assertThat(profile.at("/tables/0/rows").asLong()).isBetween(1L, (long) ROWS_A_BLOCK * BLOCKS - 1);
    }

    private Path big() throws Exception {
        StringBuilder block = new StringBuilder();
        for (int i = 0; i < ROWS_A_BLOCK; i++) {
            block.append(i)
                    .append(",customer ")
                    .append(i % 977)
                    .append(',')
                    .append(i * 7 % 10_000)
                    .append(".25,2024-05-");
            block.append(10 + i % 20).append('\n');
        }
        byte[] bytes = block.toString().getBytes(StandardCharsets.UTF_8);
        Path file = folder.resolve("big.csv");
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write("id,name,amount,day\n".getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < BLOCKS; i++) {
                out.write(bytes);
            }
        }
        return file;
    }
}

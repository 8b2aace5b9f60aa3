package io.github.bigdatamigrator.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.fixture.Processes;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs {@code bdm serve} as a process that can be killed. */
final class ServerProcess implements AutoCloseable {
    private final Process process;
    private final ServerClient client;

    private ServerProcess(Process process, ServerClient client) {
        this.process = process;
        this.client = client;
    }

    /** Starts the server in the folder and waits until it listens. */
    static ServerProcess start(Path folder, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Processes.java("io.github.bigdatamigrator.cli.Main", "serve", "--port", "0"))
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().putAll(environment);
        builder.environment().put("CONVERSATION_DIR", folder.resolve("kept").toString());
        builder.environment().put("PROFILE_CACHE_DIR", "off");
        Process process = builder.start();
        List<String> said = new ArrayList<>();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        String line = output.readLine();
        while (line != null && !line.startsWith("Listening on ")) {
            said.add(line);
            line = output.readLine();
        }
        assertThat(line).as(said.toString()).isNotNull();
        Thread rest = new Thread(() -> output.lines().forEach(further -> {}), "server-output");
        rest.setDaemon(true);
        rest.start();
        return new ServerProcess(process, new ServerClient(line.split(" ")[2]));
    }

    ServerClient client() {
        return client;
    }

    /** Kills the process like {@code kill -9} and waits for its end. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}

package io.github.bigdatamigrator.cli;

import io.github.bigdatamigrator.LLMConversationSystem;
import io.github.bigdatamigrator.Settings;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.server.RestServer;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Implements {@code bdm serve}. */
@Command(
        name = "serve",
        description = {
            "Serve the REST API until Ctrl-C. Reads only files under DATA_ROOTS, connections and DATA_SOURCES; see"
                    + " /openapi.json.",
            ""
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  bdm serve --port 8080",
            "  curl -s localhost:8080/llm/conversations -d '{\"data_files\": [\"sales.csv\"]}'"
        })
final class ServeCommand extends BdmCommand {
    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Address to listen on; any but loopback needs SERVER_TOKEN. Default: ${DEFAULT-VALUE}")
    private String host = "127.0.0.1";

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Port to listen on; 0 for any free port. Default: ${DEFAULT-VALUE}")
    private int port;

    @Override
    public Integer call() {
        if (port < 0 || port > 65_535) {
            throw MigratorException.badInput("Invalid port " + port + "; use 0 to 65535.");
        }
        Settings settings = console().settings();
        try (LLMConversationSystem system = LLMConversationSystem.open(settings);
                RestServer server = RestServer.start(system, settings, host, port)) {
            note("Listening on " + server.url() + "   (Ctrl-C stops)");
            new CountDownLatch(1).await();
            return ExitCodes.DONE;
        } catch (InterruptedException e) {
            note("Stopped.");
            return ExitCodes.INTERRUPTED;
        }
    }
}

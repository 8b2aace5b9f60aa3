package io.github.bigdatamigrator.cli;

import io.github.bigdatamigrator.LLMConversationSystem;
import io.github.bigdatamigrator.Settings;
import io.github.bigdatamigrator.server.McpStdio;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Implements {@code bdm mcp}. */
@Command(
        name = "mcp",
        description = {
            "Serve data files to another program's chat through the Model Context Protocol, over standard input and"
                    + " output.",
            "What it may see follows LOCAL_PRIVACY_LEVEL; lower that where the other program's model is online.",
            ""
        },
        footerHeading = "%nExample, as an entry of mcp.json:%n",
        footer = {"  \"sales\": {\"command\": \"/path/to/bdm\", \"args\": [\"mcp\", \"/data/sales.csv\"]}"})
final class McpCommand extends BdmCommand {
    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Data files, folders or patterns.")
    private List<String> files = new ArrayList<>();

    @Override
    public Integer call() {
        Settings settings = console().settings();
        // System.out is redirected to standard error, so that no library can corrupt the protocol.
        OutputStream out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out));
        try (LLMConversationSystem system = LLMConversationSystem.open(settings)) {
            McpStdio.serve(system, settings, files, console().in, out);
            return ExitCodes.DONE;
        } catch (InterruptedException e) {
            return ExitCodes.INTERRUPTED;
        }
    }
}

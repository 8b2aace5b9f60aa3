package io.github.bigdatamigrator.cli;

import io.github.bigdatamigrator.LLMConversationSystem;
import io.github.bigdatamigrator.ProfileRequest;
import io.github.bigdatamigrator.Settings;
import io.github.bigdatamigrator.cli.integration.McpEntry;
import io.github.bigdatamigrator.server.McpStdio;
import io.github.bigdatamigrator.settings.Setting;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Implements {@code bdm mcp}. */
@Command(
        name = "mcp",
        description = {
            "Serve data files to another program's chat through the Model Context Protocol, over standard input and"
                    + " output.",
            "What it may see follows LOCAL_PRIVACY_LEVEL; lower that where the other program's model is online.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  bdm mcp sales.csv customers.xlsx --install lmstudio",
            "  as an entry of mcp.json:",
            "  \"sales\": {\"command\": \"/path/to/bdm\", \"args\": [\"mcp\", \"/data/sales.csv\"]}"
        })
final class McpCommand extends BdmCommand {
    private static final Set<String> FOLDERS =
            Set.of(Setting.CONVERSATION_DIR.flag(), Setting.KNOWLEDGE_DIR.flag(), Setting.PROFILE_CACHE_DIR.flag());

    private enum Client {
        LMSTUDIO
    }

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Data files, folders or patterns.")
    private List<String> files = new ArrayList<>();

    @Option(
            names = "--install",
            paramLabel = "CLIENT",
            description = "Serve nothing; add this command to the mcp.json of CLIENT (lmstudio) after asking.")
    private @Nullable Client client;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            defaultValue = "big-data-migrator",
            description = "With --install: the name of the entry. Default: ${DEFAULT-VALUE}")
    private String name = "big-data-migrator";

    @Option(names = "--yes", description = "With --install: do not ask.")
    private boolean yes;

    @Override
    public Integer call() {
        Settings settings = console().settings();
        ProfileRequest request = ProfileRequest.of(files).withDialect(console().dialect());
        if (client != null) {
            install();
            return ExitCodes.DONE;
        }
        // System.out is redirected to standard error, so that no library can corrupt the protocol.
        OutputStream out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out));
        try (LLMConversationSystem system = LLMConversationSystem.open(settings)) {
            McpStdio.serve(system, settings, request, console().in, out);
            return ExitCodes.DONE;
        } catch (InterruptedException e) {
            return ExitCodes.INTERRUPTED;
        }
    }

    private void install() {
        Path command = Path.of(System.getProperty("bdm.home", "")).resolve(System.getProperty("bdm.command", "bdm"));
        McpEntry entry =
                McpEntry.of(name, command.toAbsolutePath().normalize(), arguments(), System.getProperty("java.home"));
        Path file = McpEntry.lmStudioFile(Path.of(System.getProperty("user.home")));
        print(entry.text());
        print("");
        print("As a link for LM Studio:");
        print(entry.lmStudioLink());
        if (!yes) {
            console().err.print("Add it to " + file + "? [y/N] ");
            console().err.flush();
            try (LineSource lines = LineSource.piped(console().in)) {
                String answer = lines.next();
                yes = answer != null
                        && Set.of("y", "yes").contains(answer.strip().toLowerCase(Locale.ROOT));
            }
        }
        if (yes) {
            boolean replaced = entry.addTo(file);
            note((replaced ? "Replaced “" : "Added “") + name + "” in " + file + ". Restart LM Studio to see it.");
        } else {
            note("Nothing is written.");
        }
    }

    /** The arguments of this call that the entry keeps, valid in every folder. */
    private List<String> arguments() {
        Set<String> secrets = Set.copyOf(Arrays.stream(Setting.values())
                .filter(Setting::secret)
                .map(Setting::flag)
                .toList());
        List<String> kept = new ArrayList<>(List.of("mcp"));
        files.forEach(file -> kept.add(CommandContext.located(file)));
        for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
            String flag = option.longestName();
            if (secrets.contains(flag)) {
                note(flag + " is not written into the entry; set it in conf/bdm.env.");
            } else if (!Set.of("--install", "--name", "--yes").contains(flag)) {
                kept.add(flag);
                if (option.arity().max() > 0) {
                    option.originalStringValues().stream()
                            .map(value -> FOLDERS.contains(flag) && !value.equals("off")
                                    ? CommandContext.located(value)
                                    : value)
                            .forEach(kept::add);
                }
            }
        }
        return kept;
    }
}

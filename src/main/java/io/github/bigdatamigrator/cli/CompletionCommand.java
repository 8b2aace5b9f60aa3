package io.github.bigdatamigrator.cli;

import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Implements {@code bdm generate-completion}. */
@Command(
        name = CompletionCommand.NAME,
        mixinStandardHelpOptions = true,
        description = {"Print a script that completes commands, options, files and conversations in bash and zsh.", ""},
        footerHeading = "%nExample:%n",
        footer = "  source <(bdm generate-completion)")
final class CompletionCommand extends BdmCommand {
    static final String NAME = "generate-completion";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        print(AutoComplete.bash("bdm", spec.root().commandLine()));
        try (InputStream added = CompletionCommand.class.getResourceAsStream("completion.bash")) {
            print(new String(Objects.requireNonNull(added).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new MigratorException(ErrorCode.INTERNAL, "The completion cannot be read: " + e, e);
        }
        return ExitCodes.DONE;
    }
}

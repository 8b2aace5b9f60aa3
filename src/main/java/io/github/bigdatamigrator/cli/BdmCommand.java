package io.github.bigdatamigrator.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.ParentCommand;

/** Gives a subcommand of {@code bdm} the streams, flags and settings of this run. */
abstract class BdmCommand implements Callable<Integer> {
    @ParentCommand
    private RootCommand root;

    final CommandContext console() {
        return root.console();
    }

    final void print(String line) {
        console().print(line);
    }

    final void note(String line) {
        console().note(line);
    }
}

package io.github.bigdatamigrator.cli;

import io.github.bigdatamigrator.ConversationHandle;
import io.github.bigdatamigrator.LLMConversationSystem;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.guidance.Guidance;
import io.github.bigdatamigrator.server.RestMessages;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Implements {@code bdm guide}. */
@Command(
        name = "guide",
        description = {"Suggest questions about data files, explorations and data fixes. Works without a model.", ""},
        footerHeading = "%nExample:%n",
        footer = "  bdm guide sales.csv customers.xlsx")
final class GuideCommand implements Callable<Integer> {
    private final CommandContext console;

    @Mixin
    private DataArguments data = new DataArguments();

    @Option(names = "--json", description = "Print the guidance as the REST API sends it.")
    private boolean json;

    GuideCommand(CommandContext console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        data.check();
        try (LLMConversationSystem system = console.open();
                Progress progress = json ? console.plainProgress() : console.progress()) {
            ConversationHandle conversation = data.open(system, console, progress);
            Guidance guidance = conversation.guide();
            console.out()
                    .println(
                            json
                                    ? RestMessages.json(guidance)
                                    : ResultRenderer.terminal().guidance(guidance));
            DataContext context = conversation.context().orElseThrow();
            if (!json && !context.relationships().isEmpty()) {
                console.out().println(ResultRenderer.terminal().relationships(context));
            }
            return ExitCodes.DONE;
        }
    }
}

package io.github.bigdatamigrator.cli;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.server.RestMessages;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Implements {@code bdm guide}. */
@Command(
        name = "guide",
        description = {"Suggest questions about data files, explorations and data fixes. Works without a model.", ""},
        footerHeading = "%nExample:%n",
        footer = "  bdm guide sales.csv customers.xlsx")
final class GuideCommand extends BdmCommand {
    @Mixin
    private DataArguments data = new DataArguments();

    @Option(names = "--json", description = "Print the guidance as the REST API sends it.")
    private boolean json;

    @Option(names = "--keep", description = "Keep the conversation, so that --conversation can continue it.")
    private boolean keep;

    @Override
    public Integer call() {
        data.check(console());
        return data.with(console(), json, keep, conversation -> {
            var guidance = conversation.guide();
            DataContext context = conversation.context().orElseThrow();
            print(
                    json
                            ? RestMessages.result(guidance)
                            : ResultRenderer.terminal().guidance(guidance));
            if (!json && !context.relationships().isEmpty()) {
                print(ResultRenderer.terminal().relationships(context));
            }
            return ExitCodes.DONE;
        });
    }
}

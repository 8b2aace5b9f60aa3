package io.github.bigdatamigrator.cli;

import io.github.bigdatamigrator.ConversationHandle;
import io.github.bigdatamigrator.LLMConversationSystem;
import io.github.bigdatamigrator.Settings;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.settings.Setting;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Implements {@code bdm chat}. */
@Command(
        name = "chat",
        description = {"Talk about data files. Tab completes names of tables and columns; /help lists the commands.", ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  bdm chat sales.csv customers.xlsx",
            "  bdm chat --conversation ID",
            "  printf 'How many rows?\\n' | bdm chat sales.csv"
        })
final class ChatCommand extends BdmCommand {
    @Mixin
    private DataArguments data = new DataArguments();

    @Override
    public Integer call() {
        data.check(console());
        Settings settings = console().settings();
        try (LLMConversationSystem system = LLMConversationSystem.open(settings);
                Progress progress = console().progress()) {
            ConversationHandle conversation = data.open(system, console(), progress);
            conversation.prepare();
            DataContext context = conversation.context().orElseThrow();
            Path history = Path.of(settings.text(Setting.CONVERSATION_DIR), conversation.id(), "chat-history");
            try (LineSource lines = CommandContext.interactive()
                    ? new TerminalLines(history, context, conversation::cancel)
                    : LineSource.piped(console().in)) {
                note("Ask about " + ChatLoop.tables(context) + ". /help lists the commands, /quit ends.");
                new ChatLoop(console(), lines, context, conversation).run();
            }
            note("Continue later with: bdm chat --conversation " + conversation.id());
            return ExitCodes.DONE;
        }
    }
}

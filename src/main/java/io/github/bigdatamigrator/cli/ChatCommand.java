package io.github.bigdatamigrator.cli;

import io.github.bigdatamigrator.ConversationHandle;
import io.github.bigdatamigrator.LLMConversationSystem;
import io.github.bigdatamigrator.Settings;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.settings.Setting;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code bdm chat}. */
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
final class ChatCommand implements Callable<Integer> {
    private final CommandContext shell;

    @Mixin
    private DataArguments data;

    ChatCommand(CommandContext shell) {
        this.shell = shell;
        this.data = new DataArguments();
    }

    @Override
    public Integer call() {
        data.check();
        Settings settings = shell.settings();
        try (LLMConversationSystem system = LLMConversationSystem.open(settings);
                Progress progress = shell.progress()) {
            ConversationHandle conversation = data.open(system, shell, progress);
            DataContext context = conversation.context().orElseThrow();
            Path history = Path.of(settings.text(Setting.CONVERSATION_DIR), conversation.id(), "chat-history");
            try (LineSource lines = Terminals.interactive()
                    ? new TerminalLines(history, context, conversation::cancel)
                    : new PipedLines(shell.in())) {
                shell.note("Ask about " + ChatLoop.tables(context) + ". /help lists the commands, /quit ends.");
                new ChatLoop(shell, lines, context, conversation).run();
            }
            shell.note("Go on later with: bdm chat --conversation " + conversation.id());
            return ExitCodes.DONE;
        }
    }
}

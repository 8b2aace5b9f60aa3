package io.github.bigdatamigrator.cli;

import io.github.bigdatamigrator.LLMConversationSystem;
import io.github.bigdatamigrator.Setting;
import io.github.bigdatamigrator.Settings;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.QueryResult;
import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.conversation.AnswerListener;
import io.github.bigdatamigrator.conversation.ConversationState;
import io.github.bigdatamigrator.conversation.ExportFormat;
import io.github.bigdatamigrator.conversation.ReplayReport;
import io.github.bigdatamigrator.conversation.StateChange;
import io.github.bigdatamigrator.guidance.Guidance;
import java.nio.file.Path;
import java.util.Objects;
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
    private final Shell shell;

    @Mixin
    private DataArguments data;

    ChatCommand(Shell shell) {
        this.shell = shell;
        this.data = new DataArguments();
    }

    @Override
    public Integer call() {
        data.check();
        Settings settings = shell.settings();
        try (LLMConversationSystem system = LLMConversationSystem.open(settings);
                Progress progress = shell.progress()) {
            String id = data.open(system, shell, progress);
            DataContext context = Objects.requireNonNull(system.conversation(id).context());
            Path history = Path.of(settings.text(Setting.CONVERSATION_DIR), id, "chat-history");
            try (LineSource lines = Terminals.interactive()
                    ? new TerminalLines(history, context, () -> system.cancel(id))
                    : new PipedLines(shell.in())) {
                shell.note("Ask about " + ChatLoop.tables(context) + ". /help lists the commands, /quit ends.");
                new ChatLoop(shell, lines, context, new Asking(system, id)).run();
            }
            shell.note("Go on later with: bdm chat --conversation " + id);
            return ExitCodes.DONE;
        }
    }

    /** The chat's questions go to the conversation. */
    private record Asking(LLMConversationSystem system, String id) implements ChatLoop.Partner {
        @Override
        public Answer answer(String question, AnswerListener listener) {
            return system.addMessage(id, question, listener);
        }

        @Override
        public Guidance guidance() {
            return system.generateGuidance(id);
        }

        @Override
        public QueryResult query(String sql) {
            return system.query(id, sql);
        }

        @Override
        public ConversationState state() {
            return system.state(id);
        }

        @Override
        public ConversationState change(StateChange change) {
            return system.setState(id, change);
        }

        @Override
        public ConversationState undo() {
            return system.undo(id);
        }

        @Override
        public String export(ExportFormat format) {
            return system.export(id, format);
        }

        @Override
        public ReplayReport confirm() {
            return system.confirm(id);
        }

        @Override
        public void cancel() {
            system.cancel(id);
        }
    }
}

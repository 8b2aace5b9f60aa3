package io.github.bigdatamigrator.cli;

import io.github.bigdatamigrator.ConversationHandle;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.report.TerminalReport;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Runs a chat: reads lines to the end of the input, asks questions, and runs lines that begin with a slash as commands.
 * Ctrl-C stops the running answer, not the chat.
 */
final class ChatLoop {
    private final CommandContext console;
    private final LineSource lines;
    private final ConversationHandle conversation;
    private final ChatActions actions;

    ChatLoop(CommandContext console, LineSource lines, DataContext context, ConversationHandle conversation) {
        this.console = console;
        this.lines = lines;
        this.conversation = conversation;
        this.actions = new ChatActions(console, context, conversation);
    }

    static String tables(DataContext context) {
        return context.tables().stream().map(TableProfile::name).collect(Collectors.joining(", "));
    }

    void run() {
        for (String line = lines.next(); line != null; line = lines.next()) {
            String text = line.strip();
            if (text.equals("/quit")) {
                return;
            }
            if (!text.isEmpty()) {
                handle(text);
            }
        }
    }

    /** Handles one line; prints errors and continues the chat. */
    private void handle(String text) {
        try {
            CtrlC.stopping(conversation::cancel, () -> {
                if (text.startsWith("/")) {
                    actions.run(text);
                    return;
                }
                Optional<String> offered = actions.offered(text);
                offered.ifPresent(question -> console.print("> " + TerminalReport.content(question)));
                String question = offered.orElse(text);
                actions.answered(AnswerPrinter.to(console, listener -> conversation.ask(question, listener)));
            });
        } catch (MigratorException e) {
            console.err.println(e.code() == ErrorCode.CANCELLED ? "Stopped." : "bdm: " + e.getMessage());
        }
    }
}

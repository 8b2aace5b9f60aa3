package io.github.bigdatamigrator.cli;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.QueryResult;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.conversation.AnswerListener;
import io.github.bigdatamigrator.conversation.ConversationState;
import io.github.bigdatamigrator.conversation.ExportFormat;
import io.github.bigdatamigrator.conversation.ReplayReport;
import io.github.bigdatamigrator.conversation.StateChange;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.guidance.Guidance;
import java.util.stream.Collectors;

/**
 * Reads lines until they end: questions go to the conversation, lines that begin with a slash are commands. Ctrl-C stops what is being
 * answered and not the chat.
 */
final class ChatLoop {
    /** Who answers. */
    interface Partner {
        Answer answer(String question, AnswerListener listener);

        Guidance guidance();

        QueryResult query(String sql);

        ConversationState state();

        ConversationState change(StateChange change);

        ConversationState undo();

        String export(ExportFormat format);

        /** Confirms the last answer. */
        ReplayReport confirm();

        /** Stops the queries that run now. */
        void cancel();
    }

    private final Shell shell;
    private final LineSource lines;
    private final Partner partner;
    private final ChatActions actions;

    ChatLoop(Shell shell, LineSource lines, DataContext context, Partner partner) {
        this.shell = shell;
        this.lines = lines;
        this.partner = partner;
        this.actions = new ChatActions(shell, context, partner);
    }

    /** The names of the tables, for a reader. */
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

    /** What goes wrong with one line is told, and the chat goes on. */
    private void handle(String text) {
        try {
            Interrupts.stopping(partner::cancel, () -> {
                if (text.startsWith("/")) {
                    actions.run(text);
                } else {
                    actions.answered(Replying.to(shell, listener -> partner.answer(text, listener)));
                }
            });
        } catch (MigratorException e) {
            shell.err().println(e.code() == ErrorCode.CANCELLED ? "Stopped." : "bdm: " + e.getMessage());
        }
    }
}

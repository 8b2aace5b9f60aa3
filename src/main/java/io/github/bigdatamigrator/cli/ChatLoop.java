package io.github.bigdatamigrator.cli;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.QueryResult;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.conversation.AnswerListener;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.guidance.Guidance;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads lines until they end: questions go to the conversation, lines that begin with a slash are commands. */
final class ChatLoop {
    static final List<String> COMMANDS = List.of("/help", "/tables", "/sql", "/guide", "/quit");

    private static final String HELP = """
            Type a question, or
              /tables   the tables and their columns
              /sql      the SQL behind the last answer
              /guide    what could be asked
              /quit     end; the conversation is kept""";

    /** Who answers. */
    interface Partner {
        Answer answer(String question, AnswerListener listener);

        Guidance guidance();
    }

    private final Shell shell;
    private final LineSource lines;
    private final DataContext context;
    private final Partner partner;
    private @Nullable Answer last;

    ChatLoop(Shell shell, LineSource lines, DataContext context, Partner partner) {
        this.shell = shell;
        this.lines = lines;
        this.context = context;
        this.partner = partner;
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

    /** What goes wrong with one question is told, and the chat goes on. */
    private void handle(String text) {
        try {
            if (text.startsWith("/")) {
                command(text);
            } else {
                last = Replying.to(shell, listener -> partner.answer(text, listener));
            }
        } catch (MigratorException e) {
            shell.err().println("bdm: " + e.getMessage());
        }
    }

    private void command(String text) {
        switch (text) {
            case "/help" -> shell.out().println(HELP);
            case "/tables" -> shell.out().println(Rendering.profile(context));
            case "/sql" -> shell.out().println(lastSql());
            case "/guide" -> shell.out().println(Rendering.guidance(partner.guidance()));
            default -> shell.err().println("bdm: no command " + text + "; there are " + String.join(" ", COMMANDS));
        }
    }

    private String lastSql() {
        if (last == null || last.queries().isEmpty()) {
            return last == null ? "Nothing has been asked yet." : "The profile answered; no SQL ran.";
        }
        return last.queries().stream().map(QueryResult::sql).collect(Collectors.joining(";\n"));
    }
}

package io.github.bigdatamigrator.cli;

import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.conversation.AnswerListener;
import io.github.bigdatamigrator.report.TerminalReport;
import java.io.PrintWriter;
import java.util.function.Function;

/**
 * Prints an answer as it streams: first its content piece by piece, then its SQL, rows and warnings. Control characters
 * of the model cannot reach the terminal.
 */
final class AnswerPrinter implements AnswerListener {
    private final CommandContext console;
    private boolean streamed;

    private AnswerPrinter(CommandContext console) {
        this.console = console;
    }

    static Answer to(CommandContext console, Function<AnswerListener, Answer> ask) {
        AnswerPrinter listener = new AnswerPrinter(console);
        Answer answer = ask.apply(listener);
        PrintWriter out = console.out;
        out.println(listener.streamed ? "" : TerminalReport.content(answer.content()));
        String details = ResultRenderer.terminal().details(answer);
        if (!details.isBlank()) {
            out.println(details);
        }
        out.flush();
        return answer;
    }

    @Override
    public void status(String text) {
        console.note("… " + text);
    }

    @Override
    public void token(String piece) {
        streamed = true;
        console.out.print(TerminalReport.content(piece));
        console.out.flush();
    }
}

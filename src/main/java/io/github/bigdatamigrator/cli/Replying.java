package io.github.bigdatamigrator.cli;

import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.conversation.AnswerListener;
import java.io.PrintWriter;
import java.util.function.Function;

/** Prints an answer while it comes about: its content piece by piece, then its SQL, rows and warnings. */
final class Replying implements AnswerListener {
    private final Shell shell;
    private boolean streamed;

    private Replying(Shell shell) {
        this.shell = shell;
    }

    /** @param ask gets the listener and returns the whole answer */
    static Answer to(Shell shell, Function<AnswerListener, Answer> ask) {
        Replying listener = new Replying(shell);
        Answer answer = ask.apply(listener);
        PrintWriter out = shell.out();
        out.println(listener.streamed ? "" : answer.content());
        String details = Rendering.details(answer);
        if (!details.isBlank()) {
            out.println(details);
        }
        out.flush();
        return answer;
    }

    @Override
    public void status(String text) {
        shell.note("… " + text);
    }

    @Override
    public void token(String piece) {
        streamed = true;
        shell.out().print(piece);
        shell.out().flush();
    }
}

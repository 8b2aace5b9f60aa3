package io.github.bigdatamigrator.server;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/**
 * Sends the events of a run to one client without ever waiting for it: what the connection does not take now is sent
 * when it can. No thread is held, so a slow reader harms nobody. Safe for use by several threads.
 */
final class EventWriter implements WriteListener {
    private static final byte[] BEAT = ":\n\n".getBytes(StandardCharsets.UTF_8);

    private final AnswerRun run;
    private final ServletOutputStream out;
    private final Runnable hangUp;
    private final CompletableFuture<Boolean> closed = new CompletableFuture<>();
    private int sent;
    private boolean ready;
    private boolean unflushed;
    private boolean over;
    private boolean gone;

    /**
     * @param response of a request that is asynchronous already
     * @param hangUp closes the connection, whatever is still to be sent
     * @param after the number of the last event that the client has; 0 for none
     */
    EventWriter(AnswerRun run, HttpServletResponse response, Runnable hangUp, int after) throws IOException {
        this.run = run;
        this.hangUp = hangUp;
        sent = after;
        response.setStatus(200);
        response.setContentType("text/event-stream; charset=utf-8");
        response.setHeader("X-Accel-Buffering", "no");
        out = response.getOutputStream();
    }

    AnswerRun run() {
        return run;
    }

    /** Completes when all is sent, with true, or the client is gone, with false. */
    CompletableFuture<Boolean> closed() {
        return closed;
    }

    void start() {
        out.setWriteListener(this);
    }

    @Override
    public void onWritePossible() {
        synchronized (this) {
            ready = true;
            unflushed = true; // the head of the reply
        }
        send();
    }

    @Override
    public void onError(Throwable failure) {
        synchronized (this) {
            over = true;
            gone = true;
        }
        closed.complete(false);
    }

    /** Sends what has happened since. */
    void send() {
        synchronized (this) {
            try {
                pump();
            } catch (IOException | RuntimeException e) {
                over = true;
                gone = true;
            }
            if (!over) {
                return;
            }
        }
        closed.complete(!gone);
    }

    private void pump() throws IOException {
        while (ready && !over) {
            if (!out.isReady()) {
                ready = false;
                return;
            }
            byte[] next = run.frame(sent + 1);
            if (next != null) {
                out.write(next);
                sent++;
                unflushed = true;
            } else if (unflushed) {
                unflushed = false;
                out.flush();
            } else {
                over = run.ended() && sent >= run.frameCount();
                return;
            }
        }
    }

    /** Gives up a client that does not read what there is. */
    void drop() {
        hangUp.run();
        onError(new IOException("read too slowly"));
    }

    /** A comment that readers ignore: only by writing does one learn that a client is gone. */
    void beat() {
        synchronized (this) {
            try {
                if (!over && ready && out.isReady()) {
                    out.write(BEAT);
                    unflushed = true;
                }
            } catch (IOException | RuntimeException e) {
                over = true;
                gone = true;
            }
        }
        send();
    }
}

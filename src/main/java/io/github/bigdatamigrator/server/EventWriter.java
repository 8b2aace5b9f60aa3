package io.github.bigdatamigrator.server;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/**
 * Streams the events of a run to one client with asynchronous writes: what the connection cannot take now is sent
 * later. It blocks no thread, so that slow readers do no harm. Thread-safe.
 */
final class EventWriter implements WriteListener {
    private static final byte[] HEARTBEAT = ":\n\n".getBytes(StandardCharsets.UTF_8);

    private final AnswerRun run;
    private final ServletOutputStream out;
    private final Runnable closeConnection;
    private final CompletableFuture<Boolean> closed = new CompletableFuture<>();
    private int sent;
    private boolean ready;
    private boolean unflushed;
    private boolean finished;
    private boolean clientGone;

    /**
     * @param response response of a request in asynchronous mode
     * @param closeConnection closes the connection and drops unsent data
     * @param after number of the last event that the client has; 0 for none
     */
    EventWriter(AnswerRun run, HttpServletResponse response, Runnable closeConnection, int after) throws IOException {
        this.run = run;
        this.closeConnection = closeConnection;
        sent = after;
        response.setStatus(200);
        response.setContentType("text/event-stream; charset=utf-8");
        response.setHeader("X-Accel-Buffering", "no");
        out = response.getOutputStream();
    }

    AnswerRun run() {
        return run;
    }

    /** Completes with true when all events are sent, and with false when the client is gone. */
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
            unflushed = true; // the response headers
        }
        send();
    }

    @Override
    public void onError(Throwable failure) {
        markClientGone();
        closed.complete(false);
    }

    private synchronized void markClientGone() {
        finished = true;
        clientGone = true;
    }

    void send() {
        synchronized (this) {
            try {
                writeAvailable();
            } catch (IOException | RuntimeException e) {
                markClientGone();
            }
            if (!finished) {
                return;
            }
        }
        closed.complete(!clientGone);
    }

    private void writeAvailable() throws IOException {
        while (ready && !finished) {
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
                finished = run.ended() && sent >= run.frameCount();
                return;
            }
        }
    }

    void disconnect() {
        closeConnection.run();
        onError(new IOException("read too slowly"));
    }

    /** Sends a comment, which clients ignore. Only a write shows that a client is gone. */
    void heartbeat() {
        synchronized (this) {
            try {
                if (!finished && ready && out.isReady()) {
                    out.write(HEARTBEAT);
                    unflushed = true;
                }
            } catch (IOException | RuntimeException e) {
                markClientGone();
            }
        }
        send();
    }
}

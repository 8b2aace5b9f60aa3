package io.github.bigdatamigrator.server;

import io.github.bigdatamigrator.context.QueryResult;
import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.conversation.AnswerListener;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * One question on its way to an answer. What happens is kept as the events that a stream is made of, each with an id,
 * so that readers may come late, come again, and be as slow as they like: none of them holds up the answer. Safe for
 * use by several threads.
 */
final class AnswerRun implements AnswerListener {
    private final String id;
    private final String conversation;
    private final List<byte[]> frames = new ArrayList<>();
    private final Set<Runnable> readers = new HashSet<>();
    private final CompletableFuture<Answer> outcome = new CompletableFuture<>();
    private boolean ended;
    private long bytes;
    private volatile @Nullable Future<?> work;
    private volatile long endedAt = Long.MAX_VALUE;

    AnswerRun(String id, String conversation) {
        this.id = id;
        this.conversation = conversation;
    }

    String id() {
        return id;
    }

    String conversation() {
        return conversation;
    }

    /** The answer, or what went wrong. */
    CompletableFuture<Answer> outcome() {
        return outcome;
    }

    @Override
    public void status(String text) {
        add("status", Map.of("text", text));
    }

    @Override
    public void sql(String sql) {
        add("sql", Map.of("sql", sql));
    }

    @Override
    public void rows(QueryResult result) {
        add("rows", ResponseBodies.rows(result));
    }

    @Override
    public void token(String piece) {
        add("token", Map.of("text", piece));
    }

    void done(Answer answer) {
        end("done", ResponseBodies.message(answer));
        outcome.complete(answer);
    }

    void failed(Throwable failure) {
        end("error", HttpProblem.of(failure).body());
        outcome.completeExceptionally(failure);
    }

    private void end(String event, Object data) {
        byte[] frame;
        synchronized (this) {
            if (ended) {
                return;
            }
            frame = frame(event, data);
            frames.add(frame);
            bytes += frame.length;
            ended = true;
            endedAt = System.nanoTime();
        }
        notifyReaders();
    }

    private void add(String event, Object data) {
        synchronized (this) {
            if (ended) {
                return;
            }
            byte[] frame = frame(event, data);
            frames.add(frame);
            bytes += frame.length;
        }
        notifyReaders();
    }

    private byte[] frame(String event, Object data) {
        return ("id: " + id + "." + (frames.size() + 1) + "\nevent: " + event + "\ndata: " + ResponseBodies.json(data)
                        + "\n\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private void notifyReaders() {
        List<Runnable> now;
        synchronized (this) {
            now = List.copyOf(readers);
        }
        now.forEach(Runnable::run);
    }

    /** The event with this number, 1 for the first, or null where it has not happened yet. */
    synchronized byte @Nullable [] frame(int number) {
        return number <= frames.size() ? frames.get(number - 1) : null;
    }

    synchronized int frameCount() {
        return frames.size();
    }

    synchronized boolean ended() {
        return ended;
    }

    /** Of all events so far. */
    synchronized long bytes() {
        return bytes;
    }

    /** {@link System#nanoTime}, or the largest value while it runs. */
    long endedAt() {
        return endedAt;
    }

    synchronized void addReader(Runnable reader) {
        readers.add(reader);
    }

    synchronized void removeReader(Runnable reader) {
        readers.remove(reader);
    }

    /** Nobody listens, and there is still something to be heard. */
    synchronized boolean abandoned() {
        return readers.isEmpty() && !ended;
    }

    void work(Future<?> started) {
        work = started;
    }

    /** Interrupts the thread that answers. */
    void interrupt() {
        Future<?> started = work;
        if (started != null) {
            started.cancel(true);
        }
    }
}

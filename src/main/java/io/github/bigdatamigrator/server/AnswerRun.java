package io.github.bigdatamigrator.server;

import io.github.bigdatamigrator.context.query.QueryResult;
import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.conversation.AnswerListener;
import io.github.bigdatamigrator.conversation.Turn;
import io.github.bigdatamigrator.json.QueryJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Runs one question and keeps its events in memory, each with an id. Readers may join late, reconnect or read slowly;
 * none of them delays the answer. Thread-safe.
 */
final class AnswerRun implements AnswerListener {
    final String id;
    final String conversation;
    final String question;
    final Instant startedAt = Instant.now();
    private final List<byte[]> frames = new ArrayList<>();
    private final Set<Runnable> readers = new HashSet<>();
    /** Completes with the answer or with the failure. */
    final CompletableFuture<Answer> outcome = new CompletableFuture<>();

    private boolean ended;
    private long bytes;
    private volatile @Nullable Future<?> work;
    private volatile long endedAt = Long.MAX_VALUE;

    AnswerRun(String id, String conversation, String question) {
        this.id = id;
        this.conversation = conversation;
        this.question = question;
    }

    /** The turns without that of this run, whose answer the readers of the run receive. */
    List<Turn> before(List<Turn> turns) {
        int last = turns.size() - 1;
        boolean ours = last >= 0 && !Instant.parse(turns.get(last).askedAt()).isBefore(startedAt);
        return ours ? turns.subList(0, last) : turns;
    }

    @Override
    public void status(String text) {
        add("status", Map.of("text", text), false);
    }

    @Override
    public void sql(String sql) {
        add("sql", Map.of("sql", sql), false);
    }

    @Override
    public void rows(QueryResult result) {
        add("rows", QueryJson.write(result), false);
    }

    @Override
    public void token(String piece) {
        add("token", Map.of("text", piece), false);
    }

    void done(Answer answer) {
        add("done", ResponseBodies.message(answer), true);
        outcome.complete(answer);
    }

    void failed(Throwable failure) {
        add("error", HttpProblem.of(failure).body(), true);
        outcome.completeExceptionally(failure);
    }

    private void add(String event, Object data, boolean last) {
        List<Runnable> toNotify;
        synchronized (this) {
            if (ended) {
                return;
            }
            String frame = "id: " + id + "." + (frames.size() + 1) + "\nevent: " + event + "\ndata: "
                    + ResponseBodies.json(data) + "\n\n";
            frames.add(frame.getBytes(StandardCharsets.UTF_8));
            bytes += frames.get(frames.size() - 1).length;
            if (last) {
                ended = true;
                endedAt = System.nanoTime();
            }
            toNotify = List.copyOf(readers);
        }
        toNotify.forEach(Runnable::run);
    }

    /** The event with this number, 1 for the first, or null if there is none yet. */
    synchronized byte @Nullable [] frame(int number) {
        return number <= frames.size() ? frames.get(number - 1) : null;
    }

    synchronized int frameCount() {
        return frames.size();
    }

    synchronized boolean ended() {
        return ended;
    }

    synchronized long bytes() {
        return bytes;
    }

    /** {@link System#nanoTime} at the end, or {@link Long#MAX_VALUE} while it runs. */
    long endedAt() {
        return endedAt;
    }

    synchronized void addReader(Runnable reader) {
        readers.add(reader);
    }

    synchronized void removeReader(Runnable reader) {
        readers.remove(reader);
    }

    /** Whether it still runs and no reader is connected. */
    synchronized boolean abandoned() {
        return readers.isEmpty() && !ended;
    }

    void work(Future<?> started) {
        work = started;
    }

    void interrupt() {
        Future<?> started = work;
        if (started != null) {
            started.cancel(true);
        }
    }
}

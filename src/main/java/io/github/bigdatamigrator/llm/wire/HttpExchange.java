package io.github.bigdatamigrator.llm.wire;

import io.github.bigdatamigrator.llm.ReplyListener;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/**
 * Sends one chat request and receives its reply. The calling thread waits on a queue that a thread of the HTTP client
 * fills, so that it can observe deadlines, and an interrupt closes the connection at once, which stops the server's
 * work. Prompt processing sends nothing for minutes: meanwhile the listener receives progress messages.
 */
final class HttpExchange {
    /** How long the token counts may take after the reply has ended. */
    private static final long USAGE_TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final long SHORTEST_PROGRESS_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Time until the first progress message of a wait, and between later ones. */
    record ProgressIntervals(Duration first, Duration then) {
        static final ProgressIntervals DEFAULT = new ProgressIntervals(Duration.ofMillis(800), Duration.ofSeconds(10));
    }

    private final ChatTransport transport;
    private final long deadline;
    private final long start = System.nanoTime();
    private final ReplyAssembler reply;
    private final ReplyListener listener;
    private final Activity activity;
    private boolean started;
    private long nextProgress;
    private ReplyAssembler.@Nullable Progress shown;
    private long shownAt;

    /**
     * What the server does before the reply begins.
     *
     * @param tokens tokens of the prompt
     * @param loaded whether the model is in memory, as far as known
     */
    record Activity(String model, int tokens, boolean loaded) {
        String text(ReplyAssembler.Progress progress) {
            String percent = progress.percent() > 0 ? ", " + progress.percent() + " %" : "";
            if (progress.loading()) {
                return model + " is being loaded" + percent;
            }
            boolean reading = loaded || progress.percent() > 0;
            return model
                    + (reading ? "" : " is being loaded, then it")
                    + String.format(Locale.ROOT, " reads the prompt of about %,d tokens", tokens)
                    + percent;
        }
    }

    /** @param deadline in terms of {@link System#nanoTime} */
    HttpExchange(ChatTransport transport, ReplyListener listener, Activity activity, long deadline) {
        this.transport = transport;
        this.listener = listener;
        this.activity = activity;
        this.deadline = deadline;
        this.reply = new ReplyAssembler(
                listener, transport.provider == ModelProvider.LOCAL ? ChatRequestBody.STOPS : List.of());
        this.nextProgress = start + transport.intervals.first().toNanos();
    }

    ReplyAssembler reply() {
        return reply;
    }

    /**
     * Sends the body and fills the reply; returns the server's error, or null if the reply is complete.
     *
     * @param maxReplyTokens the limit of the reply
     */
    WireEvent.@Nullable Refused send(String url, String body, int maxReplyTokens) {
        transport.outbound.append(url, body);
        Call call = transport.http.call(transport
                .http
                .request(url)
                .header("Accept", "text/event-stream, application/json")
                .post(RequestBody.create(body, HttpCalls.JSON))
                .build());
        BlockingQueue<WireEvent> events = new LinkedBlockingQueue<>();
        call.enqueue(new ResponseReader(events, maxReplyTokens));
        boolean ended = false;
        try {
            WireEvent.Refused refused = receive(events);
            ended = !reply.stopped();
            return refused;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw transport.failures.cancelled();
        } finally {
            if (!ended) {
                call.cancel();
            }
        }
    }

    private WireEvent.@Nullable Refused receive(BlockingQueue<WireEvent> events) throws InterruptedException {
        while (true) {
            WireEvent event = next(events);
            if (event instanceof WireEvent.Refused refused) {
                return refused;
            }
            boolean complete = reply.finished() && !(event instanceof WireEvent.Chunk);
            if (complete || event instanceof WireEvent.Done) {
                return null;
            }
            if (event == null) {
                throw transport.failures.timeout(started);
            }
            if (event instanceof WireEvent.ConnectionFailed failed) {
                throw transport.failures.of(failed.cause(), started);
            }
            if (event instanceof WireEvent.Closed) {
                if (!reply.recognized() && !reply.damaged()) {
                    throw transport.failures.of(new IOException("end of stream"), false);
                }
                return null;
            }
            if (event instanceof WireEvent.Malformed) {
                reply.malformedFrame();
            }
            if (event instanceof WireEvent.Chunk chunk) {
                reply.accept(chunk.json());
                if (reply.stopped()) {
                    return null;
                }
                started |= reply.started();
                if (!started) {
                    showProgress();
                }
            }
        }
    }

    /** The next event, or null if none arrives in time. */
    private @Nullable WireEvent next(BlockingQueue<WireEvent> events) throws InterruptedException {
        long limit = deadline;
        if (reply.finished()) {
            limit = Math.min(deadline, System.nanoTime() + USAGE_TIMEOUT_NANOS);
        } else if (started) {
            limit = Math.min(
                    deadline,
                    System.nanoTime() + transport.endpoint.idleTimeout().toNanos());
        }
        while (true) {
            long now = System.nanoTime();
            if (now - deadline >= 0) {
                // A model that never stops always has one more piece ready.
                return null;
            }
            long until = started ? limit : Math.min(limit, nextProgress);
            WireEvent event = events.poll(Math.max(0, until - now), TimeUnit.NANOSECONDS);
            if (event != null || until >= limit) {
                return event;
            }
            reportWaiting();
        }
    }

    /** Reports what the server tells of its progress, once a second at most. */
    private void showProgress() {
        ReplyAssembler.Progress now = reply.progress();
        if (reply.progressReported()
                && !now.equals(shown)
                && (shown == null || System.nanoTime() - shownAt >= SHORTEST_PROGRESS_NANOS)) {
            shown = now;
            shownAt = System.nanoTime();
            reportWaiting();
        }
    }

    private void reportWaiting() {
        long now = System.nanoTime();
        nextProgress = now + transport.intervals.then().toNanos();
        listener.waiting(activity.text(reply.progress()) + " (" + TimeUnit.NANOSECONDS.toSeconds(now - start) + " s)");
    }
}

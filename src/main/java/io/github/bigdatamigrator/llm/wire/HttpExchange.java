package io.github.bigdatamigrator.llm.wire;

import io.github.bigdatamigrator.llm.ModelEndpoint;
import io.github.bigdatamigrator.llm.ReplyListener;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/**
 * One request and its reply. The calling thread waits on a queue that a thread of the HTTP client fills, so that
 * deadlines are ours and an interrupt closes the connection at once, which is what stops the server's work. Prompt
 * processing sends nothing for minutes: meanwhile the listener is told that it goes on.
 */
final class HttpExchange {
    /** How long the token counts may take after the reply has ended. */
    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(2);

    /**
     * When a silence is told of.
     *
     * @param first after how long
     * @param then how often from then on
     */
    record ProgressIntervals(Duration first, Duration then) {
        static final ProgressIntervals DEFAULT = new ProgressIntervals(Duration.ofSeconds(2), Duration.ofSeconds(10));
    }

    private final ModelEndpoint endpoint;
    private final ErrorClassifier failures;
    private final HttpCalls http;
    private final OutboundLog outbound;
    private final ProgressIntervals intervals;
    private final long deadline;
    private final long start = System.nanoTime();

    private final ReplyAssembler reply;
    private final ReplyListener listener;
    private final String activity;
    private boolean started;
    private long nextProgress;

    /**
     * @param busyWith what the server does before it replies, for the listener
     * @param deadline by {@link System#nanoTime}
     */
    HttpExchange(
            ModelEndpoint endpoint,
            ErrorClassifier failures,
            HttpCalls http,
            OutboundLog outbound,
            ProgressIntervals patience,
            ReplyListener listener,
            String busyWith,
            long deadline) {
        this.endpoint = endpoint;
        this.failures = failures;
        this.http = http;
        this.outbound = outbound;
        this.intervals = patience;
        this.listener = listener;
        this.activity = busyWith;
        this.deadline = deadline;
        this.reply = new ReplyAssembler(listener);
        this.nextProgress = start + patience.first().toNanos();
    }

    ReplyAssembler reply() {
        return reply;
    }

    /** Sends the body and fills the reply; returns the server's refusal, or null when it came to an end. */
    WireEvent.@Nullable Refused send(String body) {
        String url = endpoint.url() + "/chat/completions";
        outbound.append(url, body);
        Call call = http.call(http.request(url)
                .header("Accept", "text/event-stream, application/json")
                .post(RequestBody.create(body, HttpCalls.JSON))
                .build());
        BlockingQueue<WireEvent> events = new LinkedBlockingQueue<>();
        call.enqueue(new ResponseReader(events));
        boolean ended = false;
        try {
            WireEvent.Refused refused = receive(events);
            ended = true;
            return refused;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failures.cancelled();
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
                throw failures.timeout(started);
            }
            if (event instanceof WireEvent.ConnectionFailed broken) {
                throw failures.of(broken.cause(), started);
            }
            if (event instanceof WireEvent.Closed) {
                if (!reply.recognised() && !reply.damaged()) {
                    throw failures.of(new IOException("end of stream"), false);
                }
                return null;
            }
            if (event instanceof WireEvent.Malformed) {
                reply.malformedFrame();
            }
            if (event instanceof WireEvent.Chunk chunk) {
                reply.accept(chunk.json());
                started |= reply.started();
            }
        }
    }

    /** The next event, or null where none comes in time. */
    private @Nullable WireEvent next(BlockingQueue<WireEvent> events) throws InterruptedException {
        long limit = deadline;
        if (reply.finished()) {
            limit = Math.min(deadline, System.nanoTime() + GRACE_NANOS);
        } else if (started) {
            limit = Math.min(
                    deadline, System.nanoTime() + endpoint.idleTimeout().toNanos());
        }
        while (true) {
            long now = System.nanoTime();
            if (now - deadline >= 0) {
                // A model that goes on and on always has one more piece ready.
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

    private void reportWaiting() {
        long now = System.nanoTime();
        nextProgress = now + intervals.then().toNanos();
        int percent = reply.promptPercent();
        String far = percent > 0 ? ", " + percent + " %" : "";
        listener.waiting(activity + far + " (" + TimeUnit.NANOSECONDS.toSeconds(now - start) + " s)");
    }
}

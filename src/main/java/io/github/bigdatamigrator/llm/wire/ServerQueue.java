package io.github.bigdatamigrator.llm.wire;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/**
 * Lets the requests of this process to one server run in the order in which they came, as many at once as the server
 * takes. Requests that run at once share the window, and the server ends all of them if together they overflow it: a
 * request waits until its prompt and reply fit beside those that run. Thread-safe; all clients of an address share one
 * queue.
 */
final class ServerQueue {
    private static final Map<String, ServerQueue> QUEUES = new ConcurrentHashMap<>();

    private final List<Object> waiting = new ArrayList<>();
    private int running;
    private long used;

    /** A request that runs; closing it lets the next one run. */
    final class Place implements AutoCloseable {
        private final int tokens;
        private final Duration waited;

        private Place(int tokens, Duration waited) {
            this.tokens = tokens;
            this.waited = waited;
        }

        /** How long the request waited; zero if it did not. */
        Duration waited() {
            return waited;
        }

        @Override
        public void close() {
            free(tokens);
        }
    }

    static ServerQueue of(String url) {
        return QUEUES.computeIfAbsent(url, key -> new ServerQueue());
    }

    /**
     * Waits until the request may run.
     *
     * @param tokens prompt and reply of the request
     * @param most requests that may run at once
     * @param window tokens that they share
     * @param progress receives the number of requests before this one, at once and then at each interval
     * @throws InterruptedException if the thread is interrupted; the request has left the queue
     */
    Place enter(int tokens, int most, int window, Duration interval, IntConsumer progress) throws InterruptedException {
        long start = System.nanoTime();
        Object self = new Object();
        add(self);
        try {
            int before = attempt(self, tokens, most, window, Duration.ZERO);
            boolean waits = before > 0;
            while (before > 0) {
                progress.accept(before);
                before = attempt(self, tokens, most, window, interval);
            }
            return new Place(tokens, waits ? Duration.ofNanos(System.nanoTime() - start) : Duration.ZERO);
        } finally {
            remove(self);
        }
    }

    /** Tries for a while; returns 0 if the request runs now, or else how many are before it. */
    private synchronized int attempt(Object self, int tokens, int most, int window, Duration patience)
            throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (waiting.get(0) != self || running >= most || (running > 0 && used + tokens > window)) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                return running + waiting.indexOf(self);
            }
            wait(left);
        }
        running++;
        used += tokens;
        return 0;
    }

    private synchronized void add(Object request) {
        waiting.add(request);
    }

    private synchronized void remove(Object request) {
        waiting.remove(request);
        notifyAll();
    }

    private synchronized void free(int tokens) {
        running--;
        used -= tokens;
        notifyAll();
    }
}

package io.github.bigdatamigrator.server;

import io.javalin.config.Key;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.Connection;

/**
 * Aborts request bodies that arrive too slowly, because each of them occupies a thread. After a grace period a body
 * must reach a minimum average rate; otherwise the connection's input is closed, and the reader of the body gets an
 * early end. Thread-safe.
 */
final class SlowBodyGuard implements AutoCloseable {
    static final Key<SlowBodyGuard> KEY = new Key<>("body-watch");

    private final MinimumRate rate;
    private final Set<BodyRead> readings = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(AnswerRuns.daemon("body-watch"));

    /** The minimum average rate of a body, checked when the grace period is over. */
    record MinimumRate(Duration grace, int minBytesPerSecond) {
        /** Below the rate of the slowest connection over which people send files. */
        static final MinimumRate USUAL = new MinimumRate(Duration.ofSeconds(20), 5_000);
    }

    SlowBodyGuard(MinimumRate rate) {
        this.rate = rate;
        long every = Math.max(1, Math.min(1000, rate.grace().toMillis()));
        ScheduledFuture<?> unused =
                clock.scheduleWithFixedDelay(this::abortSlowReads, every, every, TimeUnit.MILLISECONDS);
    }

    /** A body that is being read; closed by its reader at the end. */
    static final class BodyRead implements AutoCloseable {
        private final SlowBodyGuard guard;
        private final Connection connection;
        private final long startNanos = System.nanoTime();
        private final long bytesBefore;
        private volatile boolean tooSlow;

        private BodyRead(SlowBodyGuard guard, Connection connection) {
            this.guard = guard;
            this.connection = connection;
            bytesBefore = connection.getBytesIn();
        }

        HttpProblem.RefusedException failure() {
            String why = tooSlow
                    ? "The body came too slowly: after " + guard.rate.grace().toSeconds() + " seconds at least "
                            + guard.rate.minBytesPerSecond() + " bytes a second must have come. Send it again."
                    : "The body did not arrive whole. Send it again.";
            return new HttpProblem.RefusedException(408, tooSlow ? "body_too_slow" : "body_incomplete", why);
        }

        boolean tooSlow() {
            return tooSlow;
        }

        private boolean belowRate(long now) {
            long nanos = now - startNanos;
            double least = guard.rate.minBytesPerSecond() * (nanos / 1e9);
            return nanos > guard.rate.grace().toNanos() && connection.getBytesIn() - bytesBefore < least;
        }

        private void abort() {
            tooSlow = true;
            try {
                if (connection.getEndPoint().getTransport() instanceof SocketChannel channel) {
                    channel.shutdownInput();
                } else {
                    connection.getEndPoint().close();
                }
            } catch (IOException e) {
                connection.getEndPoint().close();
            }
        }

        @Override
        public void close() {
            guard.readings.remove(this);
        }
    }

    static BodyRead reading(Context request) {
        SlowBodyGuard guard = request.appData(KEY);
        BodyRead reading = new BodyRead(
                guard,
                ServletContextRequest.getServletContextRequest(request.req())
                        .getConnectionMetaData()
                        .getConnection());
        guard.readings.add(reading);
        return reading;
    }

    private void abortSlowReads() {
        long now = System.nanoTime();
        for (BodyRead reading : List.copyOf(readings)) {
            if (reading.belowRate(now) && readings.remove(reading)) {
                reading.abort();
            }
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}

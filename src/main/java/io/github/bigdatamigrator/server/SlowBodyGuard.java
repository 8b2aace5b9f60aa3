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
 * Gives up bodies that trickle in, since each of them holds a thread: after a time of grace a body must have come at a
 * least rate on average. Where it has not, the connection takes no more, and whoever reads the body finds that it ended
 * too soon. Safe for use by several threads.
 */
final class SlowBodyGuard implements AutoCloseable {
    static final Key<SlowBodyGuard> KEY = new Key<>("body-watch");

    private final Pace pace;
    private final Set<Reading> readings = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "body-watch");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * How fast a body must come.
     *
     * @param grace the time from which on it counts
     * @param leastBytesASecond on average since the reading began
     */
    record Pace(Duration grace, int leastBytesASecond) {
        /** What the slowest line that a person would send a file over still gives. */
        static final Pace USUAL = new Pace(Duration.ofSeconds(20), 5_000);
    }

    SlowBodyGuard(Pace pace) {
        this.pace = pace;
        long every = Math.max(1, Math.min(1000, pace.grace().toMillis()));
        ScheduledFuture<?> unused =
                clock.scheduleWithFixedDelay(this::endSlowOnes, every, every, TimeUnit.MILLISECONDS);
    }

    /** A body that is being read; to be closed when it has been. */
    static final class Reading implements AutoCloseable {
        private final SlowBodyGuard watch;
        private final Connection connection;
        private final long began = System.nanoTime();
        private final long bytesBefore;
        private volatile boolean ended;

        private Reading(SlowBodyGuard watch, Connection connection) {
            this.watch = watch;
            this.connection = connection;
            bytesBefore = connection.getBytesIn();
        }

        /** What the sender is told when the body did not arrive. */
        HttpProblem.RefusedException notArrived() {
            String why = ended
                    ? "The body came too slowly: after " + watch.pace.grace().toSeconds() + " seconds at least "
                            + watch.pace.leastBytesASecond() + " bytes a second must have come. Send it again."
                    : "The body did not arrive whole. Send it again.";
            return new HttpProblem.RefusedException(408, ended ? "body_too_slow" : "body_incomplete", why);
        }

        /** Whether it came too slowly. */
        boolean ended() {
            return ended;
        }

        private boolean tooSlow(long now) {
            long nanos = now - began;
            double least = watch.pace.leastBytesASecond() * (nanos / 1e9);
            return nanos > watch.pace.grace().toNanos() && connection.getBytesIn() - bytesBefore < least;
        }

        private void end() {
            ended = true;
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
            watch.readings.remove(this);
        }
    }

    /** Watches the body of a request from now on. */
    static Reading reading(Context request) {
        SlowBodyGuard watch = request.appData(KEY);
        Reading reading = new Reading(
                watch,
                ServletContextRequest.getServletContextRequest(request.req())
                        .getConnectionMetaData()
                        .getConnection());
        watch.readings.add(reading);
        return reading;
    }

    private void endSlowOnes() {
        long now = System.nanoTime();
        for (Reading reading : List.copyOf(readings)) {
            if (reading.tooSlow(now) && readings.remove(reading)) {
                reading.end();
            }
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}

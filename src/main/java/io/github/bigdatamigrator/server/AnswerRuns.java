package io.github.bigdatamigrator.server;

import io.github.bigdatamigrator.LLMConversationSystem;
import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.json.Json;
import io.javalin.http.Context;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.commons.io.function.Uncheck;
import org.apache.commons.lang3.concurrent.BasicThreadFactory;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;
import org.jspecify.annotations.Nullable;

/**
 * Answers questions on threads of its own: at most {@value #MAX_RUNNING} at once, and {@value #MAX_PER_CONVERSATION}
 * per conversation. A client that loses its stream can resume it within {@value #RECONNECT_SECONDS} seconds by the id
 * of the last event; after that the question is cancelled. Ended runs are kept for some minutes, limited by number and
 * bytes; so are runs that slow readers have not read to the end.
 */
final class AnswerRuns implements AutoCloseable {
    static final int MAX_RUNNING = 256;
    static final int MAX_PER_CONVERSATION = 8;
    static final int RECONNECT_SECONDS = 3;
    /** Time in which a working client reads an answer to its end. */
    private static final int SLOW_READER_SECONDS = 10;

    private static final int MAX_KEPT = 256;
    private static final long MAX_KEPT_BYTES = 32_000_000;
    private static final long KEPT_MINUTES = 10;

    private final LLMConversationSystem system;
    private final ProfilingJobs jobs;
    private final Metrics metrics;
    private final Map<String, AnswerRun> runs = new ConcurrentHashMap<>();
    private final Map<String, Integer> runningCounts = new ConcurrentHashMap<>();
    private final Set<EventWriter> writers = ConcurrentHashMap.newKeySet();
    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(0, MAX_RUNNING, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), daemon("answering"));
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(daemon("stream-heartbeat"));

    AnswerRuns(LLMConversationSystem system, ProfilingJobs jobs, Metrics metrics) {
        this.system = system;
        this.jobs = jobs;
        this.metrics = metrics;
        ScheduledFuture<?> unused = clock.scheduleWithFixedDelay(this::checkStreams, 1, 1, TimeUnit.SECONDS);
    }

    /** Threads that do not keep the process alive. */
    static ThreadFactory daemon(String name) {
        return BasicThreadFactory.builder().namingPattern(name).daemon().build();
    }

    /** Starts to answer at the given version of the conversation, once its profile exists. */
    AnswerRun start(String conversation, String message, long version) {
        AnswerRun run = new AnswerRun(UUID.randomUUID().toString().substring(0, 13), conversation, message);
        acquire(conversation);
        runs.put(run.id, run);
        try {
            run.work(threads.submit(() -> answer(run, message, version)));
        } catch (RejectedExecutionException e) {
            runs.remove(run.id);
            release(conversation);
            throw busy();
        }
        return run;
    }

    private void acquire(String conversation) {
        if (runningCounts.merge(conversation, 1, Integer::sum) > MAX_PER_CONVERSATION) {
            release(conversation);
            throw new HttpProblem.RefusedException(
                    429,
                    "busy",
                    MAX_PER_CONVERSATION
                            + " requests for this conversation are running already. Wait for them to finish.");
        }
    }

    private void release(String conversation) {
        runningCounts.computeIfPresent(conversation, (key, count) -> count == 1 ? null : count - 1);
    }

    private static HttpProblem.RefusedException busy() {
        return new HttpProblem.RefusedException(
                503, "busy", MAX_RUNNING + " requests are running already. Try again in a moment.");
    }

    private void answer(AnswerRun run, String message, long version) {
        metrics.runningAnswers.incrementAndGet();
        try {
            jobs.await(run.conversation, run::status);
            Answer answer = system.handle(run.conversation).ask(message, run, version);
            metrics.answered(
                    Json.word(answer.outcome()),
                    answer.usage().promptTokens(),
                    answer.usage().completionTokens());
            run.done(answer);
        } catch (RuntimeException | Error e) {
            metrics.answered("error", 0, 0);
            run.failed(e);
        } finally {
            metrics.runningAnswers.decrementAndGet();
            release(run.conversation);
        }
    }

    /** Runs long work on one conversation that streams no events. */
    <T> CompletableFuture<T> submit(String conversation, Supplier<T> work) {
        acquire(conversation);
        try {
            return submit(work).whenComplete((done, failure) -> release(conversation));
        } catch (HttpProblem.RefusedException e) {
            release(conversation);
            throw e;
        }
    }

    <T> CompletableFuture<T> submit(Supplier<T> work) {
        try {
            return CompletableFuture.supplyAsync(work, threads);
        } catch (RejectedExecutionException e) {
            throw busy();
        }
    }

    /** The run with this id, or null if it is no longer kept. */
    @Nullable
    AnswerRun find(String conversation, String id) {
        AnswerRun run = runs.get(id);
        return run != null && run.conversation.equals(conversation) ? run : null;
    }

    /** The unfinished run of the conversation that began first, or null; a conversation answers one at a time. */
    @Nullable
    AnswerRun running(String conversation) {
        return runs.values().stream()
                .filter(run -> run.conversation.equals(conversation) && !run.ended())
                .min(Comparator.comparing(run -> run.startedAt))
                .orElse(null);
    }

    /** Streams the run's events after number {@code after}; the request ends with the run. */
    void stream(AnswerRun run, Context request, int after) {
        request.future(() -> {
            EventWriter writer = writer(run, request, after);
            Runnable reader = writer::send;
            run.addReader(reader);
            writers.add(writer);
            metrics.openStreams.incrementAndGet();
            writer.start();
            return writer.closed().thenApply(complete -> {
                metrics.openStreams.decrementAndGet();
                writers.remove(writer);
                run.removeReader(reader);
                if (!complete && !clock.isShutdown()) {
                    ScheduledFuture<?> unused = clock.schedule(
                            () -> Optional.of(run).filter(AnswerRun::abandoned).ifPresent(this::cancel),
                            RECONNECT_SECONDS,
                            TimeUnit.SECONDS);
                }
                return complete;
            });
        });
    }

    private static EventWriter writer(AnswerRun run, Context request, int after) {
        EndPoint connection = ServletContextRequest.getServletContextRequest(request.req())
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint();
        return Uncheck.get(() -> new EventWriter(run, request.res(), connection::close, after));
    }

    /** Cancels the running question of the conversation; returns whether there was one. */
    boolean cancel(String conversation) {
        AnswerRun run = running(conversation);
        if (run != null) {
            cancel(run);
        }
        return run != null;
    }

    private void cancel(AnswerRun run) {
        system.handle(run.conversation).cancel();
        run.interrupt();
    }

    private void checkStreams() {
        writers.forEach(EventWriter::heartbeat);
        long now = System.nanoTime();
        removeEnded(now);
        disconnectSlowReaders(now);
    }

    /** Disconnects readers whose unread answers exceed the memory limit; they can reconnect. */
    private void disconnectSlowReaders(long now) {
        List<EventWriter> slow = writers.stream()
                .filter(writer -> writer.run().ended()
                        && now - writer.run().endedAt() > TimeUnit.SECONDS.toNanos(SLOW_READER_SECONDS))
                .sorted(Comparator.comparingLong(
                                (EventWriter writer) -> writer.run().endedAt())
                        .reversed())
                .toList();
        long bytes = 0;
        for (EventWriter writer : slow) {
            bytes += writer.run().bytes();
            if (bytes > MAX_KEPT_BYTES) {
                writer.disconnect();
            }
        }
    }

    private void removeEnded(long now) {
        List<AnswerRun> ended = runs.values().stream()
                .filter(AnswerRun::ended)
                .sorted(Comparator.comparingLong(AnswerRun::endedAt).reversed())
                .toList();
        long bytes = 0;
        for (int i = 0; i < ended.size(); i++) {
            AnswerRun run = ended.get(i);
            bytes += run.bytes();
            if (i >= MAX_KEPT
                    || bytes > MAX_KEPT_BYTES
                    || now - run.endedAt() > TimeUnit.MINUTES.toNanos(KEPT_MINUTES)) {
                runs.remove(run.id);
            }
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        threads.shutdownNow();
    }
}

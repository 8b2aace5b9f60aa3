package io.github.bigdatamigrator.server;

import io.github.bigdatamigrator.ConversationHandle;
import io.github.bigdatamigrator.LLMConversationSystem;
import io.github.bigdatamigrator.conversation.Conversation;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.commons.lang3.concurrent.ConcurrentUtils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Profiles conversations in the background, one at a time on one thread, because one profile uses the whole machine.
 * Finished profiles are kept by the conversation, not here.
 */
final class ProfilingJobs implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProfilingJobs.class);
    private static final long STATUS_EVERY_MILLIS = 500;

    /**
     * Describes the progress of a profile: the step, and how many of a total of bytes or steps are done; 0 of 0 if
     * unknown.
     */
    record State(
            Status status,
            String stage,
            long done,
            long total,
            @Nullable HttpProblem failure) {
        enum Status {
            PROFILING,
            READY,
            FAILED
        }

        static final State WAITING = new State(Status.PROFILING, "waiting", 0, 0, null);
        static final State READY = new State(Status.READY, "ready", 1, 1, null);
        /** The server stopped during profiling. */
        static final State INTERRUPTED = new State(
                Status.FAILED,
                "interrupted",
                0,
                0,
                new HttpProblem(
                        409,
                        "conversation_not_ready",
                        "Profiling was interrupted. The next message starts it again, and POST …/profile does."));

        static State failed(HttpProblem problem) {
            return new State(Status.FAILED, "failed", 0, 0, problem);
        }

        Map<String, Object> progress() {
            Map<String, Object> progress = new LinkedHashMap<>();
            progress.put("stage", stage);
            progress.put("done", done);
            progress.put("total", total);
            if (total > 0) {
                progress.put("percent", Math.min(100, 100 * done / total));
            }
            return progress;
        }
    }

    private static final class Job {
        /** Whether there is an earlier profile, which serves until the job has ended. */
        final boolean again;

        volatile State state = State.WAITING;
        volatile @Nullable Future<?> future;

        Job(boolean again) {
            this.again = again;
        }

        boolean isReading() {
            return state.status() != State.Status.READY && !future().isDone();
        }

        Future<?> future() {
            return Objects.requireNonNull(future);
        }
    }

    private final LLMConversationSystem system;
    private final ConcurrentMap<String, Job> jobs = new ConcurrentHashMap<>();
    private final Set<String> prepared = ConcurrentHashMap.newKeySet();
    private final ExecutorService executor = Executors.newSingleThreadExecutor(AnswerRuns.daemon("profiling"));

    ProfilingJobs(LLMConversationSystem system) {
        this.system = system;
    }

    /** Starts to profile a conversation, also when it has a profile or one has failed, unless that is running. */
    void start(String id) {
        jobs.compute(id, (key, job) -> job != null && !job.future().isDone() ? job : submit(id));
    }

    /** Opens the data of a conversation when it is read for the first time, so that the first answer comes sooner. */
    void prepare(String id) {
        if (prepared.add(id) && !executor.isShutdown()) {
            executor.execute(() -> system.handle(id).prepare());
        }
    }

    private Job submit(String id) {
        Job job = new Job(system.handle(id).context().isPresent());
        job.future = executor.submit(() -> {
            try {
                ConversationHandle conversation = system.handle(id);
                conversation.profile(conversation
                        .request()
                        .reporting((stage, done, total) ->
                                job.state = new State(State.Status.PROFILING, stage, done, total, null)));
                job.state = State.READY;
                prepared.add(id);
                conversation.prepare();
            } catch (RuntimeException e) {
                job.state = State.failed(HttpProblem.of(e));
                LOG.warn("profiling of conversation {} failed", id, e);
                throw e;
            }
        });
        return job;
    }

    /** The state of the running job; without one, whether there is a profile, and why there is none. */
    State state(Conversation conversation) {
        String id = conversation.summary().id();
        Job job = jobs.get(id);
        boolean running = job != null && !job.future().isDone();
        return conversation.context() != null && !running ? State.READY : stateOf(id, State.INTERRUPTED);
    }

    /** The state of the job, or {@code otherwise} if this server started none. */
    State stateOf(String id, State otherwise) {
        Job job = jobs.get(id);
        return job == null ? otherwise : job.state;
    }

    /**
     * Waits until the conversation has a profile, and starts profiling if needed.
     *
     * @param onStage receives each new stage on the calling thread
     * @throws MigratorException if profiling failed; CANCELLED if the conversation was deleted
     */
    void await(String id, Consumer<String> onStage) {
        Job job = jobs.get(id);
        // The first profile can be read a moment before the conversation is free again.
        boolean first = job != null && !job.again && job.isReading();
        if (!first && system.handle(id).context().isPresent()) {
            return;
        }
        if (job == null) {
            start(id);
            job = jobs.get(id);
        }
        String stage = "";
        while (job != null) {
            String now = job.state.stage();
            if (!now.equals(stage) && !job.future().isDone()) {
                onStage.accept(now);
                stage = now;
            }
            if (isDone(job.future()) || job.state.status() == State.Status.READY) {
                return;
            }
        }
    }

    private static boolean isDone(Future<?> future) {
        try {
            future.get(STATUS_EVERY_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw ConcurrentUtils.extractCauseUnchecked(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MigratorException(ErrorCode.CANCELLED, "Stopped before the profile was complete.", e);
        } catch (java.util.concurrent.CancellationException e) {
            throw new MigratorException(ErrorCode.CANCELLED, "Profiling was cancelled.", e);
        }
    }

    /** Cancels the profiling of a conversation and removes its job; returns whether it was running or waiting. */
    boolean cancel(String id) {
        Job job = jobs.remove(id);
        if (job == null || job.future().isDone()) {
            return false;
        }
        system.handle(id).cancel();
        job.future().cancel(true);
        return true;
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}

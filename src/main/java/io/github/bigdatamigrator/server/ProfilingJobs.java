package io.github.bigdatamigrator.server;

import io.github.bigdatamigrator.ConversationHandle;
import io.github.bigdatamigrator.LLMConversationSystem;
import io.github.bigdatamigrator.conversation.Conversation;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Profiles conversations in the background, one after the other on one thread, since a profile takes the whole machine
 * anyway. A finished profile needs no memory here: the conversation itself has it.
 */
final class ProfilingJobs implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProfilingJobs.class);
    private static final long STATUS_EVERY_MILLIS = 500;

    private static final class Job {
        volatile ProfilingState state = ProfilingState.WAITING;
        volatile @Nullable Future<?> future;

        Future<?> future() {
            return Objects.requireNonNull(future);
        }
    }

    private final LLMConversationSystem system;
    private final ConcurrentMap<String, Job> jobs = new ConcurrentHashMap<>();
    private final ExecutorService executor = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "profiling");
        thread.setDaemon(true);
        return thread;
    });

    ProfilingJobs(LLMConversationSystem system) {
        this.system = system;
    }

    /** Starts the profile of a conversation unless one is under way; one that failed is tried again. */
    void start(String id) {
        jobs.compute(id, (key, job) -> job != null && !job.future().isDone() ? job : submit(id));
    }

    private Job submit(String id) {
        Job job = new Job();
        job.future = executor.submit(() -> {
            try {
                ConversationHandle conversation = system.handle(id);
                conversation.profile(conversation
                        .request()
                        .reporting((stage, done, total) -> job.state =
                                new ProfilingState(ProfilingState.Status.PROFILING, stage, done, total, null)));
                job.state = ProfilingState.READY;
            } catch (RuntimeException e) {
                job.state = ProfilingState.failed(HttpProblem.of(e));
                LOG.warn("profiling of conversation {} failed", id, e);
                throw e;
            }
        });
        return job;
    }

    ProfilingState state(Conversation conversation) {
        return conversation.context() != null
                ? ProfilingState.READY
                : stateOf(conversation.summary().id(), ProfilingState.INTERRUPTED);
    }

    /** The state of the job, or what is given where this server has started none. */
    ProfilingState stateOf(String id, ProfilingState otherwise) {
        Job job = jobs.get(id);
        return job == null ? otherwise : job.state;
    }

    /**
     * Waits until the conversation has a profile; starts it where there is none yet.
     *
     * @param onStage hears each new stage meanwhile, on the calling thread
     * @throws MigratorException why there is no profile; CANCELLED when the conversation was deleted meanwhile
     */
    void await(String id, Consumer<String> onStage) {
        if (system.handle(id).context().isPresent()) {
            return;
        }
        if (!jobs.containsKey(id)) {
            start(id);
        }
        Job job = jobs.get(id);
        String stage = "";
        while (job != null) {
            String now = job.state.stage();
            if (!now.equals(stage) && !job.future().isDone()) {
                onStage.accept(now);
                stage = now;
            }
            if (isDone(job.future())) {
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
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MigratorException(ErrorCode.CANCELLED, "Stopped before the profile was there.", e);
        } catch (java.util.concurrent.CancellationException e) {
            throw new MigratorException(ErrorCode.CANCELLED, "The conversation was deleted while it was profiled.", e);
        }
    }

    /** Stops the profile of a conversation and forgets it. */
    void remove(String id) {
        Job job = jobs.remove(id);
        if (job != null && !job.future().isDone()) {
            system.handle(id).cancel();
            job.future().cancel(true);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}

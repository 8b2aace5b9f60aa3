package io.github.bigdatamigrator.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.commons.lang3.concurrent.ConcurrentUtils;

/**
 * Runs tool calls as jobs, because clients of MCP give a call up after about a minute and many cannot be told to wait
 * longer. A call that lasts longer is answered with the id of its job, which the client waits for or cancels. The same
 * call again joins its job while the client has not had the result. Thread-safe.
 */
final class McpJobs implements AutoCloseable {
    private static final int MAX_RUNNING = 64;
    private static final int MAX_KEPT = 20;
    private static final long PROGRESS_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** A call of a tool about a conversation. */
    record Call(String tool, String conversation, Map<String, Object> arguments) {}

    private static final class Job {
        final String id;
        final Call call;
        final Future<JsonNode> future;
        final long begun = System.nanoTime();
        volatile boolean delivered;

        Job(String id, Call call, Future<JsonNode> future) {
            this.id = id;
            this.call = call;
            this.future = future;
        }

        long seconds() {
            return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun);
        }
    }

    /** What is known of a running job. */
    record Progress(long seconds, String stage) {}

    private final ProfilingJobs profiling;
    private final long patience;
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            0, MAX_RUNNING, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), AnswerRuns.daemon("tool"));
    private final Map<String, Job> jobs = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Job> eldest) {
            return size() > MAX_KEPT && eldest.getValue().future.isDone();
        }
    };
    private long started;

    /** @param seconds how long a call is waited for */
    McpJobs(ProfilingJobs profiling, long seconds) {
        this.profiling = profiling;
        this.patience = TimeUnit.SECONDS.toNanos(seconds);
    }

    /** The result of a call, or how far it is and how to have the result. */
    JsonNode answer(Call call, Callable<JsonNode> work, Consumer<Progress> listener) {
        return await(job(call, work), listener);
    }

    /** Waits for a job like {@link #answer}; a finished one is known for a while. */
    JsonNode await(String id, Consumer<Progress> listener) {
        return await(known(id), listener);
    }

    /** Stops a job; one that waits for a profile stops the profile. */
    JsonNode cancel(String id) {
        Job job = known(id);
        // The job first, which would otherwise end by itself when its profile does.
        if (job.future.cancel(true)) {
            profiling.cancel(job.call.conversation());
        }
        job.delivered = true;
        return Json.object().put("job", id).put("status", job.future.isCancelled() ? "cancelled" : "done");
    }

    private synchronized Job job(Call call, Callable<JsonNode> work) {
        for (Job known : jobs.values()) {
            if (known.call.equals(call) && !known.delivered) {
                return known;
            }
        }
        try {
            Job job = new Job("job-" + ++started, call, threads.submit(work));
            jobs.put(job.id, job);
            return job;
        } catch (RejectedExecutionException e) {
            throw new HttpProblem.RefusedException(
                    503, "busy", MAX_RUNNING + " jobs are running; wait for one or cancel it.");
        }
    }

    private synchronized Job known(String id) {
        Job job = jobs.get(id);
        if (job == null) {
            throw RequestReader.bad("There is no job " + id + "; running: "
                    + jobs.values().stream()
                            .filter(other -> !other.future.isDone())
                            .map(other -> other.id)
                            .collect(Collectors.collectingAndThen(
                                    Collectors.joining(", "), ids -> ids.isEmpty() ? "none" : ids))
                    + ". Call the tool again.");
        }
        return job;
    }

    private JsonNode await(Job job, Consumer<Progress> listener) {
        long end = System.nanoTime() + patience;
        for (long left = patience; left > 0; left = end - System.nanoTime()) {
            try {
                JsonNode result = job.future.get(Math.min(left, PROGRESS_EVERY_NANOS), TimeUnit.NANOSECONDS);
                job.delivered = true;
                return result;
            } catch (TimeoutException e) {
                listener.accept(new Progress(job.seconds(), stage(job)));
            } catch (ExecutionException e) {
                job.delivered = true;
                throw ConcurrentUtils.extractCauseUnchecked(e);
            } catch (CancellationException e) {
                throw new MigratorException(ErrorCode.CANCELLED, "The job " + job.id + " was cancelled.", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new MigratorException(ErrorCode.CANCELLED, "Stopped.", e);
            }
        }
        return Json.object()
                .put("job", job.id)
                .put("tool", job.call.tool())
                .put("status", "running")
                .put("stage", stage(job))
                .put("seconds", job.seconds())
                .put("next", "Call wait_for_job with this job; it answers with the result of " + job.call.tool() + ".");
    }

    private String stage(Job job) {
        ProfilingJobs.State state = profiling.stateOf(job.call.conversation(), ProfilingJobs.State.READY);
        return switch (state.status()) {
            case READY, FAILED -> "running";
            case PROFILING ->
                state.total() == 0
                        ? state.stage()
                        : state.stage() + ", " + Math.min(100, 100 * state.done() / state.total()) + " %";
        };
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}

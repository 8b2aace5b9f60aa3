package io.github.bigdatamigrator.server;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Describes the progress of a profile: the step, and how many of a total of bytes or steps are done; 0 of 0 if unknown.
 */
record ProfilingState(
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

    static final ProfilingState WAITING = new ProfilingState(Status.PROFILING, "waiting", 0, 0, null);
    static final ProfilingState READY = new ProfilingState(Status.READY, "ready", 1, 1, null);
    /** The server stopped during profiling. */
    static final ProfilingState INTERRUPTED = new ProfilingState(
            Status.FAILED,
            "interrupted",
            0,
            0,
            new HttpProblem(
                    409,
                    "conversation_not_ready",
                    "Profiling was interrupted. The next message starts it again, and POST …/profile does."));

    static ProfilingState failed(HttpProblem problem) {
        return new ProfilingState(Status.FAILED, "failed", 0, 0, problem);
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

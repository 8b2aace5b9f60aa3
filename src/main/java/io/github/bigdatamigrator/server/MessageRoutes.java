package io.github.bigdatamigrator.server;

import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.javalin.http.Context;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Handles the requests that ask, stream, resume and cancel questions.
 *
 * @param keys hold only the ids of runs, because runs are kept for a limited time
 */
record MessageRoutes(AnswerRuns runs, ProfilingJobs jobs, ETags eTags, IdempotencyKeys<String> keys) {
    private static final Pattern EVENT_ID = Pattern.compile("([0-9a-f-]{13})\\.([1-9][0-9]{0,8})");

    void ask(Context request, String id) {
        String message = RequestReader.message(request);
        eTags.requireExists(id);
        String last = request.header("Last-Event-ID");
        if (last != null && RequestReader.acceptsEventStream(request)) {
            resume(request, id, last);
            return;
        }
        String key = keys.computeOnce(
                id,
                request.header("Idempotency-Key"),
                message,
                () -> runs.start(id, message, eTags.expectedVersion(request, id)).id);
        AnswerRun run = runs.find(id, key);
        if (run == null) {
            throw gone();
        }
        CompletionStage<?> unused = run.outcome.whenComplete((answer, failure) -> {
            if (failure != null) {
                keys.forget(key);
            }
        });
        if (RequestReader.acceptsEventStream(request)) {
            runs.stream(run, request, 0);
        } else {
            request.future(() -> run.outcome.thenAccept(answer -> {
                eTags.setHeader(request, id);
                request.json(ResponseBodies.message(answer));
            }));
        }
    }

    /** Streams the running question, or a recent one from Last-Event-ID on. */
    void events(Context request, String id) {
        eTags.requireExists(id);
        String last = request.header("Last-Event-ID");
        if (last != null) {
            resume(request, id, last);
            return;
        }
        AnswerRun run = runs.running(id);
        if (run == null) {
            request.status(204);
            return;
        }
        runs.stream(run, request, 0);
    }

    private void resume(Context request, String id, String last) {
        Matcher parts = EVENT_ID.matcher(last);
        if (!parts.matches()) {
            throw RequestReader.bad("Last-Event-ID must be the id of an event of this stream.");
        }
        AnswerRun run = runs.find(id, parts.group(1));
        int after = Integer.parseInt(parts.group(2));
        if (run == null || after > run.frameCount()) {
            throw gone();
        }
        runs.stream(run, request, after);
    }

    private static HttpProblem.RefusedException gone() {
        return new HttpProblem.RefusedException(
                410,
                "stream_gone",
                "The stream of this question is no longer kept. GET the conversation for its answer.");
    }

    void cancel(Context request, String id) {
        eTags.requireExists(id);
        if (!runs.cancel(id) && !jobs.cancel(id)) {
            throw new MigratorException(
                    ErrorCode.CONVERSATION_NOT_READY,
                    "No question of conversation " + id + " is running, and its files are not being profiled.");
        }
        request.status(202);
    }
}

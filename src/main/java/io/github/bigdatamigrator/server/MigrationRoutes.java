package io.github.bigdatamigrator.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bigdatamigrator.ConversationHandle;
import io.github.bigdatamigrator.LLMConversationSystem;
import io.github.bigdatamigrator.ProfileRequest;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.ProgressListener;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.json.Json;
import io.github.bigdatamigrator.migration.DataMigration;
import io.github.bigdatamigrator.migration.MigrationPreview;
import io.github.bigdatamigrator.migration.MigrationRequest;
import io.github.bigdatamigrator.server.access.DataAccess;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles the requests that show, run, follow and cancel migrations, one at a time since one uses the whole machine,
 * and those that compare data. Each conversation keeps its latest migration until the server stops.
 */
final class MigrationRoutes implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MigrationRoutes.class);

    private enum Status {
        SHOWN,
        WAITING,
        RUNNING,
        DONE,
        FAILED,
        CANCELLED
    }

    /** A migration that a caller has seen. */
    private static final class Shown {
        final DataMigration migration;
        final MigrationPreview preview;
        final Progress progress;
        final String id;
        volatile Status status = Status.SHOWN;
        volatile @Nullable ObjectNode report;
        volatile @Nullable HttpProblem failure;

        Shown(DataMigration migration, MigrationPreview preview, Progress progress, RequestReader.NewMigration wanted) {
            this.migration = migration;
            this.preview = preview;
            this.progress = progress;
            // Equal for the same plan to the same target, so that a repeated request shows the same.
            id = DigestUtils.sha256Hex(preview.json() + migration.plan().yaml() + wanted.replace() + wanted.resume())
                    .substring(0, 16);
        }

        boolean active() {
            return status == Status.WAITING || status == Status.RUNNING;
        }

        ObjectNode json() {
            ObjectNode reply = Json.object().put("plan_id", id).put("status", Json.word(status));
            reply.put("target", preview.target());
            reply.set("progress", ResponseBodies.tree(progress.told.progress()));
            if (report != null) {
                reply.set("report", report);
            }
            if (failure != null) {
                reply.set("error", ResponseBodies.tree(failure.body()));
            }
            return reply;
        }
    }

    /** The step that a migration was last heard at. */
    private static final class Progress implements ProgressListener {
        volatile ProfilingJobs.State told = ProfilingJobs.State.WAITING;

        @Override
        public void progress(String stage, long done, long total) {
            told = new ProfilingJobs.State(ProfilingJobs.State.Status.PROFILING, stage, done, total, null);
        }
    }

    private final LLMConversationSystem system;
    private final ProfilingJobs jobs;
    private final AnswerRuns runs;
    private final DataAccess data;
    private final Map<String, Shown> latest = new ConcurrentHashMap<>();
    private final ExecutorService executor = Executors.newSingleThreadExecutor(AnswerRuns.daemon("migrating"));

    MigrationRoutes(LLMConversationSystem system, ProfilingJobs jobs, AnswerRuns runs, DataAccess data) {
        this.system = system;
        this.jobs = jobs;
        this.runs = runs;
        this.data = data;
    }

    /** Shows a migration to a target, or runs the one that was shown. */
    void migrate(Context request, String id) {
        RequestReader.NewMigration wanted = RequestReader.newMigration(request);
        ConversationHandle conversation = system.handle(id);
        if (wanted.planId() != null) {
            request.status(202).json(run(id, wanted.planId()).json());
            return;
        }
        data.requireTarget(wanted.target());
        requireIdle(latest.get(id));
        request.future(() -> runs.submit(id, () -> {
                    jobs.await(id, stage -> {});
                    return show(id, conversation, wanted);
                })
                .thenAccept(request::json));
    }

    private ObjectNode show(String id, ConversationHandle conversation, RequestReader.NewMigration wanted) {
        Progress progress = new Progress();
        MigrationRequest request = new MigrationRequest(wanted.target(), wanted.replace(), progress);
        DataMigration migration = wanted.resume()
                ? conversation
                        .begunMigration(request)
                        .orElseThrow(() -> MigratorException.badInput(
                                "No migration has begun in " + wanted.target() + ". Send the request without resume."))
                : begin(conversation, wanted, request);
        Shown shown = new Shown(migration, migration.preview(), progress, wanted);
        latest.compute(id, (key, before) -> {
            requireIdle(before);
            return shown;
        });
        ObjectNode reply = shown.preview.json().put("plan_id", shown.id);
        return reply.put("plan", migration.plan().yaml());
    }

    private static DataMigration begin(
            ConversationHandle conversation, RequestReader.NewMigration wanted, MigrationRequest request) {
        return wanted.plan() == null
                ? conversation.migration(
                        conversation.optimizeWithFallback(DataMigration.kind(wanted.target())), request)
                : conversation.migration(conversation.readMigrationPlan("plan", wanted.plan()), request);
    }

    private static void requireIdle(@Nullable Shown shown) {
        if (shown != null && shown.active()) {
            throw new HttpProblem.RefusedException(
                    409, "migration_running", "A migration of this conversation is running. Wait, or cancel it.");
        }
    }

    private Shown run(String id, String planId) {
        return latest.compute(id, (key, shown) -> {
            requireIdle(shown);
            if (shown == null || !shown.id.equals(planId) || shown.status != Status.SHOWN) {
                throw new HttpProblem.RefusedException(
                        409,
                        "plan_not_shown",
                        "The plan " + planId + " was not shown last. Send the target to see what will be done, then"
                                + " the plan_id of that reply.");
            }
            shown.status = Status.WAITING;
            try {
                executor.execute(() -> run(shown));
            } catch (RejectedExecutionException e) {
                throw new MigratorException(ErrorCode.ENGINE_STOPPED, "The server is stopping.", e);
            }
            return shown;
        });
    }

    private static void run(Shown shown) {
        if (shown.status == Status.CANCELLED) {
            return;
        }
        shown.status = Status.RUNNING;
        try {
            shown.report = shown.migration.run().json();
            shown.status = Status.DONE;
        } catch (RuntimeException e) {
            boolean cancelled = e instanceof MigratorException known && known.code() == ErrorCode.CANCELLED;
            if (!cancelled) {
                LOG.warn("the migration to {} failed", shown.preview.target(), e);
            }
            shown.failure = HttpProblem.of(e);
            shown.status = cancelled ? Status.CANCELLED : Status.FAILED;
        }
    }

    void state(Context request, String id) {
        request.json(known(id).json());
    }

    void cancel(Context request, String id) {
        Shown shown = known(id);
        if (shown.status == Status.SHOWN || shown.status == Status.WAITING) {
            shown.status = Status.CANCELLED;
        }
        shown.migration.cancel();
        request.status(202).json(shown.json());
    }

    /** Cancels the migration of a conversation that is deleted. */
    void forget(String id) {
        Shown shown = latest.remove(id);
        if (shown != null && shown.active()) {
            shown.migration.cancel();
        }
    }

    private Shown known(String id) {
        system.handle(id).conversation();
        Shown shown = latest.get(id);
        if (shown == null) {
            throw new HttpProblem.RefusedException(
                    404, "no_migration", "No migration of " + id + " was shown since the server started.");
        }
        return shown;
    }

    /** Compares two states of data; a stored profile is none, since it could name any file. */
    void compare(Context request) {
        RequestReader.NewComparison wanted = RequestReader.newComparison(request);
        List<String> allowed = List.of(wanted.before(), wanted.after()).stream()
                .map(data::allowed)
                .toList();
        request.future(() -> runs.submit(() -> {
                    DataContext before = system.profile(ProfileRequest.of(allowed.subList(0, 1)));
                    DataContext after = system.profile(ProfileRequest.of(allowed.subList(1, 2)));
                    return wanted.rows()
                            ? system.compareRows(before, after, wanted.key())
                            : system.compare(before, after);
                })
                .thenAccept(found -> request.json(found.json())));
    }

    @Override
    public void close() {
        latest.values().stream().filter(Shown::active).forEach(shown -> shown.migration.cancel());
        executor.shutdownNow();
    }
}

package io.github.bigdatamigrator.batch;

import io.github.bigdatamigrator.ConversationHandle;
import io.github.bigdatamigrator.LLMConversationSystem;
import io.github.bigdatamigrator.ProfileRequest;
import io.github.bigdatamigrator.checks.DataChecks;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.context.ProgressListener;
import io.github.bigdatamigrator.context.query.ResultFolder;
import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.conversation.ExportFormat;
import io.github.bigdatamigrator.conversation.Turn;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.guidance.Guidance;
import io.github.bigdatamigrator.json.Json;
import io.github.bigdatamigrator.migration.DataMigration;
import io.github.bigdatamigrator.migration.MigrationReport;
import io.github.bigdatamigrator.migration.MigrationRequest;
import io.github.bigdatamigrator.schema.SchemaPlan;
import io.github.bigdatamigrator.schema.SchemaTarget;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Runs a job: profiles its files, asks its questions, generates guidance, schemas and data tests, migrates, and writes
 * the results after each step. A later run on unchanged data does only the missing steps; failed questions are asked
 * again. A failed step is reported in the result and does not stop the others. Driver only; not thread-safe.
 */
public final class JobRunner {
    /** Whether results of an earlier run are used. */
    public enum EarlierResults {
        REUSE,
        /** All steps are repeated, but a migration that is done, and all files read again. */
        DISCARD
    }

    private final LLMConversationSystem system;
    private final Function<Record, String> json;
    private final ProgressListener progress;
    private final Consumer<String> steps;
    private final List<String> failures = new ArrayList<>();

    /**
     * Creates a runner for one job.
     *
     * @param json formats guidance and plans as the REST API does; this package does not import {@code server}
     * @param steps receives one line worded for users when a step begins, is skipped or fails
     */
    public JobRunner(
            LLMConversationSystem system,
            Function<Record, String> json,
            ProgressListener progress,
            Consumer<String> steps) {
        this.system = system;
        this.json = json;
        this.progress = progress;
        this.steps = steps;
    }

    /**
     * Runs the job.
     *
     * @throws MigratorException FILE_NOT_FOUND or FILE_UNREADABLE when there is no file to profile, STORE_FAILED when
     *     results cannot be written, CANCELLED; completed steps are in the result folder
     */
    public JobResult run(Job job, EarlierResults earlier) {
        failures.clear();
        ResultFolder folder = system.resultFolder(job.output());
        String fingerprint = JobData.of(system, job).fingerprint(job);
        JobState state = JobState.read(folder, fingerprint);
        if (earlier == EarlierResults.DISCARD) {
            state = state.again();
        }
        if (done(job, state) && folder.read(JobState.DONE) != null) {
            steps.accept("All steps are done already, on the same data; --again repeats them");
            return new JobResult(
                    job.output(), state.conversation, 0, job.questions().size(), List.of());
        }
        // Before the long work, so that an unwritable folder fails early.
        folder.delete(JobState.DONE);
        state.write(folder);
        DataContext context = profile(job, state, earlier);
        if (!JobData.of(system, job).fingerprint(job).equals(fingerprint)
                || !skipped(context).isEmpty()) {
            state = state.withoutResults();
        }
        state.write(folder);
        JobOutput output = new JobOutput(folder, json, job, context);
        output.profile();
        List<Turn> turns = new ArrayList<>();
        int asked = ask(job, state, output, turns);
        Guidance guidance = job.guidance() ? guidance(state, output) : null;
        List<SchemaPlan> plans = plans(job, state, output);
        checks(job, state, output);
        migrate(job, state, output);
        output.report(turns, guidance, plans.isEmpty() ? null : plans.get(0));
        output.conversation(system.handle(state.conversation).export(ExportFormat.JSON));
        state.write(folder);
        if (failures.isEmpty()) {
            folder.write(JobState.DONE, Instant.now() + "\n");
        }
        return new JobResult(
                job.output(), state.conversation, asked, job.questions().size() - asked, failures);
    }

    private static boolean done(Job job, JobState state) {
        return IntStream.range(0, job.questions().size()).allMatch(i -> state.answered(job.questions(), i) != null)
                && !state.conversation.isEmpty()
                && (!job.guidance() || state.guidance != null)
                && job.schemas().stream().allMatch(target -> state.plans.get(target) != null)
                && state.checks.containsAll(job.checks())
                && state.migrated(job.migrate());
    }

    /** The profile of the earlier run's conversation if it is in this store, or of a new one. */
    private DataContext profile(Job job, JobState state, EarlierResults earlier) {
        DataContext known = state.conversation.isEmpty() ? null : existingContext(state.conversation);
        if (known != null) {
            steps.accept("Continuing conversation " + state.conversation);
            return known;
        }
        ProfileRequest request =
                ProfileRequest.of(job.files()).withDialect(job.dialect()).reporting(progress);
        request = job.keepGoing() ? request.skippingUnreadable() : request;
        String id = system.createConversation(
                job.title(), earlier == EarlierResults.DISCARD ? request.refreshing() : request);
        state.conversation = id;
        if (job.askModel()) {
            attempt("Relationships by the model", () -> system.detectRelationshipsWithFallback(id));
        }
        DataContext context = system.handle(id).context().orElseThrow();
        skipped(context).forEach(problem -> fail(problem.subject(), problem.message()));
        return context;
    }

    private @Nullable DataContext existingContext(String id) {
        try {
            return system.handle(id).context().orElse(null);
        } catch (MigratorException e) {
            return null;
        }
    }

    /** Problems of files that could not be read. */
    private static List<Problem> skipped(DataContext context) {
        return context.problems().stream()
                .filter(problem -> problem.message().startsWith(Problem.LEFT_OUT))
                .toList();
    }

    /** Asks the unanswered questions and adds all answers to the list in the order of the job. */
    private int ask(Job job, JobState state, JobOutput output, List<Turn> turns) {
        int asked = 0;
        List<String> questions = job.questions();
        for (int i = 0; i < questions.size(); i++) {
            String question = questions.get(i);
            Turn known = state.answered(questions, i);
            if (known != null) {
                turns.add(numbered(i, known.question(), known.answer(), known.askedAt()));
                continue;
            }
            steps.accept("Question " + (i + 1) + " of " + questions.size() + ": " + question);
            String askedAt = Instant.now().toString();
            Answer answer = answer(state.conversation, question);
            asked++;
            if (answer.outcome() == Answer.Outcome.FAILED) {
                fail("Question " + (i + 1) + " “" + question + "”", answer.content());
            } else {
                state.add(question, answer, askedAt);
                state.write(output.folder());
            }
            turns.add(numbered(i, question, answer, askedAt));
            output.answers(turns);
        }
        if (asked == 0 && !questions.isEmpty()) {
            output.answers(turns);
        }
        return asked;
    }

    private static Turn numbered(int place, String question, Answer answer, String askedAt) {
        return new Turn(place + 1, question, answer, askedAt, false);
    }

    private Answer answer(String conversation, String question) {
        try {
            return system.addMessage(conversation, question);
        } catch (RuntimeException e) {
            return Answer.plain(message(e), Answer.Outcome.FAILED, Answer.AnsweredBy.PROFILE);
        }
    }

    private @Nullable Guidance guidance(JobState state, JobOutput output) {
        Guidance guidance = state.guidance;
        if (guidance == null) {
            steps.accept("Guidance");
            guidance = attempt("Guidance", () -> system.generateGuidance(state.conversation));
        }
        if (guidance != null) {
            state.guidance = guidance;
            state.write(output.folder());
            output.guidance(guidance);
        }
        return guidance;
    }

    private List<SchemaPlan> plans(Job job, JobState state, JobOutput output) {
        List<SchemaPlan> plans = new ArrayList<>();
        for (SchemaTarget target : job.schemas()) {
            SchemaPlan plan = state.plans.get(target);
            if (plan == null) {
                String what = "Schema for " + Json.word(target);
                steps.accept(what);
                plan = attempt(what, () -> system.handle(state.conversation).optimizeWithFallback(target));
            }
            if (plan != null) {
                state.plans.put(target, plan);
                state.write(output.folder());
                output.plan(plan);
                plans.add(plan);
            }
        }
        return plans;
    }

    private void checks(Job job, JobState state, JobOutput output) {
        if (state.checks.containsAll(job.checks())) {
            return;
        }
        steps.accept("Checks");
        DataChecks checks =
                attempt("Checks", () -> system.handle(state.conversation).checks());
        if (checks != null) {
            job.checks().forEach(format -> output.checks(checks, format));
            state.checks.addAll(job.checks());
            state.write(output.folder());
        }
    }

    /** Loads the data, or goes on with a load that an earlier run of the job has begun. */
    private void migrate(Job job, JobState state, JobOutput output) {
        if (state.migrated(job.migrate())) {
            return;
        }
        steps.accept("Migration to " + job.migrate());
        MigrationReport report = attempt("Migration", () -> {
            ConversationHandle conversation = system.handle(state.conversation);
            MigrationRequest request = MigrationRequest.to(job.migrate()).reporting(progress);
            Optional<DataMigration> begun =
                    state.migrating.equals(job.migrate()) ? conversation.begunMigration(request) : Optional.empty();
            DataMigration migration = begun.orElseGet(() -> {
                SchemaTarget kind = DataMigration.kind(job.migrate());
                SchemaPlan plan = state.plans.get(kind);
                return conversation.migration(plan == null ? conversation.optimizeWithFallback(kind) : plan, request);
            });
            migration.preview(); // refuses what exists, before this run says that it has begun
            state.migrating = job.migrate();
            state.write(output.folder());
            return migration.run();
        });
        if (report != null) {
            output.migration(report);
            state.migrated = report.isProven();
            state.write(output.folder());
            if (!state.migrated) {
                fail("Migration", "not all rows are equal to their source; migration.txt tells which");
            }
        }
    }

    private <T> @Nullable T attempt(String what, Supplier<T> step) {
        try {
            return step.get();
        } catch (RuntimeException e) {
            fail(what, message(e));
            return null;
        }
    }

    /** The message of an error that fails one step; errors that stop the run are rethrown. */
    private static String message(RuntimeException e) {
        if (e instanceof MigratorException known) {
            if (known.code() == ErrorCode.CANCELLED || known.code() == ErrorCode.STORE_FAILED) {
                throw known;
            }
            return String.valueOf(e.getMessage());
        }
        return "a bug in the program: " + e;
    }

    private void fail(String what, String message) {
        String line = what + ": " + message.lines().findFirst().orElse("failed");
        failures.add(line);
        steps.accept("Failed: " + line);
    }
}

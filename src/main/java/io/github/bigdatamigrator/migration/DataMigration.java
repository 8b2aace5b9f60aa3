package io.github.bigdatamigrator.migration;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.ProgressListener;
import io.github.bigdatamigrator.context.query.ClaimVerifier;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.schema.SchemaPlan;
import io.github.bigdatamigrator.schema.SchemaTarget;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Loads data into a target by a plan, or goes on with a load that was interrupted, and proves the result.
 *
 * <p>Reads each table once to load it, and once to prove it. In PostgreSQL a split is loaded in one transaction
 * together with its row of the ledger, in a folder a table as a whole, so that after any failure no row is missing or
 * twice. Nothing that exists in the target is changed but tables that the request names. Driver only; for one thread,
 * except {@link #cancel}.
 */
public final class DataMigration {
    private final SparkSession session;
    private final MigrationPlan plan;
    private final TargetLoad load;
    private final Cancellation cancellation;

    /** Stops a run where it reports its next step. */
    private static final class Cancellation {
        final String jobs = "migration-" + UUID.randomUUID();
        volatile boolean cancelled;

        ProgressListener after(ProgressListener listener) {
            return (stage, done, total) -> {
                listener.progress(stage, done, total);
                if (cancelled) {
                    throw refusal(null);
                }
            };
        }

        static MigratorException refusal(@Nullable Throwable cause) {
            return new MigratorException(
                    ErrorCode.CANCELLED,
                    "The migration was cancelled. What is loaded is kept; go on with --resume.",
                    cause);
        }
    }

    private DataMigration(SparkSession session, MigrationPlan plan, MigrationRequest request, Loads loads) {
        this.session = session;
        this.plan = plan;
        cancellation = new Cancellation();
        load = loads.load(request.reporting(cancellation.after(request.progress())));
    }

    private interface Loads {
        TargetLoad load(MigrationRequest request);
    }

    /** The kind of schema that a target needs. */
    public static SchemaTarget kind(String target) {
        return PostgresTarget.isDatabase(target) ? SchemaTarget.POSTGRESQL : SchemaTarget.SPARK;
    }

    /**
     * A new migration by a plan that the data has proven.
     *
     * @param session in UTC
     * @throws MigratorException BAD_INPUT for a target that is none, PATH_FORBIDDEN for one that may not be loaded
     */
    public static DataMigration of(SparkSession session, DataContext data, SchemaPlan plan, MigrationRequest request) {
        return of(session, data, MigrationPlan.of(plan), request, null);
    }

    /**
     * A new migration by a plan that a person may have edited. All that it claims is verified first, which costs two
     * scans of a table.
     *
     * @param verifier null for a plan that is proven
     * @throws MigratorException also BAD_INPUT if the data refutes the plan
     */
    public static DataMigration of(
            SparkSession session,
            DataContext data,
            MigrationPlan plan,
            MigrationRequest request,
            @Nullable ClaimVerifier verifier) {
        if (plan.target() != kind(request.target())) {
            throw MigratorException.badInput("The plan is for " + plan.target() + ", and the target " + request.target()
                    + " is another kind. Plan for it (optimize-schema --target), or name another target.");
        }
        PostgresTarget database =
                PostgresTarget.isDatabase(request.target()) ? PostgresTarget.of(request.target()) : null;
        SparkTables tables = database == null ? SparkLoad.tables(session, request.target()) : null;
        List<String> notes = verifier == null ? List.of() : PlanProof.of(data, plan, verifier);
        return new DataMigration(
                session,
                plan,
                request,
                observed -> database == null
                        ? new SparkLoad(session, Objects.requireNonNull(tables), data, plan, observed, false, notes)
                        : new PostgresMigration(session, data, plan, observed, database, null, notes));
    }

    /** The latest migration of this target with its own plan, to go on with; empty if none has begun there. */
    public static Optional<DataMigration> begun(SparkSession session, DataContext data, MigrationRequest request) {
        String name = "the plan in " + request.target();
        if (!PostgresTarget.isDatabase(request.target())) {
            SparkTables tables = SparkLoad.tables(session, request.target());
            return SparkLoad.begun(tables)
                    .map(plan -> MigrationPlan.read(name, plan, data))
                    .map(plan -> new DataMigration(
                            session,
                            plan,
                            request,
                            observed -> new SparkLoad(session, tables, data, plan, observed, true, List.of())));
        }
        PostgresTarget target = PostgresTarget.of(request.target());
        return target.latest().map(one -> {
            MigrationPlan plan = MigrationPlan.read(name, one.plan(), data);
            return new DataMigration(
                    session,
                    plan,
                    request,
                    observed -> new PostgresMigration(session, data, plan, observed, target, one.id(), List.of()));
        });
    }

    /** The plan that is loaded. */
    public MigrationPlan plan() {
        return plan;
    }

    /** Shows what will be done; changes nothing. */
    public MigrationPreview preview() {
        return load.preview();
    }

    /**
     * Creates, loads, adds keys and constraints, and proves.
     *
     * @throws MigratorException BAD_INPUT for what exists and may not be replaced, STORE_FAILED if another migration
     *     holds the schema, a row does not fit or the target refuses a statement, FILE_UNREADABLE if the target cannot
     *     be reached, CANCELLED. What is loaded is kept
     */
    public MigrationReport run() {
        session.sparkContext().addJobTag(cancellation.jobs);
        try {
            return load.run();
        } catch (RuntimeException e) {
            throw cancellation.cancelled ? Cancellation.refusal(e) : e;
        } finally {
            session.sparkContext().removeJobTag(cancellation.jobs);
        }
    }

    /** Ends the run, from any thread: its Spark jobs at once, a statement of a database when it is done. */
    public void cancel() {
        cancellation.cancelled = true;
        session.sparkContext().cancelJobsWithTag(cancellation.jobs);
    }
}

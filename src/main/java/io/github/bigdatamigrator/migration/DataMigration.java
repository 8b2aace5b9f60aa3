package io.github.bigdatamigrator.migration;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.query.ClaimVerifier;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.schema.SchemaPlan;
import io.github.bigdatamigrator.schema.SchemaTarget;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Loads data into a target by a plan, or goes on with a load that was interrupted, and proves the result.
 *
 * <p>Reads each table once to load it, and once to prove it. In PostgreSQL a split is loaded in one transaction
 * together with its row of the ledger, in a folder a table as a whole, so that after any failure no row is missing or
 * twice. Nothing that exists in the target is changed but tables that the request names. Driver only; for one thread.
 */
public final class DataMigration {
    private final TargetLoad load;

    private DataMigration(TargetLoad load) {
        this.load = load;
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
        List<String> notes = verifier == null ? List.of() : PlanProof.of(data, plan, verifier);
        return new DataMigration(
                database == null
                        ? new SparkLoad(session, data, plan, request, false, notes)
                        : new PostgresMigration(session, data, plan, request, database, null, notes));
    }

    /** The latest migration of this target with its own plan, to go on with; empty if none has begun there. */
    public static Optional<DataMigration> begun(SparkSession session, DataContext data, MigrationRequest request) {
        String name = "the plan in " + request.target();
        if (!PostgresTarget.isDatabase(request.target())) {
            return SparkLoad.begun(session, request.target())
                    .map(plan -> MigrationPlan.read(name, plan, data))
                    .map(plan -> new DataMigration(new SparkLoad(session, data, plan, request, true, List.of())));
        }
        PostgresTarget target = PostgresTarget.of(request.target());
        return target.latest().map(one -> {
            MigrationPlan plan = MigrationPlan.read(name, one.plan(), data);
            return new DataMigration(new PostgresMigration(session, data, plan, request, target, one.id(), List.of()));
        });
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
     *     be reached. What is loaded is kept
     */
    public MigrationReport run() {
        return load.run();
    }
}

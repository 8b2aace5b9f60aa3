package io.github.bigdatamigrator.migration;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.context.query.ClaimVerifier;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.migration.MigrationPlan.Table;
import io.github.bigdatamigrator.migration.MigrationPreview.PlannedLoad;
import io.github.bigdatamigrator.migration.MigrationReport.LoadedTable;
import io.github.bigdatamigrator.schema.SchemaPlan;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Loads data into a target by a plan, or goes on with a load that was interrupted, and proves the result.
 *
 * <p>Reads each table once to load it, and once to prove it. A split is loaded in one transaction together with its row
 * of the ledger, so that after any failure no row is missing or twice. Nothing that exists in the target is changed but
 * tables that the request names. Driver only; for one thread.
 */
public final class DataMigration {
    /** So many lost connections end a run; each waits until the server answers again. */
    private static final int MOST_LOST = 10;

    private final SparkSession session;
    private final DataContext data;
    private final MigrationPlan plan;
    private final MigrationRequest request;
    private final PostgresTarget target;
    private final @Nullable String begun;
    private final List<String> notes;

    private DataMigration(
            SparkSession session,
            DataContext data,
            MigrationPlan plan,
            MigrationRequest request,
            PostgresTarget target,
            @Nullable String begun,
            List<String> notes) {
        this.notes = notes;
        this.session = session;
        this.data = data;
        this.plan = plan;
        this.request = request;
        this.target = target;
        this.begun = begun;
    }

    /**
     * A new migration by a plan that the data has proven.
     *
     * @param session in UTC
     * @throws MigratorException BAD_INPUT for a target that is none, PATH_FORBIDDEN for one that may not be loaded
     */
    public static DataMigration of(SparkSession session, DataContext data, SchemaPlan plan, MigrationRequest request) {
        return new DataMigration(
                session, data, MigrationPlan.of(plan), request, PostgresTarget.of(request.target()), null, List.of());
    }

    /**
     * A new migration by a plan that a person may have edited. All that it claims is verified first, which costs two
     * scans of a table.
     *
     * @throws MigratorException also BAD_INPUT if the data refutes the plan
     */
    public static DataMigration of(
            SparkSession session,
            DataContext data,
            MigrationPlan plan,
            MigrationRequest request,
            ClaimVerifier verifier) {
        PostgresTarget target = PostgresTarget.of(request.target());
        List<String> notes = PlanProof.of(data, plan, verifier);
        return new DataMigration(session, data, plan, request, target, null, notes);
    }

    /** The latest migration of this target with its own plan, to go on with; empty if none has begun there. */
    public static Optional<DataMigration> begun(SparkSession session, DataContext data, MigrationRequest request) {
        PostgresTarget target = PostgresTarget.of(request.target());
        return target.latest()
                .map(one -> new DataMigration(
                        session,
                        data,
                        MigrationPlan.read("the plan in " + target.name(), one.plan(), data),
                        request,
                        target,
                        one.id(),
                        List.of()));
    }

    public MigrationPlan plan() {
        return plan;
    }

    /** Shows what will be done; changes nothing. */
    public MigrationPreview preview() {
        try (PostgresLoad load = new PostgresLoad(session, data, plan, request, target)) {
            Map<String, String> states = load.states();
            PostgresStatements statements = new PostgresStatements(plan, data);
            List<String> steps = statements.afterLoading();
            List<PlannedLoad> tables = new ArrayList<>();
            for (Table table : plan.tables()) {
                TableProfile profile = SchemaNames.profile(data, table.source());
                tables.add(new PlannedLoad(
                        profile.location(),
                        table.name(),
                        profile.rows(),
                        profile.origin().bytes(),
                        table.columns().size(),
                        states.getOrDefault(table.name(), "")));
            }
            if (begun == null) {
                load.refuseExisting();
            }
            List<String> all = new ArrayList<>(notes);
            all.addAll(statements.notes());
            return new MigrationPreview(target.name(), tables, steps, all);
        } catch (SQLException e) {
            throw target.failure(e);
        }
    }

    /**
     * Creates, loads, adds keys and constraints, and proves. After a lost connection it goes on when the server answers
     * again.
     *
     * @throws MigratorException STORE_FAILED if another migration holds the schema, a row does not fit or the target
     *     refuses a statement; FILE_UNREADABLE if the target cannot be reached. What is loaded is kept
     */
    public MigrationReport run() {
        Instant start = Instant.now();
        List<String> events = new ArrayList<>();
        String id = begun;
        for (int lost = 0; ; lost++) {
            try (PostgresLoad load = new PostgresLoad(session, data, plan, request, target)) {
                if (id == null) {
                    id = load.begin();
                }
                events.addAll(load.load(load.resume(id)));
                List<String> unmet = load.constrain(id);
                List<LoadedTable> tables = proven(load.count());
                load.end(id);
                return new MigrationReport(
                        id, target.name(), tables, unmet, events, Duration.between(start, Instant.now()));
            } catch (SQLException | RuntimeException e) {
                if (id == null || lost == MOST_LOST || !PostgresTarget.isLost(e) || !target.awaitServer()) {
                    throw target.failure(e);
                }
                events.add("the connection was lost and made again");
            }
        }
    }

    private List<LoadedTable> proven(List<LoadedTable> counted) {
        List<LoadedTable> proven = new ArrayList<>();
        for (int i = 0; i < counted.size(); i++) {
            LoadedTable loaded = counted.get(i);
            request.progress().progress("comparing " + loaded.name(), i, counted.size());
            Table table = plan.tables().get(i);
            proven.add(loaded.with(RowProof.of(
                    session,
                    SchemaNames.profile(data, table.source()),
                    table,
                    target.location(table.name()),
                    loaded.rows())));
        }
        return proven;
    }
}

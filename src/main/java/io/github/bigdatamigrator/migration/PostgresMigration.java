package io.github.bigdatamigrator.migration;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.migration.MigrationPlan.Table;
import io.github.bigdatamigrator.migration.MigrationReport.LoadedTable;
import io.github.bigdatamigrator.migration.MigrationReport.Phase.Kind;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Migrates to a schema of PostgreSQL; after a lost connection it goes on when the server answers again.
 *
 * @param begun the id of the migration to go on with; null for a new one
 * @param notes on the plan
 */
record PostgresMigration(
        SparkSession session,
        DataContext data,
        MigrationPlan plan,
        MigrationRequest request,
        PostgresTarget target,
        @Nullable String begun,
        List<String> notes)
        implements TargetLoad {
    /** So many lost connections end a run; each waits until the server answers again. */
    private static final int MOST_LOST = 10;

    @Override
    public MigrationPreview preview() {
        try (PostgresLoad load = new PostgresLoad(session, data, plan, request, target)) {
            if (begun == null) {
                load.refuseExisting();
            }
            PostgresStatements statements = new PostgresStatements(plan, data);
            List<String> steps = statements.afterLoading();
            List<String> all = new ArrayList<>(notes);
            all.addAll(statements.notes());
            return new MigrationPreview(target.name(), TargetLoad.planned(plan, data, load.states()), steps, all);
        } catch (SQLException e) {
            throw target.failure(e);
        }
    }

    @Override
    public MigrationReport run() {
        Instant start = Instant.now();
        PhaseClock clock = new PhaseClock();
        List<String> events = new ArrayList<>();
        String id = begun;
        for (int lost = 0; ; lost++) {
            try (PostgresLoad load = new PostgresLoad(session, data, plan, request, target)) {
                if (id == null) {
                    id = load.begin();
                }
                String current = id;
                events.addAll(clock.in(Kind.LOADING, () -> load.load(load.resume(current))));
                List<String> unmet = clock.in(Kind.CONSTRAINTS, () -> load.constrain(current));
                List<LoadedTable> tables = clock.in(Kind.PROOF, () -> proven(load.count()));
                load.end(id);
                return new MigrationReport(
                        id, target.name(), tables, unmet, events, MigrationReport.since(start), clock.phases());
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
            String location = target.location(table.name());
            proven.add(loaded.with(RowProof.of(
                    session,
                    SchemaNames.profile(data, table.source()),
                    table,
                    location,
                    RowProof.jdbc(table, location),
                    loaded.rows())));
        }
        return proven;
    }
}

package io.github.bigdatamigrator.migration;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.migration.Ledger.Begun;
import io.github.bigdatamigrator.migration.Ledger.Loaded;
import io.github.bigdatamigrator.migration.MigrationPlan.Table;
import io.github.bigdatamigrator.migration.MigrationReport.LoadedTable;
import io.github.bigdatamigrator.source.OrderedPartitionJob;
import io.github.bigdatamigrator.source.jdbc.WritableDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Loads a plan into a schema of PostgreSQL over one connection that holds the schema's lock, and one for each running
 * task. Every step leaves the target and its ledger in a state from which the next attempt goes on. For one thread.
 */
final class PostgresLoad implements AutoCloseable {
    /** Classes of constraints that rows violate. */
    private static final String VIOLATION = "23";

    private final SparkSession session;
    private final DataContext data;
    private final MigrationPlan plan;
    private final MigrationRequest request;
    private final PostgresTarget target;
    private final Connection connection;
    private final Ledger ledger;

    PostgresLoad(
            SparkSession session, DataContext data, MigrationPlan plan, MigrationRequest request, PostgresTarget target)
            throws SQLException {
        this.session = session;
        this.data = data;
        this.plan = plan;
        this.request = request;
        this.target = target;
        connection = target.database().open();
        ledger = new Ledger(connection, target.schema());
    }

    /** Creates the tables of a new migration, and returns its id. */
    String begin() throws SQLException {
        ledger.lock();
        refuseExisting();
        Map<String, String> states = states();
        ledger.create();
        String id = UUID.randomUUID().toString();
        PostgresStatements statements = new PostgresStatements(plan, data);
        inTransaction(() -> {
            if (!states.isEmpty()) {
                // In one statement, since they may refer to each other.
                ledger.execute("DROP TABLE "
                        + states.keySet().stream()
                                .map(PostgresStatements::quoted)
                                .collect(Collectors.joining(", ")));
            }
            for (String replaced : states.keySet()) {
                ledger.forget(replaced);
            }
            ledger.begin(id, plan.yaml());
            for (Table table : plan.tables()) {
                ledger.execute(statements.create(table));
                ledger.addTable(table.name(), id, table.source(), id);
            }
        });
        return id;
    }

    /** What of the planned tables is in the schema already, by their names in the target. */
    Map<String, String> states() throws SQLException {
        Map<String, String> states = new HashMap<>();
        Map<String, String> relations = ledger.relations();
        List<Begun> begun = ledger.migrations();
        for (Table table : plan.tables()) {
            String rows = relations.get(table.name());
            if (rows != null) {
                String unfinished = begun.stream()
                                .anyMatch(one -> !one.ended() && one.tables().contains(table.name()))
                        ? "begun by a migration that has not ended"
                        : "exists, about " + rows;
                states.put(table.name(), unfinished);
            }
        }
        return states;
    }

    /** Refuses what exists and may not be replaced. */
    void refuseExisting() throws SQLException {
        for (Table table : plan.tables()) {
            if (Ledger.TABLES.contains(table.name())) {
                throw MigratorException.badInput("The ledger of a migration has a table " + table.name()
                        + " too. Give the table another name in the plan (--plan).");
            }
        }
        TargetLoad.refuseExisting(plan, request, states(), "The schema " + target.schema());
    }

    /** Gives the migration to this run. */
    String resume(String id) throws SQLException {
        ledger.lock();
        String run = UUID.randomUUID().toString();
        inTransaction(() -> ledger.take(id, run));
        return run;
    }

    /** Loads what is missing; returns notes. */
    List<String> load(String run) throws SQLException {
        List<String> notes = new ArrayList<>();
        long total = plan.tables().stream()
                .mapToLong(table -> SchemaNames.profile(data, table.source()).rows())
                .sum();
        long before = 0;
        for (Table table : plan.tables()) {
            TableProfile profile = SchemaNames.profile(data, table.source());
            SourceRows source = SourceRows.of(session, profile, table);
            JavaRDD<InternalRow> rdd = source.rdd();
            String layout = source.layout(rdd);
            Loaded loaded = ledger.loaded(table.name());
            if (loaded.complete()) {
                before += profile.rows();
                continue;
            }
            boolean[] emptied = {false};
            inTransaction(() -> emptied[0] = ledger.divide(
                    table.name(), PostgresStatements.quoted(table.name()), layout, rdd.getNumPartitions()));
            if (emptied[0]) {
                notes.add(table.name() + " was loaded again from its beginning, because its source has changed or is"
                        + " divided in another way");
            }
            load(table, source, rdd, run, before, total);
            Loaded now = ledger.loaded(table.name());
            if (now.done() != rdd.getNumPartitions()) {
                throw new MigratorException(
                        ErrorCode.INTERNAL,
                        "Of " + table.name() + ", " + now.done() + " of " + rdd.getNumPartitions()
                                + " splits are in the ledger. Run the migration again with --resume.");
            }
            ledger.complete(table.name());
            before += profile.rows();
        }
        return notes;
    }

    private void load(Table table, SourceRows source, JavaRDD<InternalRow> rdd, String run, long before, long total) {
        SplitLoader loader = new SplitLoader(
                target.database(),
                target.schema(),
                table.name(),
                source.profile().location(),
                source.columns(),
                table.misfits(),
                run,
                source.line());
        JavaRDD<Long> loaded = rdd.mapPartitionsWithIndex(loader, true);
        int most = WritableDatabase.mostConnections();
        if (session.sparkContext().defaultParallelism() > most && rdd.getNumPartitions() > most) {
            loaded = loaded.coalesce(most).mapPartitions(SplitLoader::sum);
        }
        long[] done = {before};
        request.progress().progress("loading " + table.name(), before, total);
        OrderedPartitionJob.inOrder(loaded, rows -> {
            done[0] += rows;
            request.progress().progress("loading " + table.name(), Math.min(done[0], total), total);
        });
    }

    /** Adds keys, indexes, foreign keys and checks; returns those that the rows do not meet. */
    List<String> constrain(String id) throws SQLException {
        List<String> steps = new PostgresStatements(plan, data).afterLoading();
        int begun = begun(id).map(Begun::steps).orElse(0);
        for (int i = begun; i < steps.size(); i++) {
            int done = i + 1;
            request.progress().progress("adding keys and constraints", i, steps.size());
            try {
                inTransaction(() -> {
                    ledger.execute(steps.get(done - 1));
                    ledger.step(id, done);
                });
            } catch (SQLException e) {
                if (!isRefusal(e)) {
                    throw e;
                }
                String reason = target.database().message(e);
                inTransaction(() -> ledger.unmet(id, done, steps.get(done - 1) + ": " + reason));
            }
        }
        return ledger.unmet(id);
    }

    /** Whether the rows, and not the connection or the disk, are why a constraint cannot be added. */
    private static boolean isRefusal(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        // 42704 and 42830: what it refers to could not be added; 54000: a key is too long for an index.
        return state.startsWith(VIOLATION) || List.of("42704", "42830", "54000").contains(state);
    }

    Optional<Begun> begun(String id) throws SQLException {
        return ledger.migrations().stream().filter(one -> one.id().equals(id)).findFirst();
    }

    /** Counts the rows of each table in the target and ends the migration. */
    List<LoadedTable> count() throws SQLException {
        List<LoadedTable> tables = new ArrayList<>();
        for (Table table : plan.tables()) {
            String name = PostgresStatements.quoted(table.name());
            request.progress()
                    .progress(
                            "counting " + table.name(),
                            tables.size(),
                            plan.tables().size());
            ledger.execute("ANALYZE " + name);
            long rows =
                    Long.parseLong(ledger.text("SELECT count(*) FROM " + name).orElse("0"));
            tables.add(new LoadedTable(
                    table.source(),
                    table.name(),
                    SchemaNames.profile(data, table.source()).rows(),
                    rows,
                    ledger.loaded(table.name()).rejected(),
                    null));
        }
        return tables;
    }

    void end(String id) throws SQLException {
        ledger.end(id);
    }

    private interface Work {
        void run() throws SQLException;
    }

    private void inTransaction(Work work) throws SQLException {
        connection.setAutoCommit(false);
        try {
            work.run();
            connection.commit();
        } catch (SQLException | RuntimeException e) {
            if (!connection.isClosed()) {
                connection.rollback();
            }
            throw e;
        } finally {
            if (!connection.isClosed()) {
                connection.setAutoCommit(true);
            }
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // It is gone in any case.
        }
    }
}

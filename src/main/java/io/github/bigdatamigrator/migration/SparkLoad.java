package io.github.bigdatamigrator.migration;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.migration.MigrationPlan.Column;
import io.github.bigdatamigrator.migration.MigrationPlan.Misfits;
import io.github.bigdatamigrator.migration.MigrationPlan.Table;
import io.github.bigdatamigrator.migration.MigrationReport.LoadedTable;
import io.github.bigdatamigrator.migration.MigrationReport.Phase.Kind;
import io.github.bigdatamigrator.source.discovery.DataSources;
import io.github.bigdatamigrator.sql.SqlIdentifiers;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Loads a plan into tables that Spark writes. A table is complete as a whole or not at all; an interrupted one is
 * written again. The plan is kept beside the tables, for a run that goes on. For one thread.
 */
record SparkLoad(
        SparkSession session,
        SparkTables tables,
        DataContext data,
        MigrationPlan plan,
        MigrationRequest request,
        boolean begun,
        List<String> notes)
        implements TargetLoad {
    private static final String PLAN = "yaml";

    /** @param begun whether what is incomplete in the target is this migration's */
    SparkLoad {
        plan.tables().forEach(table -> tables.checkName(table.name()));
    }

    static SparkTables tables(SparkSession session, String target) {
        return target.startsWith(CatalogTables.PREFIX)
                ? new CatalogTables(session, target)
                : new FolderTables(session, target);
    }

    /** The plan of the migration that has begun there; empty if none has. */
    static Optional<String> begun(SparkTables tables) {
        return access(tables, () -> tables.note(PLAN));
    }

    private interface Access<T> {
        T run() throws IOException;
    }

    private static <T> T access(SparkTables tables, Access<T> access) {
        try {
            return access.run();
        } catch (IOException e) {
            throw new MigratorException(
                    ErrorCode.STORE_FAILED,
                    tables.place() + " cannot be read or written (" + e.getMessage()
                            + "). Name one that you may write to.",
                    e);
        }
    }

    @Override
    public MigrationPreview preview() {
        Map<String, String> states = access(tables, this::states);
        if (!begun) {
            TargetLoad.refuseExisting(plan, request, states, tables.place());
        }
        List<String> all = new ArrayList<>(notes);
        all.addAll(tables.remarks());
        all.add("Spark enforces no keys and references; they are verified on the source");
        return new MigrationPreview(request.target(), TargetLoad.planned(plan, data, states), List.of(), all);
    }

    @Override
    public MigrationReport run() {
        Instant start = Instant.now();
        PhaseClock clock = new PhaseClock();
        List<LoadedTable> loaded = access(tables, () -> {
            try (RunLock ignored = RunLock.of(tables)) {
                if (!begun) { // looked at again under the lock, since another run may have ended since the preview
                    TargetLoad.refuseExisting(plan, request, states(), tables.place());
                }
                return load(clock);
            }
        });
        return new MigrationReport(
                request.target(),
                request.target(),
                loaded,
                List.of(),
                List.of(),
                MigrationReport.since(start),
                clock.phases());
    }

    /** What of the planned tables is there already, by their names in the target. */
    private Map<String, String> states() throws IOException {
        Map<String, String> states = new TreeMap<>();
        for (Table table : plan.tables()) {
            if (tables.exists(table.name())) {
                states.put(table.name(), tables.isComplete(table.name()) ? "exists" : "exists, not complete");
            }
        }
        return states;
    }

    private List<LoadedTable> load(PhaseClock clock) throws IOException {
        if (!begun) {
            for (Table table : plan.tables()) {
                tables.delete(table.name()); // only those that may be replaced are left
            }
            tables.deleteNote(PLAN);
            tables.createNote(PLAN, plan.yaml());
        }
        List<LoadedTable> loaded = new ArrayList<>();
        for (Table table : plan.tables()) {
            String name = table.name();
            request.progress()
                    .progress("loading " + name, loaded.size(), plan.tables().size());
            TableProfile source = SchemaNames.profile(data, table.source());
            long rows = clock.in(Kind.LOADING, () -> written(table, source)).count();
            TableProof proof = clock.in(
                    Kind.PROOF,
                    () -> RowProof.of(session, source, table, tables.location(name), tables.origin(name), rows));
            loaded.add(new LoadedTable(table.source(), name, source.rows(), rows, tables.rejected(name), proof));
        }
        return loaded;
    }

    /** The table in the target, written unless it is complete. */
    private Dataset<Row> written(Table table, TableProfile source) throws IOException {
        if (!tables.isComplete(table.name())) {
            tables.delete(table.name());
            write(table, source);
        }
        return tables.read(table.name());
    }

    private void write(Table table, TableProfile source) throws IOException {
        Dataset<Row> view = DataSources.viewWithOriginalText(session, source);
        List<org.apache.spark.sql.Column> values = new ArrayList<>();
        org.apache.spark.sql.Column fits = lit(true);
        for (Column column : table.columns()) {
            ColumnType from = SourceRows.type(source, column);
            String name = SqlIdentifiers.quote(column.view());
            values.add(expr("try_cast(" + name + " AS " + type(column) + ")").as(column.name()));
            fits = fits.and(coalesce(expr(column.type().fits(name, from)), lit(true)));
            if (column.notNull()) {
                fits = fits.and(expr(name + " IS NOT NULL"));
            }
        }
        boolean reject = table.misfits() == Misfits.REJECT;
        if (reject) {
            tables.writeRejects(
                    table.name(),
                    view.filter(not(fits))
                            .select(Arrays.stream(view.columns())
                                    .map(name ->
                                            view.col(SqlIdentifiers.quote(name)).cast("string"))
                                    .toArray(org.apache.spark.sql.Column[]::new)));
        }
        Dataset<Row> rows = reject ? view.filter(fits) : view;
        tables.write(table.name(), rows.select(values.toArray(org.apache.spark.sql.Column[]::new)));
    }

    private static String type(Column column) {
        return switch (column.type().kind()) {
            case INTEGER ->
                column.type().size() == 2 ? "SMALLINT" : column.type().size() == 4 ? "INT" : "BIGINT";
            case BOOLEAN, DECIMAL, DOUBLE, DATE, TIMESTAMP, TEXT, BINARY -> SourceRows.sparkType(column.type());
        };
    }
}

package io.github.bigdatamigrator.migration;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.DataFile;
import io.github.bigdatamigrator.context.Origin;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.migration.MigrationPlan.Column;
import io.github.bigdatamigrator.migration.MigrationPlan.Misfits;
import io.github.bigdatamigrator.migration.MigrationPlan.Table;
import io.github.bigdatamigrator.migration.MigrationReport.LoadedTable;
import io.github.bigdatamigrator.source.HadoopFiles;
import io.github.bigdatamigrator.source.OptionalModule;
import io.github.bigdatamigrator.source.discovery.DataSources;
import io.github.bigdatamigrator.sql.SqlIdentifiers;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * Loads a plan into a folder, each table as a folder of Parquet or a Delta table. A table is complete as a whole or not
 * at all; an interrupted one is written again. The plan is kept in the folder, for a run that goes on. For one thread.
 */
final class SparkLoad implements TargetLoad {
    private static final String DELTA = "delta:";
    /** Begins with an underscore, so that Spark takes it for no table and no partition. */
    private static final String LEDGER = "_bdm_migration.yaml";

    private static final String REJECTS = "bdm_migration_reject";

    private final SparkSession session;
    private final DataContext data;
    private final MigrationPlan plan;
    private final MigrationRequest request;
    private final boolean begun;
    private final List<String> notes;
    private final boolean delta;
    private final Path folder;
    private final FileSystem files;

    /** @param begun whether what is incomplete in the folder is this migration's */
    SparkLoad(
            SparkSession session,
            DataContext data,
            MigrationPlan plan,
            MigrationRequest request,
            boolean begun,
            List<String> notes) {
        this.begun = begun;
        this.notes = notes;
        this.session = session;
        this.data = data;
        this.plan = plan;
        this.request = request;
        delta = request.target().startsWith(DELTA);
        folder = folder(request.target());
        files = files(session, folder);
        if (delta) {
            OptionalModule.DELTA.require(request.target());
        }
        for (Table table : plan.tables()) {
            if (table.name().startsWith(".") || table.name().equals(REJECTS)) {
                throw MigratorException.badInput("A table cannot be a folder named " + table.name()
                        + ". Give it another name in the plan (--plan).");
            }
        }
    }

    private static Path folder(String target) {
        String path = target.startsWith(DELTA) ? target.substring(DELTA.length()) : target;
        if (path.isBlank() || path.startsWith("table:") || path.contains("*")) {
            throw MigratorException.badInput(
                    "“" + target + "” is no target. Write jdbc:postgresql://host/database#schema,"
                            + " a folder for tables of Parquet, or delta:FOLDER.");
        }
        return new Path(path);
    }

    private static FileSystem files(SparkSession session, Path folder) {
        try {
            return folder.getFileSystem(session.sessionState().newHadoopConf());
        } catch (IOException e) {
            throw unwritable(folder, e);
        }
    }

    private static MigratorException unwritable(Path path, IOException e) {
        return new MigratorException(
                ErrorCode.STORE_FAILED,
                "Cannot write " + path + " (" + e.getMessage() + "). Name a folder that you may write to.",
                e);
    }

    /** The plan of the migration that has begun in the folder; empty if none has. */
    static Optional<String> begun(SparkSession session, String target) {
        Path ledger = new Path(folder(target), LEDGER);
        try (InputStream in = files(session, ledger).open(ledger)) {
            return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw unwritable(ledger, e);
        }
    }

    @Override
    public MigrationPreview preview() {
        Map<String, String> states = states();
        if (!begun) {
            TargetLoad.refuseExisting(plan, request, states, "The folder " + folder);
        }
        List<String> all = new ArrayList<>(notes);
        all.add("Spark enforces no keys and references; they are verified on the source");
        return new MigrationPreview(request.target(), TargetLoad.planned(plan, data, states), List.of(), all);
    }

    @Override
    public MigrationReport run() {
        Instant start = Instant.now();
        List<LoadedTable> tables;
        try (FolderLock ignored = FolderLock.of(files, folder)) {
            if (!begun) { // looked at again under the lock, since another run may have ended since the preview
                TargetLoad.refuseExisting(plan, request, states(), "The folder " + folder);
            }
            tables = load();
        } catch (IOException e) {
            throw unwritable(folder, e);
        }
        return new MigrationReport(
                folder.toString(), request.target(), tables, List.of(), List.of(), MigrationReport.since(start));
    }

    /** What of the planned tables is there already, by their names in the target. */
    private Map<String, String> states() {
        Map<String, String> states = new TreeMap<>();
        try {
            for (Table table : plan.tables()) {
                if (files.exists(path(table))) {
                    states.put(table.name(), isComplete(table) ? "exists" : "exists, not complete");
                }
            }
        } catch (IOException e) {
            throw unwritable(folder, e);
        }
        return states;
    }

    private Path path(Table table) {
        return new Path(folder, new Path(null, null, table.name().replace('/', '_')));
    }

    private boolean isComplete(Table table) throws IOException {
        return files.exists(complete(table));
    }

    /** The file that is written last. */
    private Path complete(Table table) {
        return new Path(path(table), delta ? "_delta_log/00000000000000000000.json" : "_SUCCESS");
    }

    private List<LoadedTable> load() throws IOException {
        if (!begun) {
            for (Table table : plan.tables()) {
                files.delete(path(table), true); // only those that may be replaced are left
            }
            try (OutputStream out = files.create(new Path(folder, LEDGER), true)) {
                out.write(plan.yaml().getBytes(StandardCharsets.UTF_8));
            }
        }
        List<LoadedTable> loaded = new ArrayList<>();
        for (Table table : plan.tables()) {
            request.progress()
                    .progress(
                            "loading " + table.name(),
                            loaded.size(),
                            plan.tables().size());
            TableProfile source = SchemaNames.profile(data, table.source());
            if (!isComplete(table)) {
                files.delete(path(table), true);
                write(table, source);
            }
            Dataset<Row> written = read(table);
            long rows = written.count();
            Path rejects = new Path(new Path(folder, REJECTS), path(table).getName());
            long rejected = files.exists(rejects)
                    ? session.read().parquet(rejects.toString()).count()
                    : 0;
            TableProof proof =
                    RowProof.of(session, source, table, path(table).toString(), origin(table, written), rows);
            loaded.add(new LoadedTable(table.source(), table.name(), source.rows(), rows, rejected, proof));
        }
        return loaded;
    }

    private Dataset<Row> read(Table table) {
        return session.read()
                .format(delta ? "delta" : "parquet")
                .load(path(table).toString());
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
        Dataset<Row> rows = table.misfits() == Misfits.REJECT ? view.filter(fits) : view;
        if (table.misfits() == Misfits.REJECT) {
            view.filter(not(fits))
                    .select(Arrays.stream(view.columns())
                            .map(name -> view.col(SqlIdentifiers.quote(name)).cast("string"))
                            .toArray(org.apache.spark.sql.Column[]::new))
                    .write()
                    .mode(SaveMode.Overwrite)
                    .parquet(new Path(new Path(folder, REJECTS), path(table).getName()).toString());
        }
        rows.select(values.toArray(org.apache.spark.sql.Column[]::new))
                .write()
                .format(delta ? "delta" : "parquet")
                .option("delta.columnMapping.mode", "name")
                .mode(SaveMode.ErrorIfExists)
                .save(path(table).toString());
    }

    private static String type(Column column) {
        return switch (column.type().kind()) {
            case INTEGER ->
                column.type().size() == 2 ? "SMALLINT" : column.type().size() == 4 ? "INT" : "BIGINT";
            case BOOLEAN, DECIMAL, DOUBLE, DATE, TIMESTAMP, TEXT, BINARY -> SourceRows.sparkType(column.type());
        };
    }

    private Origin origin(Table table, Dataset<Row> written) throws IOException {
        if (delta) {
            String version = "0 " + files.getFileStatus(complete(table)).getModificationTime();
            return Origin.ofTable("delta", HadoopFiles.text(files.resolvePath(path(table))), version);
        }
        List<DataFile> parts = new ArrayList<>();
        for (FileStatus file :
                files.listStatus(path(table), path -> path.getName().endsWith(".parquet"))) {
            parts.add(new DataFile(file.getPath().toString(), file.getLen(), file.getModificationTime()));
        }
        return new Origin("parquet", parts, null, null)
                .withSchema(written.schema().json());
    }
}

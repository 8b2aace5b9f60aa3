package io.github.bigdatamigrator.schema.migration;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.query.TableExporter;
import io.github.bigdatamigrator.context.query.TableExporter.CopyColumn;
import io.github.bigdatamigrator.context.query.TableExporter.CopyFormat;
import io.github.bigdatamigrator.context.query.TableExporter.Exported;
import io.github.bigdatamigrator.context.query.TableExporter.ParquetColumn;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.schema.Migration;
import io.github.bigdatamigrator.schema.SchemaPlan;
import io.github.bigdatamigrator.schema.SchemaPlan.TargetTable;
import io.github.bigdatamigrator.schema.SchemaTarget;
import io.github.bigdatamigrator.schema.TargetSql;
import io.github.bigdatamigrator.schema.postgresql.PostgresScripts;
import io.github.bigdatamigrator.schema.postgresql.PostgresSql;
import io.github.bigdatamigrator.schema.spark.SparkSql;
import io.github.bigdatamigrator.text.NumberFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.io.file.PathUtils;

/**
 * Writes a migration to a folder: the schema, the data, and the scripts that load and verify it.
 *
 * <p>For PostgreSQL: {@code schema.sql}, {@code data/}, {@code load.sql}, {@code verify.sql}, and {@code migrate.sh},
 * which runs the three with {@code psql}. For Spark: {@code schema.sql} and {@code tables/}, each table as Parquet in
 * the planned types, read back and compared. One scan of each table for PostgreSQL, two for Spark. The files of an
 * earlier migration in the folder are replaced; other files stay.
 */
public record MigrationWriter(TableExporter exporter) {
    /**
     * @return the exported tables, with a note for each change of the data
     * @throws MigratorException STORE_FAILED when the folder cannot be written
     */
    public Migration write(SchemaPlan plan, Path folder) {
        try {
            Files.createDirectories(folder);
            Path data = folder.toAbsolutePath()
                    .normalize()
                    .resolve(plan.target() == SchemaTarget.SPARK ? "tables" : "data");
            remove(data);
            List<Exported> tables = new ArrayList<>();
            List<String> notes = new ArrayList<>(plan.notes());
            Set<String> names = new HashSet<>();
            for (TargetTable table : plan.tables()) {
                if (!table.columns().isEmpty()) {
                    Exported exported = export(plan.target(), table, data.resolve(folderName(table, names)));
                    tables.add(exported);
                    notes.addAll(replaced(table, exported));
                }
            }
            Migration migration = new Migration(folder, plan, tables, notes);
            Files.writeString(folder.resolve("schema.sql"), plan.ddl());
            switch (plan.target()) {
                case POSTGRESQL -> {
                    Files.writeString(folder.resolve("load.sql"), PostgresScripts.load(migration));
                    Files.writeString(folder.resolve("verify.sql"), PostgresScripts.verify(migration));
                    Path script = Files.writeString(folder.resolve("migrate.sh"), PostgresScripts.MIGRATE);
                    script.toFile().setExecutable(true);
                }
                case SPARK -> Files.writeString(folder.resolve("load.sql"), SparkSql.loadScript(migration));
            }
            return migration;
        } catch (IOException e) {
            throw new MigratorException(
                    ErrorCode.STORE_FAILED,
                    "Cannot write the migration to " + folder + " (" + e + "). Name a folder that you may write to.",
                    e);
        }
    }

    private Exported export(SchemaTarget target, TargetTable table, Path folder) {
        return switch (target) {
            case POSTGRESQL -> {
                Exported csv = copy(table, folder, CopyFormat.CSV);
                if (csv.columns().stream().noneMatch(column -> column.endMarkers() > 0)) {
                    yield csv;
                }
                remove(folder); // PostgreSQL takes a line with \. in a CSV file for its end
                yield copy(table, folder, CopyFormat.TEXT);
            }
            case SPARK ->
                exporter.writeParquet(
                        table.sqlName(),
                        table.columns().stream()
                                .map(column -> new ParquetColumn(column.source(), column.name(), column.type()))
                                .toList(),
                        folder.toUri().toString());
        };
    }

    private Exported copy(TargetTable table, Path folder, CopyFormat format) {
        List<CopyColumn> columns = table.columns().stream()
                .map(column -> new CopyColumn(column.source(), column.name()))
                .toList();
        return exporter.writeCopy(table.sqlName(), columns, folder.toUri().toString(), format);
    }

    private static List<String> replaced(TargetTable table, Exported exported) {
        return exported.columns().stream()
                .filter(column -> column.replaced() > 0)
                .map(column -> table.table() + "." + column.column() + ": " + NumberFormat.of(column.replaced())
                        + " values contain the character U+0000, which PostgreSQL cannot store; U+2400 replaces it")
                .toList();
    }

    /** A folder name that is unique without case and shorter than the 255 bytes that file systems allow. */
    private static String folderName(TargetTable table, Set<String> taken) {
        String name = table.sqlName().length() > 100 ? table.sqlName().substring(0, 100) : table.sqlName();
        String free = name;
        for (int i = 2; !taken.add(free.toLowerCase(Locale.ROOT)); i++) {
            free = name + "_" + i;
        }
        return free;
    }

    private static void remove(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try {
            PathUtils.deleteDirectory(folder);
        } catch (IOException e) {
            throw new MigratorException(
                    ErrorCode.STORE_FAILED,
                    "Cannot remove " + folder + ", which an earlier migration wrote (" + e + "). Name another folder.",
                    e);
        }
    }

    /** The SQL dialect of a target. The tables of Spark are Delta tables where the data has some, else Parquet. */
    public static TargetSql dialect(SchemaTarget target, DataContext data) {
        return switch (target) {
            case POSTGRESQL -> new PostgresSql();
            case SPARK ->
                new SparkSql(
                        data.tables().stream().anyMatch(table -> table.format().equals("delta")));
        };
    }
}

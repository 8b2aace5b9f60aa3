package io.github.bigdatamigrator.migration;

import io.github.bigdatamigrator.context.DataFile;
import io.github.bigdatamigrator.context.Origin;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.source.HadoopFiles;
import io.github.bigdatamigrator.source.OptionalModule;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/** Keeps tables in a folder, each as a folder of Parquet or a Delta table; notes are files. */
final class FolderTables implements SparkTables {
    static final String DELTA = "delta:";

    /** Begins with an underscore, so that Spark takes a note for no table and no partition. */
    private static final String NOTE = "_bdm_migration.";

    private final SparkSession session;
    private final boolean delta;
    private final Path folder;
    private final FileSystem files;

    /** @throws MigratorException BAD_INPUT for a target that is no folder, STORE_FAILED for one without access */
    FolderTables(SparkSession session, String target) {
        this.session = session;
        delta = target.startsWith(DELTA);
        String path = delta ? target.substring(DELTA.length()) : target;
        if (path.isBlank() || path.contains("*")) {
            throw MigratorException.badInput(
                    "“" + target + "” is no target. Write jdbc:postgresql://host/database#schema,"
                            + " a folder for tables of Parquet, delta:FOLDER, or table:catalog.schema.");
        }
        if (delta) {
            OptionalModule.DELTA.require(target);
        }
        folder = new Path(path);
        try {
            files = folder.getFileSystem(session.sessionState().newHadoopConf());
        } catch (IOException e) {
            throw new MigratorException(
                    ErrorCode.STORE_FAILED,
                    "Cannot write " + folder + " (" + e.getMessage() + "). Name a folder that you may write to.",
                    e);
        }
    }

    @Override
    public String place() {
        return "The folder " + folder;
    }

    @Override
    public List<String> remarks() {
        return List.of();
    }

    @Override
    public void checkName(String table) {
        if (table.startsWith(".") || table.equals(REJECTS)) {
            throw MigratorException.badInput(
                    "A table cannot be a folder named " + table + ". Give it another name in the plan (--plan).");
        }
    }

    private Path path(String table) {
        return new Path(folder, new Path(null, null, table.replace('/', '_')));
    }

    private Path rejects(String table) {
        return new Path(new Path(folder, REJECTS), path(table).getName());
    }

    /** The file that is written last. */
    private Path complete(String table) {
        return new Path(path(table), delta ? "_delta_log/00000000000000000000.json" : "_SUCCESS");
    }

    @Override
    public boolean exists(String table) throws IOException {
        return files.exists(path(table));
    }

    @Override
    public boolean isComplete(String table) throws IOException {
        return files.exists(complete(table));
    }

    @Override
    public void delete(String table) throws IOException {
        files.delete(path(table), true);
    }

    @Override
    public void write(String table, Dataset<Row> rows) {
        rows.write()
                .format(delta ? "delta" : "parquet")
                .option("delta.columnMapping.mode", "name")
                .mode(SaveMode.ErrorIfExists)
                .save(path(table).toString());
    }

    @Override
    public Dataset<Row> read(String table) {
        return session.read()
                .format(delta ? "delta" : "parquet")
                .load(path(table).toString());
    }

    @Override
    public void writeRejects(String table, Dataset<Row> rows) {
        rows.write().mode(SaveMode.Overwrite).parquet(rejects(table).toString());
    }

    @Override
    public long rejected(String table) throws IOException {
        Path rejects = rejects(table);
        return files.exists(rejects)
                ? session.read().parquet(rejects.toString()).count()
                : 0;
    }

    @Override
    public String location(String table) {
        return path(table).toString();
    }

    @Override
    public Origin origin(String table) throws IOException {
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
                .withSchema(read(table).schema().json());
    }

    private Path notePath(String name) {
        return new Path(folder, NOTE + name);
    }

    @Override
    public boolean createNote(String name, String text) throws IOException {
        try (OutputStream out = files.create(notePath(name), false)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    @Override
    public Optional<String> note(String name) throws IOException {
        try (InputStream in = files.open(notePath(name))) {
            return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
    }

    @Override
    public void deleteNote(String name) throws IOException {
        files.delete(notePath(name), false);
    }

    @Override
    public String notePlace(String name) {
        return notePath(name).toString();
    }
}

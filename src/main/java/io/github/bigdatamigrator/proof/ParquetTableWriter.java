package io.github.bigdatamigrator.proof;

import io.github.bigdatamigrator.context.TableWriter;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import java.io.IOException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * Writes a table's view as Parquet, with the view's types. One scan of the table; the rows are counted from the footers of what was
 * written. What a failed write leaves behind is removed. Lives on the driver.
 */
public final class ParquetTableWriter implements TableWriter {
    private final SparkSession session;

    /** @param conversationSession the session whose views bear the tables' SQL names */
    public ParquetTableWriter(SparkSession conversationSession) {
        this.session = conversationSession;
    }

    @Override
    public WrittenTable writeParquet(String table, String folder) {
        Dataset<Row> rows = Views.table(session, table);
        try {
            Path target = new Path(folder);
            FileSystem files = target.getFileSystem(session.sessionState().newHadoopConf());
            if (files.exists(target)) {
                throw new MigratorException(
                        ErrorCode.BAD_INPUT,
                        "Folder " + folder + " exists already. Name one that does not, or remove it.");
            }
            try {
                rows.write().mode(SaveMode.ErrorIfExists).parquet(folder);
                return new WrittenTable(
                        table, folder, session.read().parquet(folder).count(), bytes(files, target));
            } catch (Exception failed) {
                files.delete(target, true);
                throw failed;
            }
        } catch (MigratorException ours) {
            throw ours;
        } catch (Exception failed) {
            throw new MigratorException(
                    ErrorCode.STORE_FAILED,
                    "Cannot write table `" + table + "` to " + folder + " (" + reason(failed)
                            + "). Check that the place can be written to and has room.",
                    failed);
        }
    }

    private static long bytes(FileSystem files, Path folder) throws IOException {
        long sum = 0;
        for (FileStatus file : files.listStatus(folder)) {
            sum += file.getLen();
        }
        return sum;
    }

    static String reason(Throwable failed) {
        Throwable root = failed;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        return message.lines().findFirst().orElse("");
    }
}

package io.github.bigdatamigrator.verification;

import io.github.bigdatamigrator.context.query.TableExporter;
import io.github.bigdatamigrator.context.query.TableExporter.CopyColumn;
import io.github.bigdatamigrator.context.query.TableExporter.CopyFormat;
import io.github.bigdatamigrator.context.query.TableExporter.Exported;
import io.github.bigdatamigrator.context.query.TableExporter.ParquetColumn;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * Exports views, each partition by the task that reads it, and removes the files of a failed export. Runs on the
 * driver; safe for use by several threads on different folders.
 *
 * @param session whose views have the tables' SQL names
 */
public record SparkTableExporter(SparkSession session) implements TableExporter {
    @Override
    public Exported writeCopy(String table, List<CopyColumn> columns, String folder, CopyFormat format) {
        return writing(table, folder, () -> CopyFileWriter.write(session, table, columns, folder, format));
    }

    @Override
    public Exported writeParquet(String table, List<ParquetColumn> columns, String folder) {
        return writing(table, folder, () -> ParquetFileWriter.write(session, table, columns, folder));
    }

    private Exported writing(String table, String folder, Callable<Exported> work) {
        try {
            Path target = new Path(folder);
            FileSystem files = target.getFileSystem(session.sessionState().newHadoopConf());
            if (files.exists(target)) {
                throw MigratorException.badInput(
                        "Folder " + folder + " already exists. Choose another folder, or remove it.");
            }
            try {
                return work.call();
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
                            + "). Check that the folder is writable and the disk has free space.",
                    failed);
        }
    }

    private static String reason(Throwable failed) {
        Throwable root = ExceptionUtils.getRootCause(failed);
        String message = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        return message.lines().findFirst().orElse("");
    }
}

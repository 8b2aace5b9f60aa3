package io.github.bigdatamigrator.verification;

import io.github.bigdatamigrator.context.TableExporter;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * Exports views, each part of a table by the task that reads it. What a failed export leaves behind is removed. Lives
 * on the driver; safe for use by several threads on different folders.
 */
public final class SparkTableExporter implements TableExporter {
    private final SparkSession session;

    /** @param conversationSession the session whose views bear the tables' SQL names */
    public SparkTableExporter(SparkSession conversationSession) {
        this.session = conversationSession;
    }

    @Override
    public Exported writeCopy(String table, List<CopyColumn> columns, String folder, CopyFormat format) {
        return writing(table, folder, () -> new CopyFileWriter(session).write(table, columns, folder, format));
    }

    @Override
    public Exported writeParquet(String table, List<ParquetColumn> columns, String folder) {
        return writing(table, folder, () -> new ParquetFileWriter(session).write(table, columns, folder));
    }

    private Exported writing(String table, String folder, Writing work) {
        try {
            Path target = new Path(folder);
            FileSystem files = target.getFileSystem(session.sessionState().newHadoopConf());
            if (files.exists(target)) {
                throw new MigratorException(
                        ErrorCode.BAD_INPUT,
                        "Folder " + folder + " exists already. Name one that does not, or remove it.");
            }
            try {
                return work.run();
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

    private static String reason(Throwable failed) {
        Throwable root = failed;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        return message.lines().findFirst().orElse("");
    }

    /** What may fail in more ways than one. */
    private interface Writing {
        Exported run() throws Exception;
    }
}

package io.github.bigdatamigrator.source;

import io.github.bigdatamigrator.context.DataFile;
import io.github.bigdatamigrator.context.Origin;
import io.github.bigdatamigrator.context.Problem;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** A table that has been found and opened, and not read yet. Lives on the driver. */
public interface SourceTable {
    /** The file's name without extensions; {@code book_Sheet2} for a sheet. */
    String name();

    /** What the user named. */
    String location();

    Origin origin();

    List<SourceColumn> columns();

    /** What was noticed on opening: a preamble that was skipped, column names that were missing or met twice. */
    List<Problem> problems();

    /** The same columns in some of the files: read in the same way, as if the others were not there. */
    SourceTable only(List<DataFile> files);

    /**
     * A text that changes whenever the same files would be read in another way, and that stays as files come to a
     * folder.
     */
    default String layout() {
        List<DataFile> files = origin().files();
        return String.join(
                "\n",
                origin().format(),
                String.valueOf(origin().sheet()),
                String.valueOf(origin().dialect()),
                columns().toString(),
                files.isEmpty() ? "" : HivePath.base(files.get(0).path()));
    }

    /**
     * Reads the whole table once, in one Spark job (one more for each split whose beginning was guessed wrongly), or on
     * this thread where text is so small that a job would take longer to start. Call on the driver; an interrupt stops
     * the job.
     */
    <T> SplitVisitor.Result<T> scan(SparkSession spark, SplitVisitor<T> walk);
}

package io.github.bigdatamigrator.source;

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

    /**
     * Reads the whole table once, in one Spark job (one more for each split whose beginning was guessed wrongly). Call on the driver; an interrupt
     * stops the job.
     */
    <T> Walk.Done<T> walk(SparkSession spark, Walk<T> walk);
}

package io.github.bigdatamigrator.source;

import io.github.bigdatamigrator.context.Origin;
import io.github.bigdatamigrator.context.Problem;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
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
     * Reads the whole table once: {@code function} runs for every split, on executors. The result is lazy. A table without any rows
     * may have no splits.
     */
    <T> JavaRDD<T> mapSplits(SparkSession spark, SplitFunction<T> function);
}

package io.github.bigdatamigrator.source;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.Origin;
import io.github.bigdatamigrator.context.TableProfile;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** Opens tables of one kind that are no files. Stateless or thread-safe; driver only. */
public interface Connector {
    /**
     * A table that a name refers to, in its present state.
     *
     * @param name the table's own name
     * @param location the name by which a user can name this table alone
     */
    record NamedTable(String name, String location, Origin origin) {}

    SourceFormat format();

    /** What names of such tables begin with, such as {@code table:}. */
    List<String> prefixes();

    /**
     * The tables that a name refers to, such as all of a schema. Reads no rows; may start Spark.
     *
     * @throws io.github.bigdatamigrator.error.MigratorException FILE_NOT_FOUND if there is none, FILE_UNREADABLE if
     *     they cannot be reached or a module is missing, BAD_INPUT for a malformed name
     */
    List<NamedTable> find(LazySpark spark, String name);

    /** Opens a table that was found. */
    SourceTable open(LazySpark spark, NamedTable table);

    /**
     * The present version of a table, as in {@link Origin#version}; null if no change can be noticed.
     *
     * @throws io.github.bigdatamigrator.error.MigratorException DATA_CHANGED if the table is gone
     */
    @Nullable
    String version(LazySpark spark, Origin origin);

    /**
     * The rows of a profiled table for SQL, lazily: SQL names, the profile's types, null markers as null.
     *
     * @param originals columns that are appended a second time as their original text
     */
    Dataset<Row> view(SparkSession spark, TableProfile table, List<ColumnProfile> originals);

    /** The rows of a table for what follows its scan, in the state that was scanned where that is possible. */
    default Dataset<Row> viewWhileProfiling(LazySpark spark, TableProfile table) {
        return view(spark.session(), table, List.of());
    }

    /** Whether rows change at any time and unnoticed, so that queries read them as they are then and keep none. */
    default boolean live() {
        return false;
    }
}

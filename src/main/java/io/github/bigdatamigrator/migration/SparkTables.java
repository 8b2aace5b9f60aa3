package io.github.bigdatamigrator.migration;

import io.github.bigdatamigrator.context.Origin;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Keeps the tables that a migration writes with Spark, and its notes beside them. A table is complete as a whole or not
 * at all. For one thread.
 */
interface SparkTables {
    /** The table of rejects, which is therefore no name of a table. */
    String REJECTS = "bdm_migration_reject";

    /** The place in words: {@code The folder /data/lake}. */
    String place();

    /** What a reader should know of this place. */
    List<String> remarks();

    /** @throws io.github.bigdatamigrator.error.MigratorException BAD_INPUT for a name that no table can have here */
    void checkName(String table);

    boolean exists(String table) throws IOException;

    boolean isComplete(String table) throws IOException;

    /** Deletes what there is of a table, also an incomplete one. */
    void delete(String table) throws IOException;

    /** Writes a table that does not exist; it is complete when this returns. */
    void write(String table, Dataset<Row> rows) throws IOException;

    Dataset<Row> read(String table);

    /** Writes the rejected rows of a table in place of earlier ones. */
    void writeRejects(String table, Dataset<Row> rows) throws IOException;

    /** Counts the rejected rows of a table. */
    long rejected(String table) throws IOException;

    /** The location of a table, as a user would name it. */
    String location(String table);

    /** What a profile of the table says of where it is read from. */
    Origin origin(String table) throws IOException;

    /** Creates a note; false, and nothing is changed, if there is one of that name. */
    boolean createNote(String name, String text) throws IOException;

    Optional<String> note(String name) throws IOException;

    void deleteNote(String name) throws IOException;

    /** Where a person finds a note, to delete it. */
    String notePlace(String name);
}

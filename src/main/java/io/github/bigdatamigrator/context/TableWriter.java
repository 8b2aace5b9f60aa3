package io.github.bigdatamigrator.context;

/** Writes a table of the context in another format, as the profile's types have it. */
public interface TableWriter {
    /**
     * Writes the whole table as Parquet.
     *
     * @param table SQL name
     * @param folder a path or Hadoop URI that does not exist yet
     * @throws io.github.bigdatamigrator.error.MigratorException BAD_INPUT when the folder exists, STORE_FAILED when it cannot be written
     */
    WrittenTable writeParquet(String table, String folder);

    /** What was written. */
    record WrittenTable(String table, String folder, long rows, long bytes) {}
}

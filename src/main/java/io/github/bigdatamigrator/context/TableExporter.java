package io.github.bigdatamigrator.context;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes whole tables to files for another system, and says of each column what the other side must have in the end.
 */
public interface TableExporter {
    /**
     * Writes a table as files that PostgreSQL's {@code COPY} reads, one for each part of the table that is read on its
     * own. One scan.
     *
     * <p>UTF-8; dates and timestamps in ISO form, timestamps in UTC; an empty text and null are told apart; the
     * character U+0000, which PostgreSQL cannot hold, is written as U+2400 and counted.
     *
     * @param table SQL name
     * @param columns in the target's order; their names are the first line of each CSV file
     * @param folder a path or Hadoop URI that does not exist yet, and that the executors see too
     * @throws io.github.bigdatamigrator.error.MigratorException BAD_INPUT when the folder exists, STORE_FAILED when it
     *     cannot be written
     */
    Exported writeCopy(String table, List<CopyColumn> columns, String folder, CopyFormat format);

    /**
     * Writes a table as Parquet with the given names, types and order of rows, reads it back, and compares row count,
     * nulls and a checksum of each column with the table. Two scans of the table, one of what was written.
     *
     * @param columns in the target's order
     * @throws io.github.bigdatamigrator.error.MigratorException BAD_INPUT when the folder exists, STORE_FAILED when it
     *     cannot be written or does not give back what was written
     */
    Exported writeParquet(String table, List<ParquetColumn> columns, String folder);

    /** How a file for {@code COPY} is written. */
    enum CopyFormat {
        /** Comma separated, with a header; what people and other programs can read too. */
        CSV,
        /** PostgreSQL's own text format, in which no value can look like the end of the data. */
        TEXT
    }

    /**
     * A column as it shall stand in a file for {@code COPY}.
     *
     * @param source SQL name, or that of the column {@link RawText}
     */
    record CopyColumn(String source, String name) {}

    /**
     * A column as it shall stand in Parquet.
     *
     * @param source SQL name, or that of the column {@link RawText}
     * @param type in Spark's spelling, such as {@code DECIMAL(9,2)}
     */
    record ParquetColumn(String source, String name, String type) {}

    /**
     * What was written.
     *
     * @param files their names within the folder, in the table's order; none when there are no rows
     * @param bytes of the files
     * @param columns in the target's order
     */
    record Exported(
            String table, String folder, List<String> files, long rows, long bytes, List<ExportedColumn> columns) {
        public Exported {
            files = List.copyOf(files);
            columns = List.copyOf(columns);
        }
    }

    /**
     * What a column must give back.
     *
     * @param values cells that are not null
     * @param checksum sum over the values of the first 32 bits of the MD5 of their text in PostgreSQL's spelling (of a
     *     double: its eight bytes; of binary data: the data); Spark's own for Parquet
     * @param sum of a bigint or decimal column with values
     * @param replaced values in which U+0000 was replaced
     * @param endMarkers values with a line that older readers of CSV take for the end of the data
     */
    record ExportedColumn(
            String column,
            ColumnType type,
            long values,
            long checksum,
            @Nullable String sum,
            long replaced,
            long endMarkers) {}
}

package io.github.bigdatamigrator.context.query;

import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.OriginalText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Exports whole tables to files for another system, with figures of each column that the target must match. */
public interface TableExporter {
    /**
     * Writes a table as files for PostgreSQL's {@code COPY}, one for each partition of the table. Costs one scan.
     *
     * <p>UTF-8; dates and timestamps in ISO form, timestamps in UTC; empty text and null remain distinct; the character
     * U+0000, which PostgreSQL cannot hold, is written as U+2400 and counted.
     *
     * @param table SQL name
     * @param columns in the target's order; their names are the first line of each CSV file
     * @param folder a path or Hadoop URI that does not exist yet and that the executors can reach
     * @throws io.github.bigdatamigrator.error.MigratorException BAD_INPUT when the folder exists, STORE_FAILED when it
     *     cannot be written
     */
    Exported writeCopy(String table, List<CopyColumn> columns, String folder, CopyFormat format);

    /**
     * Writes a table as Parquet with the given names, types and order of rows, reads it back, and compares row count,
     * nulls and a checksum of each column with the table. Costs two scans of the table and one of the files.
     *
     * @param columns in the target's order
     * @throws io.github.bigdatamigrator.error.MigratorException BAD_INPUT when the folder exists, STORE_FAILED when it
     *     cannot be written or when the files differ from the table
     */
    Exported writeParquet(String table, List<ParquetColumn> columns, String folder);

    /** Format of a file for {@code COPY}. */
    enum CopyFormat {
        /** Comma separated, with a header; readable for people and other programs. */
        CSV,
        /** PostgreSQL's own text format, in which no value can look like the end of the data. */
        TEXT
    }

    /**
     * A column of a file for {@code COPY}.
     *
     * @param source SQL name, or a name of {@link OriginalText}
     */
    record CopyColumn(String source, String name) {}

    /**
     * A column of a Parquet file.
     *
     * @param source SQL name, or a name of {@link OriginalText}
     * @param type in Spark's spelling, such as {@code DECIMAL(9,2)}
     */
    record ParquetColumn(String source, String name, String type) {}

    /**
     * The exported files of a table.
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
     * Figures of an exported column that the target must match.
     *
     * @param values cells that are not null
     * @param checksum sum over the values of the first 32 bits of the MD5 of their text in PostgreSQL's spelling (of a
     *     double: its eight bytes; of binary data: the data); Spark's own for Parquet
     * @param sum of a bigint or decimal column with values
     * @param replaced number of values in which U+0000 was replaced
     * @param endMarkers number of values with a line that older CSV readers take for the end of the data
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

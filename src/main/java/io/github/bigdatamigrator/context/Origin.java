package io.github.bigdatamigrator.context;

import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/**
 * Describes the source of a table's rows and the way to read them again, so that a view can be opened without a new
 * profile.
 *
 * @param format csv, tsv, fixed_width, json, jsonl, parquet, orc, avro, xlsx, xls or xml for files; delta, table, jdbc
 *     or dataframe for what is no file
 * @param files the physical files, in the order in which they were read; none for what is no file
 * @param sheet the sheet of a workbook, or the array of a JSON file ({@code response.data}) whose elements are the
 *     rows; else null
 * @param dialect of delimited text and of sheets, which are read as delimited text; else null, for sheets also in
 *     contexts of earlier versions
 * @param schema as JSON, so that it need not be found again: for a typed format the columns that Spark's reader found,
 *     for a sheet the columns with values ({@code "A:C,E"}); else null, also in contexts of earlier versions
 * @param table what to read where there are no files: the name in a catalog, the folder of a Delta table, the address
 *     of a database's table without user and password, the name of a DataFrame; else null
 * @param version identifies the state in which that table was read, such as the version of a Delta table; null for
 *     files and where no change can be noticed
 */
public record Origin(
        String format,
        List<DataFile> files,
        @Nullable String sheet,
        @Nullable Dialect dialect,
        @Nullable String schema,
        @Nullable String table,
        @Nullable String version) {
    public Origin {
        files = List.copyOf(files);
    }

    /** Files without a schema. */
    public Origin(String format, List<DataFile> files, @Nullable String sheet, @Nullable Dialect dialect) {
        this(format, files, sheet, dialect, null, null, null);
    }

    /** A table that is no file. */
    public static Origin ofTable(String format, String table, @Nullable String version) {
        return new Origin(format, List.of(), null, null, null, table, version);
    }

    /** Copies the origin with other files. */
    public Origin withFiles(List<DataFile> others) {
        return new Origin(format, others, sheet, dialect, schema, table, version);
    }

    /** Copies the origin with a dialect. */
    public Origin withDialect(Dialect found) {
        return new Origin(format, files, sheet, found, schema, table, version);
    }

    /** Copies the origin with the columns that Spark's reader found. */
    public Origin withSchema(String found) {
        return new Origin(format, files, sheet, dialect, found, table, version);
    }

    /** Bytes of the files; 0 for what is no file. */
    public long bytes() {
        return files.stream().mapToLong(DataFile::bytes).sum();
    }

    /** Returns a short text that changes with the path, length or modification time of any file, or the version. */
    public String fingerprint() {
        StringBuilder text = new StringBuilder(format + "\n" + sheet + "\n" + dialect + "\n");
        for (DataFile file : files) {
            text.append(file.path() + "\n" + file.bytes() + "\n" + file.modifiedMillis() + "\n");
        }
        if (table != null) {
            text.append(table + "\n" + version + "\n");
        }
        return DigestUtils.sha256Hex(text.toString()).substring(0, 24);
    }
}

package io.github.bigdatamigrator.context;

import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/**
 * Describes the source of a table's rows and the way to read them again, so that a view can be opened without a new
 * profile.
 *
 * @param format csv, tsv, json, jsonl, parquet, orc, avro, xlsx or xls
 * @param files the physical files, in the order in which they were read
 * @param sheet the sheet of a workbook, or the array of a JSON file ({@code response.data}) whose elements are the
 *     rows; else null
 * @param dialect of delimited text and of sheets, which are read as delimited text; else null, for sheets also in
 *     contexts of earlier versions
 * @param schema as JSON, so that it need not be found again: for a typed format the columns that Spark's reader found,
 *     for a sheet the columns with values ({@code "A:C,E"}); else null, also in contexts of earlier versions
 */
public record Origin(
        String format,
        List<DataFile> files,
        @Nullable String sheet,
        @Nullable Dialect dialect,
        @Nullable String schema) {
    public Origin {
        files = List.copyOf(files);
    }

    /** An origin without a schema. */
    public Origin(String format, List<DataFile> files, @Nullable String sheet, @Nullable Dialect dialect) {
        this(format, files, sheet, dialect, null);
    }

    /** Copies the origin with other files. */
    public Origin withFiles(List<DataFile> others) {
        return new Origin(format, others, sheet, dialect, schema);
    }

    /** Copies the origin with a dialect. */
    public Origin withDialect(Dialect found) {
        return new Origin(format, files, sheet, found, schema);
    }

    /** Copies the origin with the columns that Spark's reader found. */
    public Origin withSchema(String found) {
        return new Origin(format, files, sheet, dialect, found);
    }

    public long bytes() {
        return files.stream().mapToLong(DataFile::bytes).sum();
    }

    /** Returns a short text that changes with the path, length or modification time of any file. */
    public String fingerprint() {
        StringBuilder text = new StringBuilder(format + "\n" + sheet + "\n" + dialect + "\n");
        for (DataFile file : files) {
            text.append(file.path() + "\n" + file.bytes() + "\n" + file.modifiedMillis() + "\n");
        }
        return DigestUtils.sha256Hex(text.toString()).substring(0, 24);
    }
}

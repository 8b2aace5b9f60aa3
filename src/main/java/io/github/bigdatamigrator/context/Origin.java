package io.github.bigdatamigrator.context;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
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
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((format + "\n" + sheet + "\n" + dialect + "\n").getBytes(StandardCharsets.UTF_8));
            for (DataFile file : files) {
                String stamp = file.path() + "\n" + file.bytes() + "\n" + file.modifiedMillis() + "\n";
                digest.update(stamp.getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

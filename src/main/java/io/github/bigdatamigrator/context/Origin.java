package io.github.bigdatamigrator.context;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a table's rows come from and how they are to be read again, so that a view can be opened without a new profile.
 *
 * @param format csv, tsv, json, jsonl, parquet, orc, avro, xlsx or xls
 * @param files the physical files, in the order in which they were read
 * @param sheet the sheet of a workbook, else null
 * @param dialect of delimited text, else null
 * @param schema of a format with types of its own: the columns as Spark's reader found them, as Spark writes a schema
 *     in JSON, so that it need not look for them again; else null, and in contexts kept by earlier versions
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

    /** One whose columns are not known. */
    public Origin(String format, List<DataFile> files, @Nullable String sheet, @Nullable Dialect dialect) {
        this(format, files, sheet, dialect, null);
    }

    /** The same of other files, or of these as more is known of them. */
    public Origin withFiles(List<DataFile> others) {
        return new Origin(format, others, sheet, dialect, schema);
    }

    /** The same with the columns that Spark's reader found. */
    public Origin withSchema(String found) {
        return new Origin(format, files, sheet, dialect, found);
    }

    public long bytes() {
        return files.stream().mapToLong(DataFile::bytes).sum();
    }

    /** A short text that changes whenever one of the files does: its path, length or modification time. */
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

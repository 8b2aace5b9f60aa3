package io.github.bigdatamigrator.source;

import io.github.bigdatamigrator.text.NearestName;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What names of files say: the format, the table, whether a file is hidden; and which name is nearest to a mistyped
 * one.
 */
public final class FileNameParser {
    private static final Map<String, FileFormat> FORMATS = Map.ofEntries(
            Map.entry("csv", FileFormat.CSV),
            Map.entry("txt", FileFormat.CSV),
            Map.entry("tbl", FileFormat.CSV),
            Map.entry("dat", FileFormat.CSV),
            Map.entry("psv", FileFormat.CSV),
            Map.entry("tsv", FileFormat.TSV),
            Map.entry("tab", FileFormat.TSV),
            Map.entry("json", FileFormat.JSON),
            Map.entry("jsonl", FileFormat.JSONL),
            Map.entry("ndjson", FileFormat.JSONL),
            Map.entry("parquet", FileFormat.PARQUET),
            Map.entry("pq", FileFormat.PARQUET),
            Map.entry("orc", FileFormat.ORC),
            Map.entry("avro", FileFormat.AVRO),
            Map.entry("xlsx", FileFormat.XLSX),
            Map.entry("xlsm", FileFormat.XLSX),
            Map.entry("xls", FileFormat.XLS));
    private static final Set<String> COMPRESSIONS =
            Set.of("gz", "gzip", "zst", "zstd", "snappy", "lz4", "zlib", "deflate");

    private FileNameParser() {}

    /** The format that the extension promises, one for a compression apart. */
    public static Optional<FileFormat> format(String fileName) {
        String name = fileName;
        while (COMPRESSIONS.contains(extension(name))) {
            name = stem(name);
        }
        return Optional.ofNullable(FORMATS.get(extension(name)));
    }

    /**
     * The name without the extensions that are known to be such; {@code sales.2024.csv.gz} becomes {@code sales.2024}.
     */
    public static String tableName(String fileName) {
        String name = fileName;
        while (name.lastIndexOf('.') > 0
                && (FORMATS.containsKey(extension(name)) || COMPRESSIONS.contains(extension(name)))) {
            name = stem(name);
        }
        return name;
    }

    /** Files that engines put beside the data: {@code _SUCCESS}, {@code .part-0.crc}. */
    public static boolean isHidden(String fileName) {
        return fileName.startsWith("_") || fileName.startsWith(".");
    }

    /** Whether two files are pieces of one table by their names, which differ in digits and hashes only. */
    public static boolean isPart(String fileName) {
        return fileName.startsWith("part-") || fileName.startsWith("part_");
    }

    /** Whether a folder is a partition of Hive's kind, {@code year=2024}. */
    public static boolean isPartition(String folderName) {
        return folderName.indexOf('=') > 0;
    }

    /** The name that takes the fewest edits, if they are few. */
    public static Optional<String> nearest(String wanted, Collection<String> names) {
        return NearestName.within(Math.max(2, wanted.length() / 3), wanted, names);
    }

    private static String extension(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    private static String stem(String name) {
        return name.substring(0, Math.max(0, name.lastIndexOf('.')));
    }
}

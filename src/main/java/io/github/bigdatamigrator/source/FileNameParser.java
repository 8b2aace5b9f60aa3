package io.github.bigdatamigrator.source;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Derives the format, the table name, and whether a file is hidden or a part from its name. */
public final class FileNameParser {

    private static final Set<String> COMPRESSIONS =
            Set.of("gz", "gzip", "zst", "zstd", "snappy", "lz4", "zlib", "deflate");

    private FileNameParser() {}

    /** The format of the extension before those of compressions. */
    public static Optional<SourceFormat> format(String fileName) {
        String name = fileName;
        while (COMPRESSIONS.contains(extension(name))) {
            name = stem(name);
        }
        return formatOf(extension(name));
    }

    private static Optional<SourceFormat> formatOf(String extension) {
        return Optional.ofNullable(
                switch (extension) {
                    case "csv", "txt", "tbl", "dat", "psv" -> SourceFormat.CSV;
                    case "tsv", "tab" -> SourceFormat.TSV;
                    case "json", "geojson" -> SourceFormat.JSON;
                    case "jsonl", "ndjson", "geojsonl" -> SourceFormat.JSONL;
                    case "parquet", "pq" -> SourceFormat.PARQUET;
                    case "orc" -> SourceFormat.ORC;
                    case "avro" -> SourceFormat.AVRO;
                    case "xlsx", "xlsm" -> SourceFormat.XLSX;
                    case "xls" -> SourceFormat.XLS;
                    case "xml" -> SourceFormat.XML;
                    default -> null;
                });
    }

    /** The name without known extensions: {@code sales.2024.csv.gz} becomes {@code sales.2024}. */
    public static String tableName(String fileName) {
        String name = fileName;
        while (name.lastIndexOf('.') > 0
                && (formatOf(extension(name)).isPresent() || COMPRESSIONS.contains(extension(name)))) {
            name = stem(name);
        }
        return name;
    }

    /** Whether engines write such files beside the data: {@code _SUCCESS}, {@code .part-0.crc}. */
    public static boolean isHidden(String fileName) {
        return fileName.startsWith("_") || fileName.startsWith(".");
    }

    /** Whether a file is part of a table that an engine wrote: {@code part-00000}. */
    public static boolean isPart(String fileName) {
        return fileName.startsWith("part-") || fileName.startsWith("part_");
    }

    /** Whether a folder is a Hive partition: {@code year=2024}. */
    public static boolean isPartition(String folderName) {
        return folderName.indexOf('=') > 0;
    }

    private static String extension(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    private static String stem(String name) {
        return name.substring(0, Math.max(0, name.lastIndexOf('.')));
    }
}

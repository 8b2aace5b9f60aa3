package io.github.bigdatamigrator.source.discovery;

import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.source.FileNameParser;
import io.github.bigdatamigrator.source.HadoopFiles;
import io.github.bigdatamigrator.source.MagicBytes;
import io.github.bigdatamigrator.source.SourceFormat;
import io.github.bigdatamigrator.source.delimited.EncodingDetector;
import io.github.bigdatamigrator.source.delimited.TextStreams;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.commons.lang3.ArrayUtils;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.jspecify.annotations.Nullable;

/** Detects a file's format by its magic bytes, else by its extension, else as delimited text. */
final class FormatDetector {
    private static final int HEAD_BYTES = 1 << 16;
    private static final int MAX_ZIP_ENTRIES = 50;

    /** A file's format, and problems such as a wrong extension. */
    record Detected(SourceFormat format, List<Problem> problems) {}

    private FormatDetector() {}

    /** @param encoding the text encoding that the user gives, or null; UTF-16 and UTF-32 allow zero bytes in text */
    static Detected detect(FileStatus file, @Nullable String encoding, Configuration hadoop) {
        String path = HadoopFiles.text(file.getPath());
        String name = file.getPath().getName();
        Optional<SourceFormat> promised = FileNameParser.format(name);
        if (file.getLen() == 0) {
            return new Detected(promised.orElse(SourceFormat.CSV), List.of());
        }
        try (InputStream raw = HadoopFiles.open(file.getPath(), hadoop);
                InputStream plain = TextStreams.open(path, hadoop)) {
            MagicBytes outer = MagicBytes.of(raw.readNBytes(4));
            byte[] head = plain.readNBytes(HEAD_BYTES);
            MagicBytes inner = MagicBytes.of(head);
            SourceFormat found = byContent(path, inner, head, promised, encoding, hadoop);
            if (outer == MagicBytes.GZIP || outer == MagicBytes.ZSTD) {
                found = readableCompressed(path, name, outer, found);
            }
            return new Detected(found, misnamed(name, promised, found));
        } catch (IOException e) {
            throw HadoopFiles.unreadable(path, e);
        }
    }

    private static SourceFormat byContent(
            String path,
            MagicBytes magic,
            byte[] head,
            Optional<SourceFormat> promised,
            @Nullable String encoding,
            Configuration hadoop)
            throws IOException {
        return switch (magic) {
            case PARQUET -> SourceFormat.PARQUET;
            case ORC ->
                head.length > 3
                                && promised.filter(SourceFormat::isDelimited).isPresent()
                                && !ArrayUtils.contains(head, (byte) 0)
                        ? SourceFormat.CSV
                        : SourceFormat.ORC;
            case AVRO -> SourceFormat.AVRO;
            case OLE2 -> SourceFormat.XLS;
            case ZIP -> {
                requireWorkbook(path, hadoop);
                yield SourceFormat.XLSX;
            }
            case PDF -> throw unsupported(path, "is a PDF document", "Export its tables as CSV or XLSX");
            case BZIP2 -> throw unsupported(path, "is compressed with bzip2", "Decompress it first");
            case GZIP, ZSTD -> throw unsupported(path, "is compressed twice", "Decompress it once");
            case UNKNOWN -> byText(path, head, promised, encoding);
        };
    }

    private static SourceFormat byText(
            String path, byte[] head, Optional<SourceFormat> promised, @Nullable String encoding) {
        SourceFormat format = promised.orElse(SourceFormat.CSV);
        return switch (format) {
            case PARQUET, ORC, AVRO ->
                throw unsupported(
                        path, "is not a " + format.text() + " file", "It may be damaged or truncated; copy it again");
            case JSON, JSONL -> JsonShape.of(head, head.length < HEAD_BYTES);
            case CSV, TSV, FIXED_WIDTH, XLSX, XLS, XML, DELTA, TABLE, JDBC, DATAFRAME -> {
                if (isXml(head, format)) {
                    yield SourceFormat.XML;
                }
                String charset =
                        encoding != null ? encoding.toUpperCase(Locale.ROOT) : EncodingDetector.of(head, false);
                if (!charset.startsWith("UTF-16") && !charset.startsWith("UTF-32") && !EncodingDetector.isText(head)) {
                    throw unsupported(
                            path,
                            format.isWorkbook() ? "is not an Excel workbook" : "holds binary data, not text",
                            "Files can be csv, tsv, json, jsonl, xml, parquet, orc, avro, xlsx or xls");
                }
                String start = new String(head, 0, Math.min(head.length, 200), StandardCharsets.ISO_8859_1)
                        .strip()
                        .toLowerCase(Locale.ROOT);
                if (start.startsWith("<!doctype html") || start.startsWith("<html") || start.startsWith("<?xml")) {
                    throw unsupported(path, "is a web page or an XML workbook", "Save it as CSV or XLSX first");
                }
                if (format == SourceFormat.XML) {
                    throw unsupported(path, "is not XML", "Check the file");
                }
                yield format == SourceFormat.TSV ? SourceFormat.TSV : SourceFormat.CSV;
            }
        };
    }

    /** Whether a file is XML: it says so or is named so, and is neither a web page nor the XML of a workbook. */
    private static boolean isXml(byte[] head, SourceFormat promised) {
        String start = new String(head, 0, Math.min(head.length, 1000), StandardCharsets.ISO_8859_1)
                .replaceAll("[\\x00\u00ef\u00bb\u00bf\u00fe\u00ff]", "")
                .strip()
                .toLowerCase(Locale.ROOT);
        return (start.startsWith("<?xml") || (promised == SourceFormat.XML && start.startsWith("<")))
                && !promised.isWorkbook()
                && !start.contains("<!doctype html")
                && !start.contains("<html");
    }

    /** The format as which to read a compressed file: Spark recognizes compressed lines by the file's name only. */
    private static SourceFormat readableCompressed(String path, String name, MagicBytes outer, SourceFormat inner) {
        boolean named =
                outer == MagicBytes.GZIP && name.toLowerCase(Locale.ROOT).endsWith(".gz");
        if (inner == SourceFormat.JSONL) {
            return named ? SourceFormat.JSONL : SourceFormat.JSON;
        }
        if (!inner.isDelimited() && inner != SourceFormat.JSON && !(inner == SourceFormat.XML && named)) {
            throw unsupported(
                    path,
                    "is " + inner.text() + " compressed with " + outer.name().toLowerCase(Locale.ROOT),
                    "Decompress it first");
        }
        return inner;
    }

    private static List<Problem> misnamed(String name, Optional<SourceFormat> promised, SourceFormat found) {
        return promised.filter(named -> family(named) != family(found)).stream()
                .map(named -> "is named as " + named.text() + " but is " + found.text() + "; read as " + found.text())
                .map(message -> new Problem(name, message, 1))
                .toList();
    }

    /** Maps formats with interchangeable extensions to one: their content distinguishes them. */
    private static SourceFormat family(SourceFormat format) {
        return switch (format) {
            case TSV, FIXED_WIDTH -> SourceFormat.CSV;
            case JSONL -> SourceFormat.JSON;
            case CSV, JSON, PARQUET, ORC, AVRO, XLSX, XLS, XML, DELTA, TABLE, JDBC, DATAFRAME -> format;
        };
    }

    private static void requireWorkbook(String path, Configuration hadoop) throws IOException {
        boolean excel = false;
        try (ZipInputStream zip = new ZipInputStream(TextStreams.open(path, hadoop))) {
            ZipEntry entry = zip.getNextEntry();
            for (int i = 0; entry != null && i < MAX_ZIP_ENTRIES; i++) {
                String part = entry.getName().replace('\\', '/').toLowerCase(Locale.ROOT);
                if (part.matches("xl/(workbook|worksheets/.*)\\.bin")) {
                    throw unsupported(path, "is a binary Excel workbook (xlsb)", "Save it as xlsx first");
                } else if (part.startsWith("index/") && part.endsWith(".iwa")) {
                    throw unsupported(path, "is an Apple Numbers workbook", "Export it as xlsx first");
                } else if (part.equals("mimetype")) {
                    String type = new String(zip.readNBytes(HEAD_BYTES), StandardCharsets.US_ASCII);
                    if (type.startsWith("application/vnd.oasis.opendocument")) {
                        throw unsupported(path, "is an OpenDocument file (ods)", "Save it as xlsx first");
                    }
                }
                excel |= part.matches("xl/(workbook.*|worksheets/.*)\\.xml");
                entry = zip.getNextEntry();
            }
        }
        if (!excel) {
            throw unsupported(path, "is a zip archive", "Unzip it first");
        }
    }

    private static MigratorException unsupported(String path, String what, String remedy) {
        return new MigratorException(ErrorCode.FILE_UNREADABLE, path + " " + what + ". " + remedy + ".");
    }
}

package io.github.bigdatamigrator.source.delimited;

import io.github.bigdatamigrator.context.DataFile;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.source.HadoopFiles;
import io.github.bigdatamigrator.source.MagicBytes;
import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.apache.commons.io.input.ReaderInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.io.ZStdCompressionCodec;

/** Opens text files of any file system, compression and encoding as streams of UTF-8 bytes. */
public final class TextStreams {
    /** Length of a byte order mark in UTF-8. */
    static final int BOM_BYTES = 3;

    private static final int BUFFER = 1 << 17;
    /** Characters that are converted to UTF-8 at once. */
    private static final int CHARS = 1 << 14;

    private TextStreams() {}

    /** The file's bytes from that offset on; decompressed only from offset 0. */
    static InputStream open(String path, Configuration hadoop, long from) throws IOException {
        if (from == 0) {
            return open(path, hadoop);
        }
        FSDataInputStream in = openRaw(path, hadoop);
        in.seek(from);
        return in;
    }

    /** Whether reading can begin at any offset, since the file is uncompressed UTF-8. */
    static boolean splittable(String path, String charset, Configuration hadoop) throws IOException {
        if (!isUtf8(charset)) {
            return false;
        }
        try (InputStream in = openRaw(path, hadoop)) {
            return switch (MagicBytes.of(in.readNBytes(4))) {
                case GZIP, ZSTD -> false;
                default -> true;
            };
        }
    }

    static boolean isUtf8(String charset) {
        Charset known = Charset.forName(charset);
        return known.equals(StandardCharsets.UTF_8) || known.equals(StandardCharsets.US_ASCII);
    }

    /** The file's bytes, decompressed if they begin with the magic bytes of gzip or zstd. */
    public static InputStream open(String path, Configuration hadoop) throws IOException {
        InputStream raw = openRaw(path, hadoop);
        PushbackInputStream in = new PushbackInputStream(raw, 4);
        byte[] magic = in.readNBytes(4);
        in.unread(magic);
        return switch (MagicBytes.of(magic)) {
            case GZIP -> new GZIPInputStream(in, BUFFER);
            case ZSTD -> new ZStdCompressionCodec(new SparkConf(false)).compressedInputStream(in);
            default -> in;
        };
    }

    private static FSDataInputStream openRaw(String path, Configuration hadoop) throws IOException {
        Path file = new Path(path);
        try {
            return HadoopFiles.open(file, hadoop);
        } catch (FileNotFoundException e) {
            throw HadoopFiles.isDenied(e)
                    ? HadoopFiles.unreadable(path, e)
                    : new MigratorException(
                            ErrorCode.FILE_NOT_FOUND,
                            "Cannot open " + path + ": " + e.getMessage() + ". Check the path.",
                            e);
        }
    }

    /** The text of a stream as UTF-8, without a byte order mark. */
    public static InputStream utf8(InputStream in, String charset) throws IOException {
        InputStream text = isUtf8(charset)
                ? in
                : ReaderInputStream.builder()
                        .setReader(new InputStreamReader(new BufferedInputStream(in, BUFFER), charset))
                        .setCharset(StandardCharsets.UTF_8)
                        .setBufferSize(CHARS)
                        .get();
        PushbackInputStream result = new PushbackInputStream(text, BOM_BYTES);
        skipByteOrderMark(result);
        return result;
    }

    /** The last bytes of a file as UTF-8; empty for a compressed file, whose end cannot be read alone. */
    static byte[] tail(DataFile file, Configuration hadoop, String charset, int maxBytes) throws IOException {
        try (FSDataInputStream in = openRaw(file.path(), hadoop)) {
            MagicBytes magic = MagicBytes.of(in.readNBytes(4));
            if (magic == MagicBytes.GZIP || magic == MagicBytes.ZSTD) {
                return new byte[0];
            }
            // An even offset, so that UTF-16 characters are not split.
            in.seek(Math.max(0, file.bytes() - maxBytes) / 2 * 2);
            return utf8(in, charset).readAllBytes();
        }
    }

    /** Skips a byte order mark and returns its length, 0 if there is none. */
    static int skipByteOrderMark(PushbackInputStream in) throws IOException {
        byte[] mark = in.readNBytes(BOM_BYTES);
        if (mark.length == BOM_BYTES
                && (mark[0] & 0xFF) == 0xEF
                && (mark[1] & 0xFF) == 0xBB
                && (mark[2] & 0xFF) == 0xBF) {
            return BOM_BYTES;
        }
        in.unread(mark);
        return 0;
    }
}

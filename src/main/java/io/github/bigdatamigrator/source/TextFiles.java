package io.github.bigdatamigrator.source;

import io.github.bigdatamigrator.context.DataFile;
import io.github.bigdatamigrator.context.Dialect;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.io.ZStdCompressionCodec;

/** Opens text files of any file system, compression and encoding as streams of UTF-8 bytes. */
final class TextFiles {
    private static final int BUFFER = 1 << 17;

    private TextFiles() {}

    /** The file's bytes, decompressed where its first bytes say gzip or zstd. */
    static InputStream open(String path, Configuration hadoop) throws IOException {
        Path file = new Path(path);
        InputStream raw;
        try {
            raw = file.getFileSystem(hadoop).open(file);
        } catch (FileNotFoundException e) {
            throw new MigratorException(
                    e.getMessage() != null && e.getMessage().contains("ermission")
                            ? ErrorCode.FILE_UNREADABLE
                            : ErrorCode.FILE_NOT_FOUND,
                    "Cannot open " + path + ": " + e.getMessage() + ". Check the path and the permissions.",
                    e);
        }
        PushbackInputStream in = new PushbackInputStream(raw, 4);
        byte[] magic = in.readNBytes(4);
        in.unread(magic);
        return switch (Magic.of(magic)) {
            case GZIP -> new GZIPInputStream(in, BUFFER);
            case ZSTD -> new ZStdCompressionCodec(new SparkConf(false)).compressedInputStream(in);
            default -> in;
        };
    }

    /** The text of the file's table as UTF-8: without a byte order mark, without its footer. */
    static InputStream openTable(String path, Configuration hadoop, Dialect dialect) throws IOException {
        InputStream text = openUtf8(path, hadoop, dialect.charset());
        return dialect.footerLines() == 0 ? text : new WithoutLastLines(text, dialect.footerLines());
    }

    /** The file's text as UTF-8, without a byte order mark. */
    static InputStream openUtf8(String path, Configuration hadoop, String charset) throws IOException {
        return utf8(open(path, hadoop), charset);
    }

    static InputStream utf8(InputStream in, String charset) throws IOException {
        Charset known = Charset.forName(charset);
        InputStream text = known.equals(StandardCharsets.UTF_8) || known.equals(StandardCharsets.US_ASCII)
                ? in
                : new Utf8Stream(new BufferedInputStream(in, BUFFER), known);
        PushbackInputStream result = new PushbackInputStream(text, 3);
        byte[] mark = result.readNBytes(3);
        if (!(mark.length == 3 && (mark[0] & 0xFF) == 0xEF && (mark[1] & 0xFF) == 0xBB && (mark[2] & 0xFF) == 0xBF)) {
            result.unread(mark);
        }
        return result;
    }

    /** The last bytes of a file as UTF-8; nothing where the file is compressed, since its end cannot be read alone. */
    static byte[] tail(DataFile file, Configuration hadoop, String charset, int most) throws IOException {
        Path path = new Path(file.path());
        try (FSDataInputStream in = path.getFileSystem(hadoop).open(path)) {
            Magic magic = Magic.of(in.readNBytes(4));
            if (magic == Magic.GZIP || magic == Magic.ZSTD) {
                return new byte[0];
            }
            // An even place, so that UTF-16 stays in step.
            in.seek(Math.max(0, file.bytes() - most) / 2 * 2);
            return utf8(in, charset).readAllBytes();
        }
    }
}

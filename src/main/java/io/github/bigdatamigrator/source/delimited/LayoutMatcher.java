package io.github.bigdatamigrator.source.delimited;

import io.github.bigdatamigrator.context.Dialect;
import io.github.bigdatamigrator.context.DialectOptions;
import io.github.bigdatamigrator.source.FileNameParser;
import io.github.bigdatamigrator.source.HadoopFiles;
import io.github.bigdatamigrator.source.HivePath;
import io.github.bigdatamigrator.source.RowRepairCounts.Kind;
import io.github.bigdatamigrator.source.SourceFormat;
import io.github.bigdatamigrator.source.SourceTable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.lang3.ArrayUtils;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.jspecify.annotations.Nullable;

/**
 * Checks whether each file of a folder has the same layout as one that was already opened: it begins with the same
 * header, its first rows have as many columns, and it ends without another footer. Sniffing each of many thousands of
 * files would take longer than reading them. A file that does not certainly match is left to the sniffer. Driver only;
 * thread-safe.
 */
public final class LayoutMatcher {
    private static final int HEAD_BYTES = 1 << 16;
    private static final int SAMPLE_ROWS = 200;

    private final byte[] header;
    private final Dialect dialect;
    private final int width;
    private final Optional<SourceFormat> namedFormat;
    private final Set<String> partitions;
    private final DialectOptions given;
    private final Configuration hadoop;

    /** The first bytes of a file, up to the last line end. */
    @SuppressWarnings("ArrayRecordComponent") // read once, never compared
    private record Head(byte[] bytes, boolean whole) {}

    private LayoutMatcher(
            byte[] header,
            SourceTable table,
            Dialect dialect,
            FileStatus file,
            DialectOptions given,
            Configuration hadoop) {
        this.header = header;
        this.dialect = dialect;
        this.given = given;
        this.hadoop = hadoop;
        namedFormat = FileNameParser.format(file.getPath().getName());
        partitions = partitions(file);
        width = table.columns().size() - partitions.size();
    }

    /**
     * Creates a matcher for the layout of an opened table, or null if heads do not suffice to compare with it: if it is
     * not UTF-8 text that begins with one header row.
     */
    static @Nullable public LayoutMatcher create(
            SourceTable table, FileStatus file, DialectOptions given, Configuration hadoop) {
        Dialect dialect = table.origin().dialect();
        if (dialect == null
                || dialect.headerRows() != 1
                || dialect.skipLines() != 0
                || dialect.comment() != '\0'
                || dialect.isFixedWidth()
                || !TextStreams.isUtf8(dialect.charset())) {
            return null;
        }
        byte[] head = head(file, hadoop).bytes();
        try (RowTokenizer rows = RowTokenizer.of(head, dialect)) {
            if (!rows.next() || rows.position() == head.length) {
                return null;
            }
            byte[] header = Arrays.copyOf(head, (int) rows.position());
            LayoutMatcher matcher = new LayoutMatcher(header, table, dialect, file, given, hadoop);
            // A file that does not match itself (compressed, byte order mark, empty columns) matches no other.
            return matcher.matches(file) ? matcher : null;
        } catch (IOException e) {
            throw HadoopFiles.unreadable(HadoopFiles.text(file.getPath()), e);
        }
    }

    /** Whether the file certainly has the layout, or is empty. */
    public boolean matches(FileStatus file) {
        if (file.getLen() == 0) {
            return true;
        }
        if (!namedFormat.equals(FileNameParser.format(file.getPath().getName()))
                || !partitions.equals(partitions(file))) {
            return false;
        }
        Head head = head(file, hadoop);
        try {
            return hasHeader(head.bytes())
                    && "UTF-8".equals(EncodingDetector.of(head.bytes(), head.whole()))
                    && rowsFit(head.bytes())
                    && numbersFit(head)
                    && endFits(file, head);
        } catch (IOException e) {
            throw HadoopFiles.unreadable(HadoopFiles.text(file.getPath()), e);
        }
    }

    private static Set<String> partitions(FileStatus file) {
        return HivePath.columns(HadoopFiles.text(file.getPath())).keySet();
    }

    private static Head head(FileStatus file, Configuration hadoop) {
        try (InputStream in = HadoopFiles.open(file.getPath(), hadoop)) {
            byte[] head = in.readNBytes(HEAD_BYTES);
            if (head.length < HEAD_BYTES) {
                return new Head(head, true);
            }
            int end = head.length;
            while (end > 0 && head[end - 1] != '\n') {
                end--;
            }
            return new Head(Arrays.copyOf(head, end), false);
        } catch (IOException e) {
            throw HadoopFiles.unreadable(HadoopFiles.text(file.getPath()), e);
        }
    }

    private boolean hasHeader(byte[] head) {
        return head.length >= header.length && Arrays.equals(head, 0, header.length, header, 0, header.length);
    }

    private boolean rowsFit(byte[] head) throws IOException {
        if (ArrayUtils.contains(head, (byte) 0)) {
            return false;
        }
        try (RowTokenizer rows = RowTokenizer.of(head, dialect)) {
            for (int i = 0; i <= SAMPLE_ROWS && rows.next(); i++) {
                if (rows.cells() != width) {
                    return false;
                }
            }
            return rows.repairs().count(Kind.STRAY_QUOTE) == 0;
        }
    }

    /** Whether decimals are written alike; with a comma as delimiter they always are. */
    private boolean numbersFit(Head head) {
        return given.decimalComma() != null
                || ",".equals(dialect.delimiter())
                || NumberFormatSniffer.isConsistent(
                        DialectTrial.of(head.bytes(), head.whole(), dialect), dialect.decimalComma());
    }

    private boolean endFits(FileStatus file, Head head) throws IOException {
        if (given.footerLines() != null) {
            return true;
        }
        byte[] end = head.whole()
                ? head.bytes()
                : TextStreams.tail(HadoopFiles.dataFile(file), hadoop, dialect.charset(), FooterDetector.TAIL_BYTES);
        return FooterDetector.find(end, head.whole(), dialect, width).lines() == dialect.footerLines();
    }
}

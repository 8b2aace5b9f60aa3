package io.github.bigdatamigrator.source.delimited;

import io.github.bigdatamigrator.context.Dialect;
import io.github.bigdatamigrator.source.ByteHash;
import io.github.bigdatamigrator.source.Cell;
import io.github.bigdatamigrator.source.CellReader;
import io.github.bigdatamigrator.source.RowBatchReader;
import io.github.bigdatamigrator.source.RowPositions;
import io.github.bigdatamigrator.source.RowRepairCounts;
import io.github.bigdatamigrator.source.RowRepairCounts.Kind;
import io.github.bigdatamigrator.source.excel.ExcelSheets;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of one split of a delimited text file. Rows of empty cells at the end of the file are left out and
 * counted; such rows between others are rows.
 */
final class DelimitedRowReader implements RowBatchReader, Closeable {
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final int NONE = -1;
    private static final int BUFFER = 1 << 19;
    /** For small files: clearing a large buffer would take longer than reading them. */
    private static final int SMALL_BUFFER = 1 << 15;

    private final RowTokenizer rows;
    private final CellForm anyKind;
    private final @Nullable CellNormalization normalization;
    private final int width;
    private final byte[][] constants;
    private final long[] constantHashes;
    private final List<List<String>> header = new ArrayList<>();
    private final ByteHash cellHash = new ByteHash();
    private final RowBatch read;
    private final long file;
    private final boolean mayEndEmpty;
    // Position and line of each row of empty cells that may be the last.
    private final ArrayDeque<long[]> emptyRows = new ArrayDeque<>();
    // The batch that the caller sees, and whether rows that were read wait until it has seen the empty ones before.
    private RowBatch batch;
    private boolean waiting;
    private final long startedAt;
    private byte[] scratch = new byte[256];
    // The column whose cells in this batch are known to be ASCII, which saves checking them again.
    private int asciiColumn = NONE;

    DelimitedRowReader(RowTokenizer rows, TextSplit split, long startedAt) throws IOException {
        this.rows = rows;
        this.startedAt = startedAt;
        width = split.width();
        file = RowPositions.base(split.path());
        Dialect dialect = split.dialect();
        anyKind = new CellReader(dialect.decimalComma(), dialect.grouping())::read;
        normalization = CellNormalization.of(dialect);
        constants = split.constants().stream()
                .map(constant -> constant.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        constantHashes = new long[constants.length];
        for (int i = 0; i < constants.length; i++) {
            constantHashes[i] = cellHash(constants[i], 0, constants[i].length);
        }
        if (startedAt == 0) {
            for (int i = 0; i < dialect.skipLines(); i++) {
                rows.skipLine();
            }
            while (header.size() < dialect.headerRows() && rows.next()) {
                header.add(rows.texts());
            }
        }
        read = new RowBatch(width);
        batch = read;
        mayEndEmpty = width > 1 && split.end() == Long.MAX_VALUE;
    }

    static DelimitedRowReader open(TextSplit split, Configuration hadoop) throws IOException {
        return open(split, hadoop, BUFFER);
    }

    /** Opens one of several small files with a small buffer, which grows as rows need it. */
    static DelimitedRowReader openSmall(TextSplit split, Configuration hadoop) throws IOException {
        return open(split, hadoop, SMALL_BUFFER);
    }

    private static DelimitedRowReader open(TextSplit split, Configuration hadoop, int bufferSize) throws IOException {
        if (split.sheet() != null && split.sheet().copy() == null) {
            InputStream lines = ExcelSheets.open(split.sheet(), new Path(split.path()), hadoop);
            return open(split, 0, 0, lines, bufferSize);
        }
        long start = split.guessed() ? SplitBoundaryGuess.guess(split, hadoop) : split.start();
        InputStream in = TextStreams.open(split.textPath(), hadoop, start);
        try {
            boolean utf8 = TextStreams.isUtf8(split.dialect().charset());
            PushbackInputStream marked = new PushbackInputStream(in, TextStreams.BOM_BYTES);
            long skipped = start == 0 && utf8 ? TextStreams.skipByteOrderMark(marked) : 0;
            InputStream text =
                    utf8 ? marked : TextStreams.utf8(in, split.dialect().charset());
            return open(split, start, skipped, text, bufferSize);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    private static DelimitedRowReader open(TextSplit split, long start, long skipped, InputStream in, int bufferSize)
            throws IOException {
        boolean last = split.end() == Long.MAX_VALUE;
        int footer = last ? split.dialect().footerLines() : 0;
        InputStream text = footer == 0 ? in : new FooterTrimmingStream(in, footer);
        RowTokenizer rows =
                new RowTokenizer(text, split.dialect(), split.path(), bufferSize, RowTokenizer.MAX_ROW_BYTES);
        rows.setRange(start + skipped, split.end());
        return new DelimitedRowReader(rows, split, start);
    }

    /** Byte offset in the file of the split's first row. */
    long startedAt() {
        return startedAt;
    }

    /** Byte offset in the file of the next split's first row, once all rows have been read. */
    long stoppedAt() {
        return rows.position();
    }

    /** Number of line ends read so far. */
    long linesPassed() {
        return rows.linesPassed();
    }

    /** The untrimmed cells of the header rows; empty for a dialect without a header. */
    List<List<String>> header() {
        return header;
    }

    @Override
    public int nextBatch() throws IOException {
        asciiColumn = NONE;
        batch = read;
        if (!mayEndEmpty) {
            return rows.next(read) ? read.rows() : 0;
        }
        while (waiting || rows.next(read)) {
            int empty = read.emptyAtEnd();
            waiting = empty < read.rows() && !emptyRows.isEmpty();
            if (waiting) {
                batch = emptyBatch();
                return batch.rows();
            }
            read.removeLast(empty);
            for (int row = read.rows(); row < read.rows() + empty; row++) {
                emptyRows.add(new long[] {read.position(row), read.line(row)});
            }
            if (read.rows() > 0) {
                return read.rows();
            }
        }
        emptyRows.forEach(row -> repairs().add(Kind.EMPTY_AT_END, row[1]));
        emptyRows.clear();
        return 0;
    }

    private RowBatch emptyBatch() {
        RowBatch empty = new RowBatch(width);
        empty.clear();
        while (!empty.isFull() && !emptyRows.isEmpty()) {
            long[] row = emptyRows.remove();
            empty.beginRow(row[0], row[1]);
            empty.end();
        }
        return empty;
    }

    @Override
    public int maxRows() {
        return batch.maxRows();
    }

    /** The hash of the cell's bytes without quotes and escapes; 0 for an empty cell. */
    long storedHash(int row, int column) {
        if (column >= width) {
            return constantHashes[column - width];
        }
        int start = batch.start(row, column);
        int end = batch.end(row, column);
        if (start == end) {
            return 0;
        }
        if (start >= 0) {
            return cellHash.of(rows.buffer(), start, end);
        }
        int length = unescape(~start, end);
        return length == 0 ? 0 : cellHash.of(scratch, 0, length);
    }

    @Override
    public void cellHashes(int column, long[] into) {
        int count = batch.rows();
        if (column >= width) {
            Arrays.fill(into, 0, count, constantHashes[column - width]);
            return;
        }
        byte[] bytes = rows.buffer();
        asciiColumn = column;
        for (int row = 0; row < count; row++) {
            int start = batch.start(row, column);
            int end = batch.end(row, column);
            if (start >= 0) {
                into[row] = start == end ? 0 : cellHash(bytes, start, end);
            } else {
                int length = unescape(~start, end);
                into[row] = cellHash(scratch, 0, length);
            }
        }
    }

    @Override
    public void present(int column, long[] into) {
        if (column >= width || !batch.isAscii()) {
            cellHashes(column, into);
            return;
        }
        int count = batch.rows();
        for (int row = 0; row < count; row++) {
            into[row] = batch.start(row, column) == batch.end(row, column) ? 0 : 1;
        }
    }

    private long cellHash(byte[] bytes, int from, int to) {
        if (from == to) {
            return 0;
        }
        long hash = cellHash.of(bytes, from, to);
        if (!cellHash.isAscii()) {
            asciiColumn = NONE;
            if (!Utf8Validator.isValid(bytes, from, to)) {
                rows.repairs().undecodable();
            }
        }
        return hash;
    }

    @Override
    public void read(int row, int column, Cell cell) {
        read(row, column, anyKind, cell);
    }

    /** Reads a cell as text or null, whatever it looks like. */
    void readText(int row, int column, Cell cell) {
        read(row, column, CellReader::readPlain, cell);
    }

    /** Reads the bytes of a cell. */
    private interface CellForm {
        void read(byte[] bytes, int from, int to, Cell cell);
    }

    private void read(int row, int column, CellForm form, Cell cell) {
        if (column >= width) {
            form.read(constants[column - width], 0, constants[column - width].length, cell);
            return;
        }
        int start = batch.start(row, column);
        int end = batch.end(row, column);
        if (start >= 0) {
            readCell(column, rows.buffer(), start, end, form, cell);
        } else {
            // A separate array, because a row's texts are used until all its cells have been read.
            byte[] plain = new byte[end - ~start];
            readCell(column, plain, 0, rows.unescape(~start, end, plain), form, cell);
        }
    }

    /** Writes the text to {@link #scratch}, which it may reallocate and the next call overwrites. */
    private int unescape(int from, int to) {
        if (scratch.length < to - from) {
            scratch = new byte[to - from];
        }
        return rows.unescape(from, to, scratch);
    }

    private void readCell(int column, byte[] bytes, int from, int to, CellForm form, Cell cell) {
        if (batch.isAscii() || column == asciiColumn) {
            form.read(bytes, from, to, cell);
        } else {
            readDecoded(bytes, from, to, form, cell);
        }
        if (normalization != null) {
            normalization.apply(cell);
        }
    }

    private static void readDecoded(byte[] bytes, int from, int to, CellForm form, Cell cell) {
        if (!hasNonAscii(bytes, from, to) || Utf8Validator.isValid(bytes, from, to)) {
            form.read(bytes, from, to, cell);
        } else {
            byte[] decoded =
                    new String(bytes, from, to - from, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
            form.read(decoded, 0, decoded.length, cell);
        }
    }

    private static boolean hasNonAscii(byte[] bytes, int from, int to) {
        int i = from;
        long seen = 0;
        for (; i + Long.BYTES <= to; i += Long.BYTES) {
            seen |= (long) WORDS.get(bytes, i);
        }
        for (; i < to; i++) {
            seen |= bytes[i];
        }
        return (seen & HIGH_BITS) != 0;
    }

    /** Number, from 1, of the row's first line. */
    long line(int row) {
        return batch.line(row);
    }

    @Override
    public long position(int row) {
        return file + batch.position(row);
    }

    /** Counts of the rows repaired so far. */
    RowRepairCounts repairs() {
        return rows.repairs();
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}

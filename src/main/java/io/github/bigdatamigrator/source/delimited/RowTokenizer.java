package io.github.bigdatamigrator.source.delimited;

import io.github.bigdatamigrator.context.Dialect;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.source.FixedWidth;
import io.github.bigdatamigrator.source.RowRepairCounts;
import io.github.bigdatamigrator.source.RowRepairCounts.Kind;
import io.github.bigdatamigrator.source.excel.ExcelSheets;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Splits a stream of UTF-8 bytes into rows and cells without parsing the cells. Cells are ranges of {@link #buffer},
 * valid until the next row; a quoted cell's range excludes its quotes and includes its escapes. Lines end with LF, CR
 * or CRLF; blank lines and comments are skipped. Not thread-safe.
 *
 * <p>A quote inside a quoted cell that is not followed by a delimiter is text if a proper closing quote follows on the
 * same line and it does not open a cell on a later line; otherwise the cell is read as unquoted, as is a cell whose
 * quote is never closed. Both cases are counted.
 */
final class RowTokenizer extends StreamBuffer {
    /** Maximum length of a row in bytes. */
    static final int MAX_ROW_BYTES = 512 << 20;

    private static final int NONE = Integer.MIN_VALUE;
    private static final byte QUOTED = 1;
    private static final byte ESCAPED = 2;

    private final String location;
    private final byte[] delimiter;
    private final int quote;
    private final int escape;
    private final int comment;
    private final boolean isSheet;
    private final @Nullable FixedWidth fixedWidth;
    private final @Nullable FastRowTokenizer fastTokenizer;
    private final boolean[] plainStops = new boolean[256];
    private final boolean[] quotedStops = new boolean[256];
    private final RowRepairCounts repairs = new RowRepairCounts();

    private int rowLength;
    private int contentLength;
    private boolean nul;
    private long rowLine;
    private int cells;
    private int[] starts = new int[16];
    private int[] ends = new int[16];
    private byte[] flags = new byte[16];
    // Offset in the file from which on rows belong to the next split.
    private long end = Long.MAX_VALUE;

    public RowTokenizer(InputStream in, Dialect dialect, String location, int bufferSize, int longestRow) {
        super(in, bufferSize, longestRow);
        this.location = location;
        fixedWidth = FixedWidth.of(dialect);
        // A line of fixed widths is read as one cell.
        delimiter = (fixedWidth == null ? dialect.delimiter() : "\n").getBytes(StandardCharsets.UTF_8);
        quote = orNone(dialect.quote());
        escape = dialect.escape() == dialect.quote() ? NONE : orNone(dialect.escape());
        comment = orNone(dialect.comment());
        isSheet = dialect.isSheet();
        fastTokenizer = fixedWidth == null && delimiter.length == 1
                ? new FastRowTokenizer(delimiter[0], quote, escape, comment, repairs)
                : null;
        for (int stop : new int[] {0, '\n', '\r', escape, quote}) {
            if (stop != NONE) {
                plainStops[stop] = stop != quote;
                quotedStops[stop] = true;
            }
        }
        plainStops[delimiter[0] & 0xFF] = true;
    }

    private static int orNone(char c) {
        return c == '\0' || c > 127 ? NONE : c;
    }

    /** Tokenizes text in memory. */
    static RowTokenizer of(byte[] text, Dialect dialect) {
        return new RowTokenizer(new ByteArrayInputStream(text), dialect, "", Math.max(1, text.length), MAX_ROW_BYTES);
    }

    /** Moves to the next row that is neither blank nor a comment. */
    boolean next() throws IOException {
        while (true) {
            rowStart += rowLength;
            rowLength = 0;
            cells = 0;
            rowLine = line;
            tooLong = false;
            if (position() >= end || !isAvailable(0)) {
                return false;
            }
            if (isComment()) {
                repairs.add(Kind.COMMENT, line);
                rowLength = afterLine();
                continue;
            }
            nul = false;
            contentLength = scanRow();
            rowLength = afterLineEnd(contentLength);
            if ((cells > 1 && fixedWidth == null) || (flags[0] & QUOTED) != 0 || !isBlank(0, contentLength)) {
                repairs.addIf(nul, Kind.NUL, rowLine);
                return true;
            }
        }
    }

    private boolean isComment() throws IOException {
        if (comment == NONE) {
            return false;
        }
        int p = afterBlanks(0);
        // A number is data, even where a dash begins a comment or a line drawn between rows.
        return isAvailable(p) && at(p) == comment && (!isAvailable(p + 1) || !(at(p + 1) >= '0' && at(p + 1) <= '9'));
    }

    /** Skips one line, ignoring quotes. Call before the first {@link #next}. */
    void skipLine() throws IOException {
        rowStart += rowLength;
        rowLength = 0;
        rowLength = afterLine();
    }

    /**
     * Sets the offset of the stream's first byte in the file and the offset from which on rows belong to the next
     * split. Call before the first {@link #next}.
     */
    void setRange(long start, long endOfRows) {
        passed = start;
        end = endOfRows;
    }

    /** Offset in the file of the byte after the current row. */
    long position() {
        return passed + rowStart + rowLength;
    }

    int cells() {
        return cells;
    }

    /** Start of a cell in the buffer. */
    int start(int cell) {
        return rowStart + starts[cell];
    }

    int end(int cell) {
        return rowStart + ends[cell];
    }

    /** Whether the cell contains escapes that are not part of its text. */
    boolean isEscaped(int cell) {
        return (flags[cell] & ESCAPED) != 0;
    }

    boolean isQuoted(int cell) {
        return (flags[cell] & QUOTED) != 0;
    }

    /** End of the row in the buffer, without its line end. */
    int rowEnd() {
        return rowStart + contentLength;
    }

    /** Number, from 1, of the current row's first line. */
    long line() {
        return rowLine;
    }

    RowRepairCounts repairs() {
        return repairs;
    }

    /** A cell's text without its escapes. */
    String text(int cell) {
        return new String(unescaped(cell), StandardCharsets.UTF_8);
    }

    /** The texts of all cells. */
    List<String> texts() {
        return IntStream.range(0, cells).mapToObj(this::text).toList();
    }

    /** A cell's bytes without its escapes. */
    byte[] unescaped(int cell) {
        byte[] target = new byte[end(cell) - start(cell)];
        return Arrays.copyOf(target, unescape(start(cell), end(cell), target));
    }

    /** Copies a range without its escapes to {@code target}, which must be as long as the range. Returns the length. */
    int unescape(int from, int to, byte[] target) {
        int length = 0;
        for (int i = from; i < to; i++) {
            int c = buffer[i];
            boolean escaped =
                    i + 1 < to && (c == escape ? isEscapable(buffer[i + 1]) : c == quote && buffer[i + 1] == quote);
            i += escaped ? 1 : 0;
            target[length++] = escaped && isSheet ? ExcelSheets.unescaped(buffer[i]) : buffer[i];
        }
        return length;
    }

    /** Whether an escape before the byte is removed; {@code \N} and {@code C:\temp} stay unchanged. */
    private boolean isEscapable(byte c) {
        return c == quote || c == escape || c == delimiter[0] || c == '\n' || c == '\r' || isSheet;
    }

    /**
     * Reads the next rows into the batch: as many as are complete in the buffer and readable by the fast tokenizer, up
     * to the batch's size, else one row of any kind. Returns false at the end.
     */
    boolean next(RowBatch batch) throws IOException {
        batch.clear();
        rowStart += rowLength;
        rowLength = 0;
        topUp();
        readPlainRows(batch);
        if (batch.rows() > 0) {
            return true;
        }
        if (!next()) {
            return false;
        }
        batch.setNotAscii();
        batch.beginRow(passed + rowStart, rowLine);
        for (int i = 0; i < cells; i++) {
            batch.addCell(isEscaped(i) ? ~start(i) : start(i), end(i));
        }
        boolean surplus = IntStream.range(batch.width(), cells).anyMatch(i -> ends[i] > starts[i]);
        int last = batch.width() - 1;
        if (surplus && last >= 0) {
            // The last column keeps the surplus cells as they are written.
            batch.extendLastCell(start(last) - (isQuoted(last) ? 1 : 0), rowEnd());
        }
        batch.end();
        if (cells < batch.width()) {
            repairs.add(Kind.SHORT_ROW, rowLine);
        } else if (surplus) {
            repairs.add(Kind.LONG_ROW, rowLine);
        }
        rowStart += rowLength;
        rowLength = 0;
        readPlainRows(batch);
        return true;
    }

    /** Reads rows until the batch is full or a row needs the full tokenizer; does not move the buffer. */
    private void readPlainRows(RowBatch batch) {
        if (fastTokenizer != null && !batch.isFull()) {
            rowStart = fastTokenizer.readRows(buffer, rowStart, limit, end - passed, passed, line, batch);
            line = fastTokenizer.line();
        }
    }

    private int scanRow() throws IOException {
        int p = fixedWidth == null ? cell(0) : plainCell(0);
        while (fixedWidth == null && atDelimiter(p)) {
            p = cell(p + delimiter.length);
        }
        if (fixedWidth != null) {
            cells = 0;
            FixedWidth.CellConsumer row = (from, to) -> addCell(from - rowStart, to - rowStart, (byte) 0);
            repairs.addIf(fixedWidth.cut(buffer, rowStart, rowStart + p, row), Kind.NO_GAP, line);
        }
        return p;
    }

    private int cell(int start) throws IOException {
        if (quote != NONE) {
            int q = afterBlanks(start);
            if (isAvailable(q) && at(q) == quote) {
                int end = quotedCell(q);
                if (end != NONE) {
                    return end;
                }
                repairs.add(Kind.STRAY_QUOTE, line);
            }
        }
        return plainCell(start);
    }

    private int plainCell(int start) throws IOException {
        byte flag = 0;
        int p = start;
        while (true) {
            p = scanTo(plainStops, p);
            if (!isAvailable(p)) {
                if (tooLong) {
                    throw new MigratorException(
                            ErrorCode.FILE_UNREADABLE,
                            location + ", line " + rowLine + ": the row is longer than " + (maxRowBytes >> 20)
                                    + " MB. Check that this is a text file with line ends.");
                }
                break;
            }
            int c = at(p);
            if (c == '\n' || c == '\r' || atDelimiter(p)) {
                break;
            }
            if (c == escape && isAvailable(p + 1) && isEscapable((byte) at(p + 1)) && !atLineEnd(p + 1)) {
                flag = ESCAPED;
                p++;
            }
            nul |= c == 0;
            p++;
        }
        addCell(start, p, flag);
        return p;
    }

    /** Returns the offset of the cell's delimiter or line end, or NONE if the cell is not properly quoted. */
    private int quotedCell(int open) throws IOException {
        byte flag = QUOTED;
        boolean stray = false;
        long lines = 0;
        int p = open + 1;
        while (true) {
            p = scanTo(quotedStops, p);
            if (!isAvailable(p)) {
                return NONE;
            }
            int c = at(p);
            if (c == '\n' || c == '\r') {
                if (stray) {
                    return NONE;
                }
                if (c == '\n' || !isAvailable(p + 1) || at(p + 1) != '\n') {
                    lines++;
                }
                p++;
            } else if (c == 0) {
                nul = true;
                p++;
            } else if (c == escape) {
                flag |= ESCAPED;
                p += isAvailable(p + 1) && !atLineEnd(p + 1) ? 2 : 1;
            } else if (isAvailable(p + 1) && at(p + 1) == quote) {
                flag |= ESCAPED;
                p += 2;
            } else {
                int after = afterBlanks(p + 1);
                if (!isAvailable(after) || atLineEnd(after) || atDelimiter(after)) {
                    if (stray) {
                        repairs.add(Kind.STRAY_QUOTE, line);
                    }
                    line += lines;
                    addCell(open + 1, p, flag);
                    return after;
                }
                if (lines > 0 && beginsCell(p)) {
                    return NONE;
                }
                stray = true;
                p++;
            }
        }
    }

    private void addCell(int start, int end, byte flag) {
        if (cells == starts.length) {
            starts = Arrays.copyOf(starts, cells * 2);
            ends = Arrays.copyOf(ends, cells * 2);
            flags = Arrays.copyOf(flags, cells * 2);
        }
        starts[cells] = start;
        ends[cells] = end;
        flags[cells++] = flag;
    }

    private int afterBlanks(int from) throws IOException {
        int p = from;
        while (isAvailable(p) && (at(p) == ' ' || at(p) == '\t') && !atDelimiter(p)) {
            p++;
        }
        return p;
    }

    private boolean beginsCell(int p) throws IOException {
        return atLineEnd(p - 1) || (p >= delimiter.length && atDelimiter(p - delimiter.length));
    }

    private boolean atDelimiter(int p) throws IOException {
        for (int i = 0; i < delimiter.length; i++) {
            if (!isAvailable(p + i) || buffer[rowStart + p + i] != delimiter[i]) {
                return false;
            }
        }
        return true;
    }
}

package io.github.bigdatamigrator.source.delimited;

import io.github.bigdatamigrator.context.Dialect;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.source.CellReader;
import io.github.bigdatamigrator.source.RowBatch;
import io.github.bigdatamigrator.source.RowRepairCounts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of UTF-8 bytes into rows and cells without looking into them. Cells are ranges of {@link #buffer},
 * valid until the next row; a quoted cell's range lies between its quotes, with escapes still in it. Lines end with LF,
 * CR or CRLF; blank lines and comments are passed over.
 *
 * <p>A quote inside a quoted cell that no delimiter follows is text, as long as a proper closing quote comes on the
 * same line; otherwise the cell is taken as if it had no quotes. So is a cell whose quote is never closed. Both are
 * counted.
 */
public final class RowTokenizer extends StreamBuffer {
    /** Longest row in bytes. */
    static final int MAX_ROW_BYTES = 512 << 20;

    // No byte, not even 0xFF, is equal to it.
    private static final int NONE = Integer.MIN_VALUE;
    private static final byte QUOTED = 1;
    private static final byte ESCAPED = 2;

    private final String location;
    private final byte[] delimiter;
    private final int quote;
    private final int escape;
    private final int comment;
    private final @Nullable FastRowTokenizer fastTokenizer;
    private final boolean[] plainStops = new boolean[256];
    private final boolean[] quotedStops = new boolean[256];
    private final RowRepairCounts repairs = new RowRepairCounts();

    private int rowLength;
    private int contentLength;
    private long line = 1;
    private long rowLine;
    private int cells;
    private int[] starts = new int[16];
    private int[] ends = new int[16];
    private byte[] flags = new byte[16];
    // Where in all the bytes no further row may begin.
    private long end = Long.MAX_VALUE;

    public RowTokenizer(InputStream in, Dialect dialect, String location, int bufferSize, int longestRow) {
        super(in, bufferSize, longestRow);
        this.location = location;
        delimiter = dialect.delimiter().getBytes(StandardCharsets.UTF_8);
        quote = orNone(dialect.quote());
        escape = dialect.escape() == dialect.quote() ? NONE : orNone(dialect.escape());
        comment = orNone(dialect.comment());
        fastTokenizer =
                delimiter.length == 1 ? new FastRowTokenizer(delimiter[0], quote, escape, comment, repairs) : null;
        for (int stop : new int[] {'\n', '\r', escape, quote}) {
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

    /** Moves to the next row that is neither blank nor a comment. */
    public boolean next() throws IOException {
        while (true) {
            rowStart += rowLength;
            rowLength = 0;
            cells = 0;
            rowLine = line;
            tooLong = false;
            if (position() >= end || !isAvailable(0)) {
                return false;
            }
            if (at(0) == comment) {
                rowLength = afterLine();
                continue;
            }
            contentLength = scanRow();
            rowLength = afterLineEnd(contentLength);
            if (cells > 1 || (flags[0] & QUOTED) != 0 || !isBlank(0, contentLength)) {
                return true;
            }
        }
    }

    /** Passes over one line, whatever quotes it holds. To be called before the first {@link #next}. */
    void skipLine() throws IOException {
        rowStart += rowLength;
        rowLength = 0;
        rowLength = afterLine();
    }

    /**
     * Tells where the bytes begin within the file, and from which place on no row is ours. Before the first
     * {@link #next}.
     */
    void setRange(long start, long endOfRows) {
        passed = start;
        end = endOfRows;
    }

    /** Where in the file the next row begins; the current one while there is one. */
    long position() {
        return passed + rowStart + rowLength;
    }

    public int cells() {
        return cells;
    }

    /** Where a cell begins in the buffer. */
    public int start(int cell) {
        return rowStart + starts[cell];
    }

    public int end(int cell) {
        return rowStart + ends[cell];
    }

    /** Whether the cell holds escapes that are not part of its text. */
    boolean isEscaped(int cell) {
        return (flags[cell] & ESCAPED) != 0;
    }

    boolean isQuoted(int cell) {
        return (flags[cell] & QUOTED) != 0;
    }

    /** Where the row ends in the buffer, its line end apart. */
    int rowEnd() {
        return rowStart + contentLength;
    }

    /** The number, from 1, of the line on which the current row begins. */
    public long line() {
        return rowLine;
    }

    public RowRepairCounts repairs() {
        return repairs;
    }

    /** Copies a cell's text without its escapes; {@code target} must be as long as the cell. Returns the length. */
    public int unescape(int cell, byte[] target) {
        return unescape(start(cell), end(cell), target);
    }

    /** Copies a range's text without its escapes. */
    int unescape(int from, int to, byte[] target) {
        int length = 0;
        for (int i = from; i < to; i++) {
            int c = buffer[i];
            if (i + 1 < to && (c == escape ? isEscapable(buffer[i + 1]) : c == quote && buffer[i + 1] == quote)) {
                i++;
            }
            target[length++] = buffer[i];
        }
        return length;
    }

    /** {@code \N} and {@code C:\temp} stay as they are. */
    private boolean isEscapable(byte c) {
        return c == quote || c == escape || c == delimiter[0] || c == '\n' || c == '\r';
    }

    /**
     * Moves on by as many rows as stand whole in the buffer and are cut without any doubt, at most as many as the block
     * takes; or by one row, whatever it is like. Returns false at the end.
     */
    boolean next(RowBatch block) throws IOException {
        block.clear();
        rowStart += rowLength;
        rowLength = 0;
        topUp();
        readPlainRows(block);
        if (block.rows() > 0) {
            return true;
        }
        if (!next()) {
            return false;
        }
        block.setNotAscii();
        block.beginRow(passed + rowStart, rowLine);
        for (int i = 0; i < cells; i++) {
            block.addCell(isEscaped(i) ? ~start(i) : start(i), end(i));
        }
        boolean surplus = false;
        for (int i = block.width(); i < cells && !surplus; i++) {
            surplus = ends[i] > starts[i];
        }
        int last = block.width() - 1;
        if (surplus && last >= 0) {
            // What lies beyond the last column is kept in it, as it stands.
            block.extendLastCell(start(last) - (isQuoted(last) ? 1 : 0), rowEnd());
        }
        block.end();
        if (cells < block.width()) {
            repairs.shortRow(rowLine);
        } else if (cells > block.width()) {
            repairs.longRow(rowLine);
        }
        rowStart += rowLength;
        rowLength = 0;
        readPlainRows(block);
        return true;
    }

    /** Goes on until the block is full or a row needs a closer look; the buffer holds still for all of them. */
    private void readPlainRows(RowBatch block) {
        if (fastTokenizer != null && !block.isFull()) {
            rowStart = fastTokenizer.readRows(buffer, rowStart, limit, end - passed, passed, line, block);
            line = fastTokenizer.line();
        }
    }

    private int scanRow() throws IOException {
        int p = 0;
        while (true) {
            p = cell(p);
            if (!atDelimiter(p)) {
                return p;
            }
            p += delimiter.length;
        }
    }

    private int cell(int start) throws IOException {
        if (quote != NONE) {
            int q = afterBlanks(start);
            if (isAvailable(q) && at(q) == quote) {
                int end = quotedCell(q);
                if (end != NONE) {
                    return end;
                }
                repairs.strayQuote(line);
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
                            location + ", line " + rowLine + ": a row longer than " + (maxRowBytes >> 20)
                                    + " MB. Is this a text file with line ends?");
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
            p++;
        }
        addCell(start, p, flag);
        return p;
    }

    /** Returns where the cell's delimiter or line end is, or NONE where the cell is not properly quoted. */
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
                        repairs.strayQuote(line);
                    }
                    line += lines;
                    addCell(open + 1, p, flag);
                    return after;
                }
                stray = true;
                p++;
            }
        }
    }

    private int scanTo(boolean[] stops, int from) throws IOException {
        int p = from;
        while (isAvailable(p)) {
            byte[] bytes = buffer;
            int end = limit;
            int i = rowStart + p;
            while (i < end && !stops[bytes[i] & 0xFF]) {
                i++;
            }
            p = i - rowStart;
            if (i < end) {
                return p;
            }
        }
        return p;
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

    private boolean isBlank(int from, int to) {
        for (int p = from; p < to; p++) {
            if (!CellReader.isBlank(buffer[rowStart + p])) {
                return false;
            }
        }
        return true;
    }

    private boolean atDelimiter(int p) throws IOException {
        for (int i = 0; i < delimiter.length; i++) {
            if (!isAvailable(p + i) || buffer[rowStart + p + i] != delimiter[i]) {
                return false;
            }
        }
        return true;
    }

    private int afterLine() throws IOException {
        int p = 0;
        while (isAvailable(p) && !atLineEnd(p)) {
            p++;
        }
        return afterLineEnd(p);
    }

    private int afterLineEnd(int p) throws IOException {
        if (!isAvailable(p)) {
            return p;
        }
        line++;
        return at(p) == '\r' && isAvailable(p + 1) && at(p + 1) == '\n' ? p + 2 : p + 1;
    }

    /** Line ends passed over so far. */
    long linesPassed() {
        return line - 1;
    }
}

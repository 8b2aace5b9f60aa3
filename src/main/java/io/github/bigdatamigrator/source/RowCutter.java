package io.github.bigdatamigrator.source;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Cuts rows about which there is nothing odd, eight bytes at a time; leaves all others to the {@link Tokeniser}, with whose cells its own always
 * agree. Not safe for use by several threads.
 */
final class RowCutter {
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final int ODD = -1;

    private final byte delimiter;
    private final int quote;
    private final int escape;
    private final int comment;
    private final long delimiters;
    private final long quotes;
    private final long escapes;
    private int cells;
    private long lines;
    // Whether the cell just cut holds doubled quotes.
    private boolean doubled;

    /** Characters that the dialect does not have are numbers that no byte has. */
    RowCutter(byte delimiter, int quote, int escape, int comment) {
        this.delimiter = delimiter;
        this.quote = quote;
        this.escape = escape;
        this.comment = comment;
        delimiters = (delimiter & 0xFF) * ONES;
        quotes = quote < 0 ? delimiters : quote * ONES;
        escapes = escape < 0 ? delimiters : escape * ONES;
    }

    /** Cells of the row that was cut; 0 where it was a blank line, which is no row. */
    int cells() {
        return cells;
    }

    /** Lines of the row that was cut. */
    long lines() {
        return lines;
    }

    /**
     * Cuts the row that begins at {@code from} into the block, without ending it there, and returns where the next begins; -1 where the
     * row is not whole or odd. A word beyond {@code to} must be readable.
     */
    int cut(byte[] bytes, int from, int to, long position, long line, RowBlock block) {
        int p = from;
        if (p >= to || bytes[p] == comment) {
            return ODD;
        }
        block.begin(position, line);
        lines = 1;
        int width = block.width();
        int count = 0;
        while (true) {
            int start = p;
            if (bytes[p] == quote) {
                start = p + 1;
                p = closingQuote(bytes, start, to);
                if (p < 0 || (count >= width && p > start)) {
                    return ODD;
                }
                block.cell(doubled ? ~start : start, p);
                p++;
            } else {
                p = quotedAfterBlanks(bytes, p, to) ? ODD : plainEnd(bytes, p, to);
                if (p < 0 || (count >= width && p > start)) {
                    return ODD;
                }
                block.cell(start, p);
            }
            count++;
            byte stop = bytes[p++];
            if (stop == delimiter) {
                if (p >= to) {
                    return ODD;
                }
                continue;
            }
            if (stop == '\r') {
                if (p >= to) {
                    return ODD;
                }
                p += bytes[p] == '\n' ? 1 : 0;
            }
            break;
        }
        cells = count == 1 && bytes[from] != quote && blank(bytes, from, p) ? 0 : count;
        return p;
    }

    /** Where a plain cell ends: at a delimiter or line end, or ODD. */
    private int plainEnd(byte[] bytes, int from, int to) {
        int p = from;
        while (true) {
            p = stop(bytes, p, to, delimiters);
            if (p >= to) {
                return ODD;
            }
            byte c = bytes[p];
            if (c == delimiter || c == '\n' || c == '\r') {
                return p;
            }
            if (c == escape) {
                return ODD;
            }
            p++;
        }
    }

    /** Where the quote is that ends the cell and is followed by a delimiter or line end, or ODD. */
    private int closingQuote(byte[] bytes, int from, int to) {
        doubled = false;
        int p = from;
        while (true) {
            p = stop(bytes, p, to, quotes);
            if (p + 1 >= to) {
                return ODD;
            }
            byte c = bytes[p];
            byte next = bytes[p + 1];
            if (c == '\n') {
                lines++;
            } else if (c == '\r') {
                lines += next == '\n' ? 0 : 1;
            } else if (c == quote) {
                if (next != quote) {
                    return next == delimiter || next == '\n' || next == '\r' ? p : ODD;
                }
                doubled = true;
                p++;
            } else if (c == escape) {
                return ODD;
            }
            p++;
        }
    }

    private boolean quotedAfterBlanks(byte[] bytes, int from, int to) {
        if (bytes[from] != ' ' && bytes[from] != '\t') {
            return false;
        }
        int p = from;
        while (p < to && (bytes[p] == ' ' || bytes[p] == '\t') && bytes[p] != delimiter) {
            p++;
        }
        return p < to && bytes[p] == quote;
    }

    private static boolean blank(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!CellReader.blank(bytes[i])) {
                return false;
            }
        }
        return true;
    }

    /**
     * Where the first byte stands that is the one repeated in the pattern, or may be a line end, or is the escape; {@code to} or beyond where there is
     * none (“SIMD within a register”, Lamport 1975).
     */
    private int stop(byte[] bytes, int from, int to, long pattern) {
        for (int p = from; p < to; p += Long.BYTES) {
            long word = (long) WORDS.get(bytes, p);
            long same = word ^ pattern;
            long escaped = word ^ escapes;
            long found =
                    (((same - ONES) & ~same) | ((escaped - ONES) & ~escaped) | ((word - 14 * ONES) & ~word)) & HIGHS;
            if (found != 0) {
                return p + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        return to;
    }
}

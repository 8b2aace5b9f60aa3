package io.github.bigdatamigrator.source.delimited;

import io.github.bigdatamigrator.source.CellReader;
import io.github.bigdatamigrator.source.RowBatch;
import io.github.bigdatamigrator.source.RowRepairCounts;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Cuts rows about which there is nothing odd; leaves all others to the {@link RowTokenizer}, with whose cells its own
 * always agree. Looks at 64 bytes at once and keeps a bit for each that may end a cell, so that the length of cells
 * costs nothing (as simdjson does, Langdale and Lemire 2019; here with eight bytes a word, Lamport 1975). Not safe for
 * use by several threads.
 */
final class FastRowTokenizer {
    /** Bytes beyond the limit that must be readable. */
    static final int READ_AHEAD = Long.SIZE;

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    /** Moves the lowest bit of each byte into the highest byte. */
    private static final long GATHER = 0x0102040810204080L;

    private static final int NOT_PLAIN = -1;

    private final byte delimiter;
    private final int quote;
    private final int escape;
    private final int comment;
    private final long delimiters;
    private final long quotes;
    private final long escapes;
    private final RowRepairCounts repairs;

    // What is known of the bytes from base on: those that may end a cell and have not been passed.
    private byte[] bytes = new byte[0];
    private int to;
    private int base;
    private long findStops;
    private long seen;

    private int cells;
    private long line;
    // Whether the cell just cut holds doubled quotes, and lines that end within it.
    private boolean doubled;
    private long linesWithin;

    /** Characters that the dialect does not have are numbers that no byte has. */
    FastRowTokenizer(byte delimiter, int quote, int escape, int comment, RowRepairCounts repairs) {
        this.delimiter = delimiter;
        this.quote = quote;
        this.escape = escape;
        this.comment = comment;
        this.repairs = repairs;
        delimiters = (delimiter & 0xFF) * ONES;
        quotes = quote < 0 ? delimiters : quote * ONES;
        escapes = escape < 0 ? delimiters : escape * ONES;
    }

    /** The line on which the row begins that follows those that were cut. */
    long line() {
        return line;
    }

    /**
     * Cuts rows into the block until it is full or a row is odd or not whole, and returns where the next begins.
     *
     * @param from where a row begins
     * @param limit where what is to be read ends; {@link #AHEAD} more bytes must be readable
     * @param end where no further row may begin
     * @param passed what is added to a place to have the position in the file
     * @param at the line on which the first row begins
     */
    int readRows(byte[] buffer, int from, int limit, long end, long passed, long at, RowBatch block) {
        bytes = buffer;
        to = limit;
        line = at;
        int start = from;
        if (start < limit) {
            base = start;
            seen = 0;
            findStops = findStops(start);
        }
        while (!block.isFull() && start < limit && start < end && buffer[start] != comment) {
            block.beginRow(passed + start, line);
            linesWithin = 0;
            int next = readRow(start, block);
            if (next < 0) {
                break;
            }
            if (cells > 0) {
                block.end();
                if (cells < block.width()) {
                    repairs.shortRow(line);
                } else if (cells > block.width()) {
                    repairs.longRow(line);
                }
            }
            line += 1 + linesWithin;
            start = next;
        }
        if ((seen & HIGH_BITS) != 0) {
            block.setNotAscii();
        }
        return start;
    }

    /** Cuts one row and returns where the next begins, or NOT_PLAIN. */
    private int readRow(int from, RowBatch block) {
        byte[] buffer = bytes;
        int limit = to;
        int width = block.width();
        int count = 0;
        int start = from;
        // Kept out of the object while cells are plain, which most are.
        long rest = findStops;
        while (true) {
            while (rest == 0) {
                if (base + Long.SIZE >= limit) {
                    return NOT_PLAIN;
                }
                base += Long.SIZE;
                rest = findStops(base);
            }
            int p = base + Long.numberOfTrailingZeros(rest);
            rest &= rest - 1;
            if (p >= limit) {
                return NOT_PLAIN;
            }
            byte stop = buffer[p];
            if (stop == delimiter) {
                if ((count >= width && p > start) || p + 1 >= limit) {
                    return NOT_PLAIN;
                }
                block.addCell(start, p);
                count++;
                start = p + 1;
            } else if (stop == '\n' || stop == '\r') {
                findStops = rest;
                cells = count == 0 && isBlank(from, p) ? 0 : count + 1;
                return endRow(start, p, p, block);
            } else if (stop == quote && p == start) {
                findStops = rest;
                int close = closingQuote();
                if (close < 0 || (count >= width && close > p + 1)) {
                    return NOT_PLAIN;
                }
                int cell = doubled ? ~(p + 1) : p + 1;
                p = nextStop();
                if (buffer[p] != delimiter) {
                    cells = count + 1;
                    return endRow(cell, close, p, block);
                }
                if (p + 1 >= limit) {
                    return NOT_PLAIN;
                }
                block.addCell(cell, close);
                count++;
                start = p + 1;
                rest = findStops;
            } else if (stop == escape || (stop == quote && blankBetween(start, p))) {
                return NOT_PLAIN;
            }
        }
    }

    /** Adds a row's last cell and returns where the next row begins, or NOT_PLAIN. */
    private int endRow(int start, int cellEnd, int lineEnd, RowBatch block) {
        int begin = start < 0 ? ~start : start;
        if ((cells > block.width() && cellEnd > begin) || (bytes[lineEnd] == '\r' && lineEnd + 1 >= to)) {
            return NOT_PLAIN;
        }
        block.addCell(start, cellEnd);
        return bytes[lineEnd] == '\r' && bytes[lineEnd + 1] == '\n' ? nextStop() + 1 : lineEnd + 1;
    }

    /** Where the next byte stands that may end a cell, which is passed; the limit or beyond where there is none. */
    private int nextStop() {
        long rest = findStops;
        while (rest == 0) {
            if (base + Long.SIZE >= to) {
                return to;
            }
            base += Long.SIZE;
            rest = findStops(base);
        }
        findStops = rest & (rest - 1);
        return base + Long.numberOfTrailingZeros(rest);
    }

    /**
     * Where the quote is that ends the cell and is followed by a delimiter or line end, which comes next; or NOT_PLAIN.
     */
    private int closingQuote() {
        doubled = false;
        while (true) {
            int p = nextStop();
            if (p + 1 >= to) {
                return NOT_PLAIN;
            }
            byte c = bytes[p];
            byte after = bytes[p + 1];
            if (c == quote) {
                if (after != quote) {
                    return after == delimiter || after == '\n' || after == '\r' ? p : NOT_PLAIN;
                }
                doubled = true;
                nextStop();
            } else if (c == '\n') {
                linesWithin++;
            } else if (c == '\r') {
                linesWithin += after == '\n' ? 0 : 1;
            } else if (c == escape) {
                return NOT_PLAIN;
            }
        }
    }

    private boolean blankBetween(int from, int end) {
        for (int i = from; i < end; i++) {
            if (bytes[i] != ' ' && bytes[i] != '\t') {
                return false;
            }
        }
        return true;
    }

    private boolean isBlank(int from, int end) {
        for (int i = from; i < end; i++) {
            if (!CellReader.isBlank(bytes[i])) {
                return false;
            }
        }
        return true;
    }

    /**
     * A bit for each of the 64 bytes from there on that is delimiter, quote or escape or may be a line end. A few
     * others have one too: those that differ from such a byte in the lowest bit and follow it.
     */
    private long findStops(int from) {
        long all = 0;
        long bits = 0;
        for (int i = 0; i < Long.SIZE; i += Long.BYTES) {
            long word = (long) WORDS.get(bytes, from + i);
            long cell = word ^ delimiters;
            long quoted = word ^ quotes;
            long escaped = word ^ escapes;
            long found = (((cell - ONES) & ~cell)
                            | ((quoted - ONES) & ~quoted)
                            | ((escaped - ONES) & ~escaped)
                            | ((word - 14 * ONES) & ~word))
                    & HIGH_BITS;
            all |= word;
            bits |= (((found >>> 7) * GATHER) >>> 56) << i;
        }
        seen |= all;
        return bits;
    }
}

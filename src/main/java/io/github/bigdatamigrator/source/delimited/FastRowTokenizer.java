package io.github.bigdatamigrator.source.delimited;

import io.github.bigdatamigrator.source.CellReader;
import io.github.bigdatamigrator.source.RowRepairCounts;
import io.github.bigdatamigrator.source.RowRepairCounts.Kind;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Tokenizes plain rows, without escapes or stray quotes, on a fast path; {@link RowTokenizer} reads all others. Both
 * give the same cells. Examines 64 bytes at a time and keeps a bit for each byte that may end a cell, so that the cost
 * does not grow with the length of cells (like simdjson, Langdale and Lemire 2019; here eight bytes per word, Lamport
 * 1975). Not thread-safe.
 */
final class FastRowTokenizer {
    /** Bytes after the limit that must be readable. */
    static final int READ_AHEAD = Long.SIZE;

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    /** Moves the lowest bit of each byte into the highest byte. */
    private static final long GATHER = 0x0102040810204080L;

    private static final int NOT_PLAIN = -1;

    /** Its products with powers of two differ in the upper six bits. */
    private static final long DE_BRUIJN = 0x03F79D71B4CB0A89L;
    /** The exponent of the power of two, by these bits. */
    private static final byte[] EXPONENTS = new byte[Long.SIZE];

    static {
        for (int exponent = 0; exponent < Long.SIZE; exponent++) {
            EXPONENTS[(int) (DE_BRUIJN << exponent >>> 58)] = (byte) exponent;
        }
    }

    private final byte delimiter;
    private final int quote;
    private final int escape;
    private final int comment;
    private final long delimiters;
    private final long quotes;
    private final long escapes;
    private final RowRepairCounts repairs;

    // The bits of the bytes from base on that may end a cell and have not been passed.
    private byte[] bytes = new byte[0];
    private int to;
    private int base;
    private long findStops;
    private long seen;

    private int cells;
    private long line;
    // Whether the last quoted cell contains doubled quotes; line ends within the row's quoted cells.
    private boolean doubled;
    private long linesWithin;
    private boolean nul;

    /** Characters that the dialect lacks are passed as numbers that equal no byte. */
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

    /** Line number of the row after those that were read. */
    long line() {
        return line;
    }

    /**
     * Reads rows into the batch until it is full or a row is not plain or incomplete; returns the start of the next
     * row.
     *
     * @param from start of the first row
     * @param limit end of the bytes to read; {@link #READ_AHEAD} more bytes must be readable
     * @param end offset in the buffer from which on rows belong to the next split
     * @param passed what to add to an offset in the buffer to get the offset in the file
     * @param at line number of the first row
     */
    int readRows(byte[] buffer, int from, int limit, long end, long passed, long at, RowBatch batch) {
        bytes = buffer;
        to = limit;
        line = at;
        int start = from;
        if (start < limit) {
            base = start;
            seen = 0;
            findStops = findStops(start);
        }
        while (!batch.isFull() && start < limit && start < end && !mayBeComment(buffer[start])) {
            batch.beginRow(passed + start, line);
            linesWithin = 0;
            nul = false;
            int next = readRow(start, batch);
            if (next < 0) {
                break;
            }
            if (cells > 0) {
                batch.end();
                if (cells < batch.width()) {
                    repairs.add(Kind.SHORT_ROW, line);
                }
                if (nul) {
                    repairs.add(Kind.NUL, line);
                }
            }
            line += 1 + linesWithin;
            start = next;
        }
        if ((seen & HIGH_BITS) != 0) {
            batch.setNotAscii();
        }
        return start;
    }

    /** Whether a line that begins with that byte may be a comment, which blanks may precede. */
    private boolean mayBeComment(byte first) {
        return comment >= 0 && (first == comment || first == ' ' || first == '\t');
    }

    /** Reads one row and returns the start of the next, or NOT_PLAIN. */
    private int readRow(int from, RowBatch batch) {
        byte[] buffer = bytes;
        int limit = to;
        int width = batch.width();
        int count = 0;
        int start = from;
        // A local copy, since most cells are plain and need no field access.
        long rest = findStops;
        while (true) {
            while (rest == 0) {
                if (base + Long.SIZE >= limit) {
                    return NOT_PLAIN;
                }
                base += Long.SIZE;
                rest = findStops(base);
            }
            int p = base + lowestBit(rest);
            rest &= rest - 1;
            if (p >= limit) {
                return NOT_PLAIN;
            }
            byte stop = buffer[p];
            if (stop == delimiter) {
                if ((count >= width && p > start) || p + 1 >= limit) {
                    return NOT_PLAIN;
                }
                batch.addCell(start, p);
                count++;
                start = p + 1;
            } else if (stop == '\n' || stop == '\r') {
                findStops = rest;
                cells = count == 0 && isBlank(from, p) ? 0 : count + 1;
                return endRow(start, p, p, batch);
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
                    return endRow(cell, close, p, batch);
                }
                if (p + 1 >= limit) {
                    return NOT_PLAIN;
                }
                batch.addCell(cell, close);
                count++;
                start = p + 1;
                rest = findStops;
            } else if (stop == escape || (stop == quote && blankBetween(start, p))) {
                return NOT_PLAIN;
            } else if (stop == 0) {
                nul = true;
            }
        }
    }

    /** Adds a row's last cell and returns the start of the next row, or NOT_PLAIN. */
    private int endRow(int start, int cellEnd, int lineEnd, RowBatch batch) {
        int begin = start < 0 ? ~start : start;
        if ((cells > batch.width() && cellEnd > begin) || (bytes[lineEnd] == '\r' && lineEnd + 1 >= to)) {
            return NOT_PLAIN;
        }
        batch.addCell(start, cellEnd);
        return bytes[lineEnd] == '\r' && bytes[lineEnd + 1] == '\n' ? nextStop() + 1 : lineEnd + 1;
    }

    /** Consumes and returns the index of the next byte that may end a cell; the limit or more if there is none. */
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
        return base + lowestBit(rest);
    }

    /** As {@link Long#numberOfTrailingZeros}, which is slow where only the quick compiler (C1) runs. */
    private static int lowestBit(long bits) {
        return EXPONENTS[(int) (((bits & -bits) * DE_BRUIJN) >>> 58)];
    }

    /** The index of the closing quote, if a delimiter or line end follows it directly; else NOT_PLAIN. */
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
            } else if (c == 0) {
                nul = true;
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
     * Sets a bit for each of the next 64 bytes that is a delimiter, quote or escape or may be a line end. A few others
     * get a bit too: those that follow such a byte and differ from it in the lowest bit.
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

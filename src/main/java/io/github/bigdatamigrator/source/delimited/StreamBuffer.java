package io.github.bigdatamigrator.source.delimited;

import io.github.bigdatamigrator.source.CellReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Buffers the bytes of a stream around the current row and reads more on demand. The buffer grows up to the maximum row
 * length. Not thread-safe.
 */
abstract class StreamBuffer implements Closeable {
    final int maxRowBytes;
    byte[] buffer;
    /** End of the valid bytes in the buffer. */
    int limit;
    /** Start of the current row in the buffer. */
    int rowStart;
    /** Number of bytes of the stream before the buffer's first. */
    long passed;
    /** Whether the row is longer than {@link #maxRowBytes}, so that its end cannot be read. */
    boolean tooLong;

    /** Number, from 1, of the line at which reading continues. */
    long line = 1;

    private final InputStream in;
    private boolean exhausted;

    StreamBuffer(InputStream in, int size, int longest) {
        this.in = in;
        this.maxRowBytes = longest;
        // Space after the limit, so that whole words can be read.
        buffer = new byte[size + FastRowTokenizer.READ_AHEAD];
    }

    final byte[] buffer() {
        return buffer;
    }

    final int at(int p) {
        return buffer[rowStart + p];
    }

    final boolean atLineEnd(int p) {
        return at(p) == '\n' || at(p) == '\r';
    }

    /** Number of line ends read so far. */
    final long linesPassed() {
        return line - 1;
    }

    final int afterLine() throws IOException {
        int p = 0;
        while (isAvailable(p) && !atLineEnd(p)) {
            p++;
        }
        return afterLineEnd(p);
    }

    final int afterLineEnd(int p) throws IOException {
        if (!isAvailable(p)) {
            return p;
        }
        line++;
        return at(p) == '\r' && isAvailable(p + 1) && at(p + 1) == '\n' ? p + 2 : p + 1;
    }

    /** Whether the row has a byte at that index; reads more of the stream if needed. */
    final boolean isAvailable(int p) throws IOException {
        while (rowStart + p >= limit) {
            if (!fill()) {
                return false;
            }
        }
        return true;
    }

    private boolean fill() throws IOException {
        if (exhausted || tooLong) {
            return false;
        }
        int usable = buffer.length - FastRowTokenizer.READ_AHEAD;
        if (limit == usable) {
            if ((rowStart > 0 && rowStart >= usable / 2) || (usable >= maxRowBytes && rowStart > 0)) {
                moveToFront();
            } else if (usable >= maxRowBytes) {
                tooLong = true;
                return false;
            } else {
                buffer = Arrays.copyOf(buffer, (int) Math.min(maxRowBytes, usable * 2L) + FastRowTokenizer.READ_AHEAD);
            }
        }
        read();
        return !exhausted;
    }

    /** Refills the buffer when it is nearly empty, so that few rows cross its end. */
    final void topUp() throws IOException {
        int usable = buffer.length - FastRowTokenizer.READ_AHEAD;
        if (exhausted || limit - rowStart > usable / 8) {
            return;
        }
        moveToFront();
        while (!exhausted && limit < usable) {
            read();
        }
    }

    private void moveToFront() {
        System.arraycopy(buffer, rowStart, buffer, 0, limit - rowStart);
        limit -= rowStart;
        passed += rowStart;
        rowStart = 0;
    }

    private void read() throws IOException {
        int read = in.read(buffer, limit, buffer.length - FastRowTokenizer.READ_AHEAD - limit);
        exhausted = read < 0;
        limit += Math.max(0, read);
    }

    @Override
    public final void close() throws IOException {
        in.close();
    }

    /** Returns the offset of the first stop byte from an offset on, or of the end of the stream. */
    final int scanTo(boolean[] stops, int from) throws IOException {
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

    final boolean isBlank(int from, int to) {
        for (int p = from; p < to; p++) {
            if (!CellReader.isBlank(buffer[rowStart + p])) {
                return false;
            }
        }
        return true;
    }
}

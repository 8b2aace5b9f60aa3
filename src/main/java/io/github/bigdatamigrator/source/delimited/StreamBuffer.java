package io.github.bigdatamigrator.source.delimited;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Holds the bytes of a stream around the row that is read, and reads on when a byte beyond them is asked for. The
 * buffer grows up to the longest row. Not safe for use by several threads.
 */
abstract class StreamBuffer implements Closeable {
    final int maxRowBytes;
    byte[] buffer;
    /** Where the bytes that were read end in the buffer. */
    int limit;
    /** Where the row begins in the buffer. */
    int rowStart;
    /** Bytes of the stream before the buffer's first. */
    long passed;
    /** Whether the row is longer than {@link #longest}; its end is then out of reach. */
    boolean tooLong;

    private final InputStream in;
    private boolean exhausted;

    StreamBuffer(InputStream in, int size, int longest) {
        this.in = in;
        this.maxRowBytes = longest;
        // Beyond the limit there is always room, so that whole words can be read.
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

    /** Whether the row's byte at that place is in the buffer, having read on where need be. */
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
        int room = buffer.length - FastRowTokenizer.READ_AHEAD;
        if (limit == room) {
            if ((rowStart > 0 && rowStart >= room / 2) || (room >= maxRowBytes && rowStart > 0)) {
                moveToFront();
            } else if (room >= maxRowBytes) {
                tooLong = true;
                return false;
            } else {
                buffer = Arrays.copyOf(buffer, (int) Math.min(maxRowBytes, room * 2L) + FastRowTokenizer.READ_AHEAD);
            }
        }
        read();
        return !exhausted;
    }

    /** Fills the buffer when little is left in it, so that few rows need more than what it holds. */
    final void topUp() throws IOException {
        int room = buffer.length - FastRowTokenizer.READ_AHEAD;
        if (exhausted || limit - rowStart > room / 8) {
            return;
        }
        moveToFront();
        while (!exhausted && limit < room) {
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
}

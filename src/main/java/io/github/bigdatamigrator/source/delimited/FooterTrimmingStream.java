package io.github.bigdatamigrator.source.delimited;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Omits the last lines of a text stream. Buffers no more than those lines and 64 KB. */
final class FooterTrimmingStream extends InputStream {
    private static final int CHUNK = 1 << 16;

    private final InputStream in;
    private final int lines;
    private byte[] buffer = new byte[CHUNK];
    private int from;
    private int readable;
    private int to;
    private boolean ended;

    FooterTrimmingStream(InputStream in, int lines) {
        this.in = in;
        this.lines = lines;
    }

    /**
     * The start of the last lines of a text. A line end at the end of the text belongs to the last line.
     *
     * @return -1 if the text has fewer lines
     */
    static int startOfLast(byte[] text, int from, int to, int lines) {
        int p = to;
        for (int left = lines; left > 0; left--) {
            if (p == from) {
                return -1;
            }
            p -= lineEndBefore(text, from, p);
            while (p > from && text[p - 1] != '\n' && text[p - 1] != '\r') {
                p--;
            }
        }
        return p;
    }

    private static int lineEndBefore(byte[] text, int from, int p) {
        if (text[p - 1] == '\n') {
            return p - 2 >= from && text[p - 2] == '\r' ? 2 : 1;
        }
        return text[p - 1] == '\r' ? 1 : 0;
    }

    @Override
    public int read() throws IOException {
        return fill() ? buffer[from++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, readable - from);
        System.arraycopy(buffer, from, target, offset, count);
        from += count;
        return count;
    }

    private boolean fill() throws IOException {
        while (from == readable) {
            if (ended) {
                return false;
            }
            System.arraycopy(buffer, from, buffer, 0, to - from);
            to -= from;
            from = 0;
            readable = 0;
            if (to > buffer.length / 2) {
                buffer = Arrays.copyOf(buffer, buffer.length * 2);
            }
            int count = in.readNBytes(buffer, to, buffer.length - to);
            to += count;
            ended = to < buffer.length;
            // Two more lines than requested, since the last line and its line end may be incomplete.
            readable = Math.max(0, startOfLast(buffer, 0, to, ended ? lines : lines + 2));
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}

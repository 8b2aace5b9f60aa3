package io.github.bigdatamigrator.source.excel;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds the texts that the cells of a workbook share, as escaped UTF-8. Reads them as far as they are needed; those
 * beyond a share of the memory lie in a temporary file. Not thread-safe.
 */
final class SharedStrings implements Closeable {
    private static final int SEGMENT = 1 << 22;
    /** Share of the heap, as a divisor, that texts may take before they go to a file. */
    private static final int HEAP_SHARE = 16;

    private static final int SEGMENTS_IN_MEMORY =
            (int) Math.max(2, Runtime.getRuntime().maxMemory() / HEAP_SHARE / SEGMENT);
    /** Only the position of every 16th text is kept; the others follow it. */
    private static final int STRIDE_BITS = 4;

    private static final int NO_MORE = -1;

    private final @Nullable XmlPart part;
    private final StringBuilder text = new StringBuilder();
    private final List<ByteBuffer> segments = new ArrayList<>();
    private long[] positions = new long[64];
    private int count;
    private @Nullable FileChannel overflow;
    private byte[] current = new byte[256];
    private int length;

    /** @param part null for a workbook without shared texts */
    SharedStrings(@Nullable XmlPart part) {
        this.part = part;
    }

    /** Moves to a text, whose bytes are then in {@link #bytes} up to {@link #length}. */
    void moveTo(int index) throws IOException {
        while (index >= count) {
            if (part == null || !part.nextElement()) {
                throw new IOException("it has no shared text " + index);
            }
            if (part.is("si")) {
                text.setLength(0);
                part.appendItem("si", text);
                add(SheetRow.escape(decoded(text)));
            }
        }
        if (index < 0) {
            throw new IOException("it has no shared text " + index);
        }
        long position = positions[index >> STRIDE_BITS];
        ByteBuffer segment = segments.get((int) (position / SEGMENT));
        int at = (int) (position % SEGMENT);
        for (int i = index >> STRIDE_BITS << STRIDE_BITS; ; i++) {
            if (at + Integer.BYTES > SEGMENT || segment.getInt(at) == NO_MORE) {
                segment = segments.get((int) (position / SEGMENT) + 1);
                position += SEGMENT;
                at = 0;
            }
            length = segment.getInt(at);
            at += Integer.BYTES;
            if (i == index) {
                break;
            }
            at += length;
        }
        if (current.length < length) {
            current = new byte[Math.max(length, current.length * 2)];
        }
        segment.get(at, current, 0, length);
    }

    byte[] bytes() {
        return current;
    }

    int length() {
        return length;
    }

    /** Decodes the characters that XML cannot hold: {@code _x000D_}. */
    static CharSequence decoded(StringBuilder text) {
        int at = text.indexOf("_x");
        if (at < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        int from = 0;
        while (at >= 0) {
            boolean code = at + 7 <= text.length()
                    && text.charAt(at + 6) == '_'
                    && text.substring(at + 2, at + 6).matches("[0-9A-Fa-f]{4}");
            if (code) {
                plain.append(text, from, at).append((char) Integer.parseInt(text, at + 2, at + 6, 16));
                from = at + 7;
            }
            at = text.indexOf("_x", code ? from : at + 2);
        }
        return plain.append(text, from, text.length());
    }

    private void add(byte[] bytes) throws IOException {
        ByteBuffer segment = segments.isEmpty() ? null : segments.get(segments.size() - 1);
        if (segment == null || segment.remaining() < Integer.BYTES + bytes.length) {
            if (segment != null && segment.remaining() >= Integer.BYTES) {
                segment.putInt(NO_MORE);
            }
            segment = newSegment(bytes.length);
            segments.add(segment);
        }
        if (count % (1 << STRIDE_BITS) == 0) {
            int slot = count >> STRIDE_BITS;
            positions = slot < positions.length ? positions : Arrays.copyOf(positions, slot * 2);
            positions[slot] = (long) (segments.size() - 1) * SEGMENT + segment.position();
        }
        segment.putInt(bytes.length).put(bytes);
        count++;
    }

    private ByteBuffer newSegment(int needed) throws IOException {
        if (needed + Integer.BYTES > SEGMENT) {
            throw new IOException("it holds a text of " + needed + " bytes");
        }
        if (segments.size() < SEGMENTS_IN_MEMORY) {
            return ByteBuffer.allocate(SEGMENT);
        }
        if (overflow == null) {
            Path file = Files.createTempFile("bdm-texts-", ".tmp");
            overflow = FileChannel.open(
                    file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        }
        long at = (long) (segments.size() - SEGMENTS_IN_MEMORY) * SEGMENT;
        return overflow.map(FileChannel.MapMode.READ_WRITE, at, SEGMENT);
    }

    @Override
    public void close() throws IOException {
        try (XmlPart xml = part;
                FileChannel file = overflow) {
            segments.clear();
        }
    }
}

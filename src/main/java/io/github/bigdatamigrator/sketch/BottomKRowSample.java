package io.github.bigdatamigrator.sketch;

import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Draws a uniform sample of the rows of a table: the rows whose positions have the smallest hashes (bottom-k sampling,
 * Cohen and Kaplan 2007). The result depends on positions only, not on splits or the order of merging. Keeps at most
 * 2048 rows, fewer for wide tables, and cells of at most 256 bytes.
 *
 * <p>To add a row, call {@link #accepts}, then {@link #addCell} or {@link #addNull} for each cell in order, then
 * {@link #endRow}. Of {@code n} rows about {@code 2048 (1 + ln(n / 2048))} are accepted. Not thread-safe.
 */
public final class BottomKRowSample implements Serializable {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final int MAX_ROWS = 2048;
    private static final int MAX_CELLS = 1 << 19;
    private static final int MIN_ROWS = 32;
    /** Maximum bytes kept of a cell. */
    static final int CELL_LIMIT = 256;

    private final int columns;
    private final int capacity;
    private final ArrayList<Row> rows = new ArrayList<>();
    private long threshold = Long.MAX_VALUE;
    private byte[] cells = new byte[256];
    private int length;

    private static final class Row implements Serializable {
        @Serial
        private static final long serialVersionUID = 1L;

        private final long order;
        private final long position;
        private final byte[] cells;

        Row(long position, byte[] cells) {
            this.order = ValueHash.ofLong(position);
            this.position = position;
            this.cells = cells;
        }
    }

    /** The texts of a column's cells in row order; null for null cells. */
    public record Column(List<@Nullable String> cells) {}

    BottomKRowSample(int columns) {
        this.columns = columns;
        this.capacity = Math.min(MAX_ROWS, Math.max(MIN_ROWS, MAX_CELLS / Math.max(1, columns)));
    }

    /** Whether the row at that position in the table (from 0) may belong to the sample. */
    public boolean accepts(long position) {
        return ValueHash.ofLong(position) < threshold;
    }

    /** Adds the next cell of the row. */
    public void addCell(byte[] bytes, int from, int to) {
        int end = Utf8.prefixEnd(bytes, from, to, CELL_LIMIT);
        int count = end - from;
        reserve(count + 2);
        cells[length++] = (byte) (count + 1);
        cells[length++] = (byte) ((count + 1) >>> 8);
        System.arraycopy(bytes, from, cells, length, count);
        length += count;
    }

    public void addNull() {
        reserve(2);
        cells[length++] = 0;
        cells[length++] = 0;
    }

    /** Adds the cells since the last call as the row at that position. */
    public void endRow(long position) {
        rows.add(new Row(position, Arrays.copyOf(cells, length)));
        length = 0;
        // Twice the capacity, so that the cost of sorting is spread over as many additions.
        if (rows.size() >= 2 * capacity) {
            truncate();
        }
    }

    void merge(BottomKRowSample other) {
        for (Row row : other.rows) {
            if (row.order < threshold) {
                rows.add(row);
            }
        }
        threshold = Math.min(threshold, other.threshold);
        rows.removeIf(row -> row.order > threshold);
        if (rows.size() > capacity) {
            truncate();
        }
    }

    /** Number of rows in the sample. */
    public int size() {
        return Math.min(rows.size(), capacity);
    }

    /** The columns of the sample, rows in table order. */
    public List<Column> columns() {
        List<List<@Nullable String>> texts = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            texts.add(new ArrayList<>());
        }
        for (Row row : smallestHashes(capacity)) {
            List<@Nullable String> decoded = decode(row);
            for (int i = 0; i < columns; i++) {
                texts.get(i).add(decoded.get(i));
            }
        }
        return texts.stream().map(Column::new).toList();
    }

    /** A random subset of at most {@code limit} rows, in table order. */
    public List<List<@Nullable String>> rows(int limit) {
        List<List<@Nullable String>> result = new ArrayList<>();
        smallestHashes(limit).forEach(row -> result.add(decode(row)));
        return result;
    }

    private List<Row> smallestHashes(int limit) {
        return rows.stream()
                .sorted(Comparator.comparingLong(row -> row.order))
                .limit(Math.min(limit, capacity))
                .sorted(Comparator.comparingLong(row -> row.position))
                .toList();
    }

    private List<@Nullable String> decode(Row row) {
        List<@Nullable String> texts = new ArrayList<>(columns);
        byte[] bytes = row.cells;
        for (int at = 0; at < bytes.length; ) {
            int count = ((bytes[at] & 0xFF) | ((bytes[at + 1] & 0xFF) << 8)) - 1;
            at += 2;
            texts.add(count < 0 ? null : Utf8.decode(Arrays.copyOfRange(bytes, at, at + count)));
            at += Math.max(0, count);
        }
        return texts;
    }

    private void truncate() {
        long[] orders = rows.stream().mapToLong(row -> row.order).sorted().toArray();
        threshold = orders[capacity - 1];
        rows.removeIf(row -> row.order > threshold);
        rows.trimToSize();
    }

    private void reserve(int more) {
        if (length + more > cells.length) {
            cells = Arrays.copyOf(cells, 2 * (length + more));
        }
    }
}

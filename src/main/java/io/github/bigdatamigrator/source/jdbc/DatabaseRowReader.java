package io.github.bigdatamigrator.source.jdbc;

import io.github.bigdatamigrator.source.BooleanPattern;
import io.github.bigdatamigrator.source.ByteHash;
import io.github.bigdatamigrator.source.Cell;
import io.github.bigdatamigrator.source.CellReader;
import io.github.bigdatamigrator.source.RowBatchReader;
import io.github.bigdatamigrator.source.TemporalPattern;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of one range of a table from the texts of its values. If the connection breaks, the rows end and
 * {@link #failure} tells why. For one thread.
 */
final class DatabaseRowReader implements RowBatchReader {
    private static final int MAX_ROWS = 256;
    private static final int RANGE_BITS = 44;
    private static final int TEMPORALS =
            1 << TemporalPattern.ISO_DATE.ordinal() | 1 << TemporalPattern.ISO_TIMESTAMP.ordinal();
    /** Bytes behind the last cell, so that cells can be read in words. */
    private static final int PADDING = 16;

    private final RowTexts rows;
    private final ColumnKind[] kinds;
    private final CellReader reader = new CellReader(false, CellReader.UNGROUPED);
    private final ByteHash hash = new ByteHash();
    private final int[][] from;
    private final int[][] to;
    private byte[] data = new byte[1 << 16];
    private int filled;
    private int count;
    private long next;
    private @Nullable SQLException failure;

    /** @param range the number of the range, which are ordered */
    DatabaseRowReader(RowTexts rows, List<DatabaseColumn> columns, int range) {
        this.rows = rows;
        kinds = columns.stream().map(DatabaseColumn::kind).toArray(ColumnKind[]::new);
        from = new int[kinds.length][MAX_ROWS];
        to = new int[kinds.length][MAX_ROWS];
        next = (long) range << RANGE_BITS;
    }

    @Nullable
    SQLException failure() {
        return failure;
    }

    @Override
    public int nextBatch() {
        next += count;
        count = 0;
        filled = 0;
        try {
            while (failure == null && count < MAX_ROWS && rows.next(this)) {
                count++;
            }
        } catch (SQLException e) {
            failure = e;
        }
        return count;
    }

    /** Keeps bytes for the cells of the row that is read, and returns where they begin. */
    int keep(byte[] bytes, int length) {
        if (filled + length + PADDING > data.length) {
            data = Arrays.copyOf(data, Math.max(2 * data.length, filled + length + PADDING));
        }
        System.arraycopy(bytes, 0, data, filled, length);
        int start = filled;
        filled += length;
        return start;
    }

    /** Sets a cell of the row that is read to kept bytes. */
    void setCell(int column, int start, int end) {
        from[column][count] = start;
        to[column][count] = end;
    }

    void setNull(int column) {
        from[column][count] = -1;
    }

    @Override
    public int maxRows() {
        return MAX_ROWS;
    }

    @Override
    public void cellHashes(int column, long[] into) {
        for (int row = 0; row < count; row++) {
            int start = from[column][row];
            into[row] = start < 0 ? 0 : hash.of(data, start, to[column][row]);
        }
    }

    @Override
    public void present(int column, long[] into) {
        for (int row = 0; row < count; row++) {
            into[row] = from[column][row] < 0 ? 0 : 1;
        }
    }

    @Override
    public void read(int row, int column, Cell cell) {
        int start = from[column][row];
        int end = to[column][row];
        if (start < 0) {
            cell.setNull();
            return;
        }
        switch (kinds[column]) {
            case TEXT, OTHER -> {
                CellReader.trim(data, start, end, cell);
                cell.setKind(Cell.Kind.TEXT);
            }
            case BIGINT, DECIMAL, NUMBER, MONEY, BITS, BYTES -> readNumber(start, end, cell);
            case DOUBLE -> readDouble(start, end, cell);
            case BOOLEAN -> {
                CellReader.trim(data, start, end, cell);
                cell.setBoolean(isTrue(data[start]), 1 << BooleanPattern.TRUE_FALSE.ordinal());
            }
            case DATE, TIMESTAMP, ZONED -> {
                reader.read(data, start, end, cell);
                if (cell.kind() != Cell.Kind.TEMPORAL || (cell.patterns() & TEMPORALS) == 0) {
                    // Infinity, a year beyond 9999, or a date of zeros.
                    cell.setKind(Cell.Kind.NULL_MARKER);
                }
            }
        }
    }

    private void readNumber(int start, int end, Cell cell) {
        int at = start;
        // Columns that are declared to show leading zeros.
        while (at < end - 1 && data[at] == '0' && CellReader.isDigit(data[at + 1])) {
            at++;
        }
        reader.read(data, at, end, cell);
        if (cell.kind() == Cell.Kind.TEXT || cell.kind() == Cell.Kind.TEMPORAL) {
            cell.setKind(Cell.Kind.NULL_MARKER);
        }
    }

    private void readDouble(int start, int end, Cell cell) {
        CellReader.trim(data, start, end, cell);
        String text = cell.text();
        switch (text) {
            case "NaN" -> cell.setKind(Cell.Kind.NULL_MARKER);
            case "Infinity" -> cell.setDouble(Double.POSITIVE_INFINITY);
            case "-Infinity" -> cell.setDouble(Double.NEGATIVE_INFINITY);
            default -> cell.setDouble(Double.parseDouble(text));
        }
    }

    private static boolean isTrue(byte first) {
        return first == 't' || first == 'T' || first == '1' || first == 'y' || first == 'Y' || first == 1;
    }

    @Override
    public long position(int row) {
        return next + row;
    }
}

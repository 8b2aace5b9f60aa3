package io.github.bigdatamigrator.source.delimited;

/**
 * Holds the cell ranges of a batch of rows in a buffer. Batches let the scan process rows column by column, so that
 * each column's statistics stay in the processor's cache; the ranges are stored by column for the same reason. Reused
 * for every batch.
 */
final class RowBatch {
    private static final int MAX_ROWS = 256;
    private static final int MAX_CELLS = 1 << 15;
    /** Padding between columns, so that the ranges of one row do not share a few cache lines. */
    private static final int GAP = 8;

    private final int width;
    private final int stride;
    // Start of the cell in the upper 32 bits, end in the lower.
    private final long[] cells;
    private final long[] positions;
    private final long[] lines;
    private int rows;
    private int next;
    private boolean isAscii;

    /** @param width number of columns; further cells of a row are dropped */
    public RowBatch(int width) {
        this.width = width;
        int mostRows = Math.max(1, Math.min(MAX_ROWS, MAX_CELLS / Math.max(1, width)));
        stride = mostRows == MAX_ROWS ? mostRows + GAP : mostRows;
        cells = new long[stride * width];
        positions = new long[mostRows];
        lines = new long[mostRows];
    }

    public int width() {
        return width;
    }

    public int rows() {
        return rows;
    }

    public int maxRows() {
        return positions.length;
    }

    public boolean isFull() {
        return rows == positions.length;
    }

    public void clear() {
        rows = 0;
        next = 0;
        isAscii = true;
    }

    /** Whether all cells are known to be ASCII. */
    public boolean isAscii() {
        return isAscii;
    }

    /** Records that some cells may not be ASCII. */
    public void setNotAscii() {
        isAscii = false;
    }

    /** Begins a row; discards a row that was begun and not ended. */
    public void beginRow(long position, long line) {
        next = 0;
        positions[rows] = position;
        lines[rows] = line;
    }

    /** Adds a cell to the current row, unless the row is full. */
    public void addCell(int start, int end) {
        if (next < width) {
            cells[next++ * stride + rows] = (long) start << Integer.SIZE | end;
        }
    }

    public void extendLastCell(int start, int end) {
        cells[(next - 1) * stride + rows] = (long) start << Integer.SIZE | end;
    }

    /** Ends the row; missing cells are empty. */
    public void end() {
        for (; next < width; next++) {
            cells[next * stride + rows] = 0;
        }
        rows++;
    }

    /** Number of the last rows that have no cell with a value. */
    public int emptyAtEnd() {
        int empty = 0;
        while (empty < rows && isEmpty(rows - 1 - empty)) {
            empty++;
        }
        return empty;
    }

    private boolean isEmpty(int row) {
        for (int i = 0; i < width; i++) {
            long cell = cells[i * stride + row];
            int start = (int) (cell >> Integer.SIZE);
            if ((start < 0 ? ~start : start) != (int) cell) {
                return false;
            }
        }
        return true;
    }

    /** Removes the last rows. */
    public void removeLast(int count) {
        rows -= count;
    }

    /** Start of the cell in the buffer; its complement when the cell contains escapes. */
    public int start(int row, int column) {
        return (int) (cells[column * stride + row] >> Integer.SIZE);
    }

    public int end(int row, int column) {
        return (int) cells[column * stride + row];
    }

    /** Byte offset of the row in the file. */
    public long position(int row) {
        return positions[row];
    }

    /** Number, from 1, of the row's first line. */
    public long line(int row) {
        return lines[row];
    }
}

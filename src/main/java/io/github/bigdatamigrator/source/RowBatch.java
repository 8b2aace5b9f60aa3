package io.github.bigdatamigrator.source;

/**
 * Where the cells of some rows stand in a buffer. Rows are handled many at a time so that what follows can go through
 * them column by column, which keeps each column's figures close to the processor; places are kept column by column for
 * the same reason. Reused for every block.
 */
public final class RowBatch {
    private static final int MAX_ROWS = 256;
    private static final int MAX_CELLS = 1 << 15;
    /**
     * Between the columns, so that the places of one row don't all fall into the same few lines of the processor's
     * cache.
     */
    private static final int GAP = 8;

    private final int width;
    private final int stride;
    // Where the cell begins, above where it ends.
    private final long[] cells;
    private final long[] positions;
    private final long[] lines;
    private int rows;
    private int next;
    private boolean isAscii;

    /** @param width columns; further cells of a row are not kept */
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

    /** Says that some cells may not be ASCII. */
    public void setNotAscii() {
        isAscii = false;
    }

    /** Begins a row; one that was begun and not ended is forgotten. */
    public void beginRow(long position, long line) {
        next = 0;
        positions[rows] = position;
        lines[rows] = line;
    }

    /** Adds a cell to the row that was begun, unless it has as many as there are columns. */
    public void addCell(int start, int end) {
        if (next < width) {
            cells[next++ * stride + rows] = (long) start << Integer.SIZE | end;
        }
    }

    public void extendLastCell(int start, int end) {
        cells[(next - 1) * stride + rows] = (long) start << Integer.SIZE | end;
    }

    /** Ends the row; cells that are missing are empty. */
    public void end() {
        for (; next < width; next++) {
            cells[next * stride + rows] = 0;
        }
        rows++;
    }

    /** Where the cell begins in the buffer; the complement of it where the cell holds escapes. */
    public int start(int row, int column) {
        return (int) (cells[column * stride + row] >> Integer.SIZE);
    }

    public int end(int row, int column) {
        return (int) cells[column * stride + row];
    }

    /** Where the row begins in the file. */
    public long position(int row) {
        return positions[row];
    }

    /** The number, from 1, of the line on which the row begins. */
    public long line(int row) {
        return lines[row];
    }
}

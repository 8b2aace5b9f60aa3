package io.github.bigdatamigrator.source;

/**
 * Where the cells of some rows stand in a buffer. Rows are handled many at a time so that what follows can go through them column by
 * column, which keeps each column's figures close to the processor. Reused for every block.
 */
final class RowBlock {
    private static final int MOST_ROWS = 256;
    private static final int MOST_CELLS = 1 << 15;

    private final int width;
    private final int[] starts;
    private final int[] ends;
    private final long[] positions;
    private final long[] lines;
    private int rows;
    private int next;

    /**
     * @param width columns; further cells of a row are not kept
     */
    RowBlock(int width) {
        this.width = width;
        int mostRows = Math.max(1, Math.min(MOST_ROWS, MOST_CELLS / Math.max(1, width)));
        starts = new int[mostRows * width];
        ends = new int[mostRows * width];
        positions = new long[mostRows];
        lines = new long[mostRows];
    }

    int width() {
        return width;
    }

    int rows() {
        return rows;
    }

    int mostRows() {
        return positions.length;
    }

    boolean full() {
        return rows == positions.length;
    }

    void clear() {
        rows = 0;
        next = 0;
    }

    /** Begins a row; one that was begun and not ended is forgotten. */
    void begin(long position, long line) {
        next = rows * width;
        positions[rows] = position;
        lines[rows] = line;
    }

    /** Adds a cell to the row that was begun, unless it has as many as there are columns. */
    void cell(int start, int end) {
        if (next < (rows + 1) * width) {
            starts[next] = start;
            ends[next++] = end;
        }
    }

    void widenLast(int start, int end) {
        starts[next - 1] = start;
        ends[next - 1] = end;
    }

    /** Ends the row; cells that are missing are empty. */
    void end() {
        rows++;
        for (; next < rows * width; next++) {
            starts[next] = 0;
            ends[next] = 0;
        }
    }

    /** Where the cell begins in the buffer; the complement of it where the cell holds escapes. */
    int start(int row, int column) {
        return starts[row * width + column];
    }

    int end(int row, int column) {
        return ends[row * width + column];
    }

    /** Where the row begins in the file. */
    long position(int row) {
        return positions[row];
    }

    /** The number, from 1, of the line on which the row begins. */
    long line(int row) {
        return lines[row];
    }
}

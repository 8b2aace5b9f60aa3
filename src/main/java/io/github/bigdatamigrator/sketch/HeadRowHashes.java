package io.github.bigdatamigrator.sketch;

import java.io.Serial;
import java.io.Serializable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The spellings of the first rows of a file, cell by cell, as hashes. Rows that belong together stand together in most
 * files, so a combination of columns that is not a key shows its first repetition here long before a scattered sample
 * of the same size would. It can only refute: equal spellings are equal values, but that nothing repeats here proves
 * nothing.
 *
 * <p>About 4 MiB at the most, and kept only by the part of a scan that holds a file's beginning. Merging keeps the
 * longer of two; of equally long ones that of the smaller position, so the order of merging does not matter. Not safe
 * for use by several threads.
 */
public final class HeadRowHashes implements Serializable {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final int MOST_CELLS = 1 << 19;
    private static final int MOST_ROWS = 1 << 15;
    /** Below this a file's beginning tells too little to be worth its memory. */
    private static final int LEAST_CAPACITY = 256;
    /**
     * Bytes within which a part must begin to hold the file's beginning; preambles and headers stand before the first
     * row.
     */
    private static final long BEGINNING = 1 << 20;

    /** Below this the order of the rows may be by chance, or by another column. */
    private static final int LEAST_RUNS = 64;

    private static final long WITHIN_FILE = (1L << 44) - 1;

    private final int columns;
    private final int capacity;
    private long position = Long.MAX_VALUE;
    private int rows;
    private long @Nullable [][] cells;

    HeadRowHashes(int columns) {
        this.columns = columns;
        capacity = Math.min(MOST_ROWS, MOST_CELLS / Math.max(1, columns));
    }

    /** Says at which position the rows that follow begin. */
    void startsAt(long start) {
        if (rows == 0 && capacity >= LEAST_CAPACITY && (start & WITHIN_FILE) < BEGINNING) {
            position = start;
            cells = new long[columns][0];
        }
    }

    /** Whether the rows of the next block are wanted. */
    public boolean wants() {
        return cells != null && rows < capacity;
    }

    /**
     * One column of the next block; to be called for every column in order, and then {@link #endRows}.
     *
     * @param spellings of the cells, 0 for null
     */
    public void add(int column, long[] spellings, int count) {
        long[][] kept = cells;
        if (kept == null) {
            return;
        }
        long[] own = kept[column];
        if (own.length < rows + count) {
            own = Arrays.copyOf(own, Math.max(rows + count, Math.min(own.length * 2, capacity)));
            kept[column] = own;
        }
        System.arraycopy(spellings, 0, own, rows, count);
    }

    public void endRows(int count) {
        rows += count;
    }

    void merge(HeadRowHashes other) {
        if (other.rows > rows || (other.rows == rows && other.position < position)) {
            position = other.position;
            rows = other.rows;
            cells = other.cells;
        }
    }

    void clear() {
        cells = null;
        rows = 0;
    }

    /** Rows kept; 0 where no part held a file's beginning. */
    public int rows() {
        return rows;
    }

    /**
     * Whether a row repeats the cells that an earlier one has in these columns. Different cells are taken for equal
     * with a chance of 2^-64 per pair of rows. At most one pass over the rows kept.
     */
    public boolean repeats(int[] of) {
        long[][] kept = cells;
        if (kept == null || rows == 0) {
            return false;
        }
        int mask = Integer.highestOneBit(rows) * 4 - 1;
        long[] seen = new long[mask + 1];
        for (int row = 0; row < rows; row++) {
            long hash = 1;
            for (int column : of) {
                hash = ValueHash.combine(hash, kept[column][row]);
            }
            hash = hash == 0 ? 1 : hash;
            int slot = (int) (hash >>> 32) & mask;
            while (seen[slot] != 0 && seen[slot] != hash) {
                slot = (slot + 1) & mask;
            }
            if (seen[slot] == hash) {
                return true;
            }
            seen[slot] = hash;
        }
        return false;
    }

    /**
     * Which of these columns the rows seem to be clustered by: equal cells stand together, in runs of two rows and more
     * on average, and no cell comes back after its run. Of several the one with the most runs, as its place among those
     * given; -1 where there is none, or too few runs to tell. One pass over the rows kept for each column.
     */
    public int clustering(int[] of) {
        long[][] kept = cells;
        int best = -1;
        int most = LEAST_RUNS - 1;
        for (int i = 0; kept != null && i < of.length; i++) {
            long[] column = kept[of[i]];
            int runs = 0;
            long[] starts = new long[rows];
            for (int row = 0; row < rows; row++) {
                if (row == 0 || column[row] != column[row - 1]) {
                    starts[runs++] = column[row];
                }
            }
            if (runs > most && runs <= rows / 2 && allDifferent(starts, runs)) {
                best = i;
                most = runs;
            }
        }
        return best;
    }

    private static boolean allDifferent(long[] values, int count) {
        Arrays.sort(values, 0, count);
        for (int i = 1; i < count; i++) {
            if (values[i] == values[i - 1]) {
                return false;
            }
        }
        return true;
    }
}

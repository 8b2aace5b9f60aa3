package io.github.bigdatamigrator.sketch;

import java.io.Serial;
import java.io.Serializable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Keeps hashes of the cells of the first rows of a file, to refute keys. Related rows are adjacent in most files, so a
 * non-key repeats here sooner than in a random sample of the same size. It can only refute: without a repetition
 * nothing is proven.
 *
 * <p>Takes at most about 4 MiB, and only in the part of a scan that contains the beginning of a file. Merging keeps the
 * longer of two, or of equally long ones that of the smaller position, so the order does not matter. Not thread-safe.
 */
public final class HeadRowHashes implements Serializable {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final int MAX_CELLS = 1 << 19;
    private static final int MAX_ROWS = 1 << 15;
    /** Fewer rows would refute too little to be worth their memory. */
    private static final int MIN_CAPACITY = 256;
    /** Maximum start offset, in bytes, of a part that contains the first row; preamble and header come before it. */
    private static final long BEGINNING = 1 << 20;

    /** Fewer runs may be chance or the effect of another column. */
    private static final int MIN_RUNS = 64;

    private static final long POSITION_IN_FILE = (1L << 44) - 1;

    private final int columns;
    private final int capacity;
    private long position = Long.MAX_VALUE;
    private int rows;
    private long @Nullable [][] cells;

    HeadRowHashes(int columns) {
        this.columns = columns;
        capacity = Math.min(MAX_ROWS, MAX_CELLS / Math.max(1, columns));
    }

    /** Sets the position of the first row that follows. */
    void startsAt(long start) {
        if (rows == 0 && capacity >= MIN_CAPACITY && (start & POSITION_IN_FILE) < BEGINNING) {
            position = start;
            cells = new long[columns][0];
        }
    }

    /** Whether the rows of the next batch should be added. */
    public boolean acceptsRows() {
        return cells != null && rows < capacity;
    }

    /**
     * Adds one column of the next batch; call it for every column in order, then {@link #endRows}.
     *
     * @param spellings hashes of the cells' texts; 0 for null
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

    /** Number of rows kept; 0 if no part contained the beginning of a file. */
    public int rows() {
        return rows;
    }

    /**
     * Whether two rows have the same cells in these columns; wrong with probability 2^-64 per pair of rows. At most one
     * pass over the rows.
     */
    public boolean hasDuplicate(int[] of) {
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
     * Index into {@code of} of the column that the rows are clustered by: equal cells are adjacent, in runs of at least
     * two rows on average, and no cell recurs after its run. Of several, the one with the most runs; -1 if there is
     * none or too few runs. One pass over the rows per column.
     */
    public int clusteringColumn(int[] of) {
        long[][] kept = cells;
        int best = -1;
        int most = MIN_RUNS - 1;
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

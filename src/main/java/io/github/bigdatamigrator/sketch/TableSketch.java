package io.github.bigdatamigrator.sketch;

import java.io.Serial;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects the statistics of a table: row count, distinct rows, a sketch per column, a row sample, the hashes of the
 * first rows and the order of pairs of columns. Merging gives the same result however the table is split.
 */
public final class TableSketch implements Serializable {
    @Serial
    private static final long serialVersionUID = 5L;

    private static final int SAMPLE_ROWS = 20;

    private final ColumnSketch[] columns;
    private long rows;
    private SketchSize size;
    private final DistinctSketch distinctRows = new DistinctSketch();
    private final BottomKRowSample sample;
    private final HeadRowHashes headRows;
    private final PairOrder pairOrder = new PairOrder();

    public TableSketch(int columnCount) {
        size = SketchSize.forColumns(columnCount);
        sample = new BottomKRowSample(columnCount);
        headRows = new HeadRowHashes(columnCount);
        columns = new ColumnSketch[columnCount];
        for (int i = 0; i < columnCount; i++) {
            columns[i] = new ColumnSketch(size);
        }
    }

    /** Sets the position of the first row that follows; it is unique to each part of a table. */
    public void startsAt(long position) {
        for (ColumnSketch column : columns) {
            column.startsAt(position);
        }
        headRows.startsAt(position);
        pairOrder.startsAt(position);
    }

    public ColumnSketch column(int index) {
        return columns[index];
    }

    public long rows() {
        return rows;
    }

    /** Count of distinct rows by the values of all cells. */
    public DistinctSketch distinctRows() {
        return distinctRows;
    }

    /** Counts rows by their hashes: the sum of value hash times {@link #columnWeight} over the non-null cells. */
    public void endRows(long[] hashes, int count) {
        rows += count;
        for (int i = 0; i < count; i++) {
            distinctRows.add(ValueHash.ofLong(hashes[i]));
        }
    }

    /** Odd factor of a column's value hashes in row hashes. */
    public static long columnWeight(int column) {
        return ValueHash.ofLong(column) | 1;
    }

    /** The hashes of the first rows; the caller adds rows. */
    public HeadRowHashes headRows() {
        return headRows;
    }

    /** The order of pairs of columns; the caller adds rows. */
    public PairOrder pairOrder() {
        return pairOrder;
    }

    /** The row sample; the caller adds rows. */
    public BottomKRowSample sample() {
        return sample;
    }

    public void merge(TableSketch other) {
        if (other.columns.length != columns.length) {
            throw new IllegalArgumentException(columns.length + " columns met " + other.columns.length);
        }
        for (int i = 0; i < columns.length; i++) {
            columns[i].merge(other.columns[i]);
        }
        if (other.size.exactValues() < size.exactValues()) {
            size = other.size;
        }
        rows += other.rows;
        distinctRows.merge(other.distinctRows);
        sample.merge(other.sample);
        headRows.merge(other.headRows);
        pairOrder.merge(other.pairOrder);
    }

    /** Size limit of each column. */
    public SketchSize size() {
        return size;
    }

    /** Frees about half of the memory; exact figures may become estimates. Returns false at the smallest size. */
    public boolean shrink() {
        SketchSize smaller = size.smaller();
        if (smaller.equals(size)) {
            return false;
        }
        size = smaller;
        headRows.clear();
        for (ColumnSketch column : columns) {
            column.shrink(size);
        }
        return true;
    }

    /** At most 20 sampled rows in table order. */
    public List<List<@Nullable String>> sampleRows() {
        return sample.rows(SAMPLE_ROWS);
    }
}

package io.github.bigdatamigrator.sketch;

import java.io.Serial;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sketches of a table's columns, its row count, its distinct rows and a small sample that does not depend on the
 * splits.
 */
public final class TableSketch implements Serializable {
    @Serial
    private static final long serialVersionUID = 4L;

    private static final int SAMPLE_ROWS = 20;

    private final ColumnSketch[] columns;
    private long rows;
    private SketchSize size;
    private final DistinctSketch distinctRows = new DistinctSketch();
    private final BottomKRowSample sample;
    private final HeadRowHashes leading;

    public TableSketch(int columnCount) {
        size = SketchSize.forColumns(columnCount);
        sample = new BottomKRowSample(columnCount);
        leading = new HeadRowHashes(columnCount);
        columns = new ColumnSketch[columnCount];
        for (int i = 0; i < columnCount; i++) {
            columns[i] = new ColumnSketch(size);
        }
    }

    /** Says at which position the rows that follow begin; those of two parts of a table are different. */
    public void startsAt(long position) {
        for (ColumnSketch column : columns) {
            column.startsAt(position);
        }
        leading.startsAt(position);
    }

    public ColumnSketch column(int index) {
        return columns[index];
    }

    public long rows() {
        return rows;
    }

    /** Distinct rows, by the values of all their cells. */
    public DistinctSketch distinctRows() {
        return distinctRows;
    }

    /** Counts the first rows of the array. Each is the sum of {@link #inRow} of its cells, nulls apart. */
    public void endRows(long[] hashes, int count) {
        rows += count;
        for (int i = 0; i < count; i++) {
            distinctRows.add(ValueHash.ofLong(hashes[i]));
        }
    }

    /** What each cell's hash is multiplied with before the cells of a row are summed. */
    public static long inRow(int column) {
        return ValueHash.ofLong(column) | 1;
    }

    /** The first rows, to be fed beside the columns. */
    public HeadRowHashes leading() {
        return leading;
    }

    /** The sample of rows, to be fed beside the columns. */
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
        leading.merge(other.leading);
    }

    /** How much each column may keep. */
    public SketchSize size() {
        return size;
    }

    /**
     * Gives about half of the memory back; figures that were exact may become estimates. False where nothing is left to
     * give.
     */
    public boolean shrink() {
        SketchSize smaller = size.smaller();
        if (smaller.equals(size)) {
            return false;
        }
        size = smaller;
        leading.clear();
        for (ColumnSketch column : columns) {
            column.shrink(size);
        }
        return true;
    }

    /** A few sampled rows in the order of the table. */
    public List<List<@Nullable String>> sampleRows() {
        return sample.rows(SAMPLE_ROWS);
    }
}

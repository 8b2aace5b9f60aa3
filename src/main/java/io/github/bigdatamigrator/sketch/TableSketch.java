package io.github.bigdatamigrator.sketch;

import java.io.Serial;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sketches of a table's columns, its row count, its distinct rows and a small sample that does not depend on the splits. */
public final class TableSketch implements Serializable {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final int SAMPLE_ROWS = 20;

    private final ColumnSketch[] columns;
    private long rows;
    private final DistinctSketch distinctRows = new DistinctSketch();
    private final RowSample sample;

    public TableSketch(int columnCount) {
        sample = new RowSample(columnCount);
        columns = new ColumnSketch[columnCount];
        for (int i = 0; i < columnCount; i++) {
            columns[i] = new ColumnSketch();
        }
    }

    /** Says which part of the table is walked; parts stand in the order of these numbers, each of which is used once. */
    public void inPart(long part) {
        for (ColumnSketch column : columns) {
            column.inPart(part);
        }
    }

    public int columnCount() {
        return columns.length;
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

    /** Counts a row. {@code hash} combines the hashes of its cells in order. */
    public void endRow(long hash) {
        rows++;
        distinctRows.add(hash);
    }

    /** The sample of rows, to be fed beside the columns. */
    public RowSample sample() {
        return sample;
    }

    public void merge(TableSketch other) {
        if (other.columns.length != columns.length) {
            throw new IllegalArgumentException(columns.length + " columns met " + other.columns.length);
        }
        for (int i = 0; i < columns.length; i++) {
            columns[i].merge(other.columns[i]);
        }
        rows += other.rows;
        distinctRows.merge(other.distinctRows);
        sample.merge(other.sample);
    }

    /** A few sampled rows in the order of the table. */
    public List<List<@Nullable String>> sampleRows() {
        return sample.rows(SAMPLE_ROWS);
    }
}

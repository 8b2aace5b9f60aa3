package io.github.bigdatamigrator.sketch;

import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sketches of a table's columns, its row count, its distinct rows and a small sample that does not depend on the splits. */
public final class TableSketch implements Serializable {
    @Serial
    private static final long serialVersionUID = 2L;

    private static final int SAMPLE_ROWS = 20;

    private final ColumnSketch[] columns;
    private long rows;
    private SketchSize size;
    private final DistinctSketch distinctRows = new DistinctSketch();
    private final ArrayList<SampleRow> sample = new ArrayList<>();

    private record SampleRow(long order, long position, ArrayList<@Nullable String> cells) implements Serializable {}

    public TableSketch(int columnCount) {
        size = SketchSize.forColumns(columnCount);
        columns = new ColumnSketch[columnCount];
        for (int i = 0; i < columnCount; i++) {
            columns[i] = new ColumnSketch(size);
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

    /**
     * Counts the first rows of the array. Each is the sum of {@link #inRow} of its cells, nulls apart.
     */
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

    /** Whether the row at that position (within the table, from 0) belongs to the sample as far as it is known. */
    public boolean wants(long position) {
        return sample.size() < SAMPLE_ROWS || ValueHash.ofLong(position) < last().order;
    }

    /** Adds a row to the sample; cells are cut at 256 characters by the caller. */
    public void keep(long position, List<@Nullable String> cells) {
        sample.add(new SampleRow(ValueHash.ofLong(position), position, new ArrayList<>(cells)));
        trimSample();
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
        sample.addAll(other.sample);
        trimSample();
    }

    /** How much each column may keep. */
    public SketchSize size() {
        return size;
    }

    /** Gives about half of the memory back; figures that were exact may become estimates. False where nothing is left to give. */
    public boolean shrink() {
        SketchSize smaller = size.smaller();
        if (smaller.equals(size)) {
            return false;
        }
        size = smaller;
        for (ColumnSketch column : columns) {
            column.shrink(size);
        }
        return true;
    }

    /** The sampled rows in the order of the table. */
    public List<List<@Nullable String>> sampleRows() {
        List<List<@Nullable String>> cells = new ArrayList<>();
        sample.stream().sorted(Comparator.comparingLong(SampleRow::position)).forEach(row -> cells.add(row.cells));
        return cells;
    }

    private SampleRow last() {
        return sample.get(sample.size() - 1);
    }

    private void trimSample() {
        sample.sort(Comparator.comparingLong(SampleRow::order));
        while (sample.size() > SAMPLE_ROWS) {
            sample.remove(sample.size() - 1);
        }
    }
}

package io.github.bigdatamigrator.comparison.rows;

import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts the changes of rows that were fetched, and keeps some of them. Travels from executors. */
final class ChangeTotals implements Serializable {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final int EXAMPLES = 12; // of a column
    private static final int EXAMPLES_OF_KIND = 3;
    private static final int MAXIMUM_CELLS = 400_000; // kept for the search of swaps and changed keys
    private static final long MAXIMUM_TEXT = 32 << 20;
    private static final ChangeKind[] KINDS = ChangeKind.values();

    /**
     * A changed cell.
     *
     * @param rowId hash of the row's key
     */
    record ChangedCell(int column, ChangeKind kind, long rowId, long before, long after) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    /** A changed cell with the rows in which it is. */
    record Example(ChangedCell cell, FetchedRow before, FetchedRow after) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    /** A row of one table only. */
    record OneSided(FetchedRow row, boolean repeated) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    /** Equal rows whose key has rows that differ too, or are stored differently. */
    long equal;

    long changed;
    long repeatedMissing;
    long repeatedExtra;
    /** Changed rows whose cells were not compared, since too many rows have their key. */
    long uncompared;
    /** Whether not all cells of kind OTHER are in {@link #others}. */
    boolean othersCut;

    final long[][] kinds;
    final List<List<Example>> examples = new ArrayList<>();
    final List<ChangedCell> others = new ArrayList<>();
    final List<OneSided> missingRows = new ArrayList<>();
    final List<OneSided> extraRows = new ArrayList<>();
    private long kept;
    private long text;

    ChangeTotals(int columns) {
        kinds = new long[columns][KINDS.length];
        for (int i = 0; i < columns; i++) {
            examples.add(new ArrayList<>());
        }
    }

    void addChange(long rowId, FetchedRow before, FetchedRow after, @Nullable ChangeKind[] changes) {
        for (int column = 0; column < changes.length; column++) {
            ChangeKind kind = changes[column];
            if (kind == null) {
                continue;
            }
            kinds[column][kind.ordinal()]++;
            ChangedCell cell = new ChangedCell(column, kind, rowId, before.hash(column), after.hash(column));
            addExample(new Example(cell, before, after));
            if (kind == ChangeKind.OTHER) {
                addOther(cell);
            }
        }
    }

    private void addExample(Example example) {
        List<Example> all = examples.get(example.cell.column);
        ChangeKind kind = example.cell.kind;
        long alike = all.stream().filter(other -> other.cell.kind == kind).count();
        if (all.size() < EXAMPLES && alike < EXAMPLES_OF_KIND && text < MAXIMUM_TEXT) {
            text += example.before.size() + example.after.size();
            all.add(example);
        }
    }

    private void addOther(ChangedCell cell) {
        if (others.size() < MAXIMUM_CELLS) {
            others.add(cell);
        } else {
            othersCut = true;
        }
    }

    void addMissing(OneSided row) {
        keep(missingRows, row);
    }

    void addExtra(OneSided row) {
        keep(extraRows, row);
    }

    private void keep(List<OneSided> rows, OneSided row) {
        long size = row.row.size();
        if (kept + row.row.columns() <= 2L * MAXIMUM_CELLS && text + size < 2 * MAXIMUM_TEXT) {
            kept += row.row.columns();
            text += size;
            rows.add(row);
        }
    }

    void merge(ChangeTotals other) {
        equal += other.equal;
        changed += other.changed;
        repeatedMissing += other.repeatedMissing;
        repeatedExtra += other.repeatedExtra;
        uncompared += other.uncompared;
        othersCut |= other.othersCut;
        for (int column = 0; column < kinds.length; column++) {
            for (int kind = 0; kind < KINDS.length; kind++) {
                kinds[column][kind] += other.kinds[column][kind];
            }
            other.examples.get(column).forEach(this::addExample);
        }
        other.others.forEach(this::addOther);
        other.missingRows.forEach(this::addMissing);
        other.extraRows.forEach(this::addExtra);
    }
}

package io.github.bigdatamigrator.comparison.rows;

import java.io.Serial;
import java.io.Serializable;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Decides what happened to the cells of a row: moved by a column, swapped, or each on its own. */
final class RowChangeKinds implements Serializable {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final int SWAPS = 64; // changed cells among which swaps are searched
    private static final double SHARE = 0.8; // of the changed cells that a shift must explain

    private final Meaning.Kind[] meanings;

    RowChangeKinds(Meaning.Kind[] meanings) {
        this.meanings = meanings;
    }

    /** The kind of each changed cell by its column; null for cells that mean the same. */
    @Nullable
    ChangeKind[] of(FetchedRow before, FetchedRow after) {
        int[] changed = IntStream.range(0, before.columns())
                .filter(column -> before.hash(column) != after.hash(column))
                .toArray();
        @Nullable ChangeKind[] kinds = new @Nullable ChangeKind[before.columns()];
        if (changed.length > 1 && !shifted(before, after, changed, 1, kinds)) {
            if (!shifted(before, after, changed, -1, kinds)) {
                swapped(before, after, changed, kinds);
            }
        }
        for (int column : changed) {
            if (kinds[column] == null) {
                kinds[column] = CellChangeKinds.of(before.text(column), after.text(column), meanings[column]);
            }
        }
        return kinds;
    }

    /**
     * Recognizes cells that have moved by one column. All changed cells but the first of those must have moved, or most
     * of several; two cells have moved if the free one is null now.
     *
     * @param by 1 to the right, -1 to the left
     */
    private static boolean shifted(
            FetchedRow before, FetchedRow after, int[] changed, int by, @Nullable ChangeKind[] kinds) {
        Set<@Nullable String> moved = new HashSet<>();
        int count = 0;
        for (int column : changed) {
            int from = column - by;
            if (from >= 0
                    && from < before.columns()
                    && CellChangeKinds.sameValue(before.text(from), after.text(column))) {
                moved.add(before.text(from));
                count++;
            }
        }
        int free = by > 0 ? changed[0] : changed[changed.length - 1];
        String left = after.text(free);
        boolean fits = changed.length == 2
                ? count == 1 && (left == null || left.isBlank())
                : count >= SHARE * (changed.length - 1) && moved.size() > 1;
        if (fits) {
            Arrays.stream(changed).forEach(column -> kinds[column] = ChangeKind.SHIFTED);
        }
        return fits;
    }

    private static void swapped(FetchedRow before, FetchedRow after, int[] changed, @Nullable ChangeKind[] kinds) {
        for (int i = 0; i < Math.min(SWAPS, changed.length); i++) {
            for (int k = i + 1; k < Math.min(SWAPS, changed.length); k++) {
                int one = changed[i];
                int other = changed[k];
                if (kinds[one] == null
                        && kinds[other] == null
                        && CellChangeKinds.sameValue(before.text(one), after.text(other))
                        && CellChangeKinds.sameValue(before.text(other), after.text(one))) {
                    kinds[one] = ChangeKind.SWAPPED;
                    kinds[other] = ChangeKind.SWAPPED;
                }
            }
        }
    }
}

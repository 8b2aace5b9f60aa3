package io.github.bigdatamigrator.comparison.rows;

import io.github.bigdatamigrator.comparison.rows.ChangeTotals.ChangedCell;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds cells that have changed places with a cell of the same column in another row. Two changes, x to y and y to x,
 * are a swap if that is unlikely by chance: under one in a hundred, from the number of changes and of distinct values
 * of the column. Where two rows have swapped several cells, the chances multiply.
 */
final class SwappedCells {
    private static final double CHANCE = 0.01;
    private static final int MOST_PARTNERS = 32; // of a frequent change, more would tell nothing

    private record Change(int column, long before, long after) {}

    private record Rows(long one, long other) {}

    private SwappedCells() {}

    /**
     * @param others changed cells of no other kind
     * @param distinct number of distinct values of each column
     * @return those that were swapped
     */
    static Set<ChangedCell> of(List<ChangedCell> others, long[] distinct) {
        Map<Change, List<ChangedCell>> byChange = new HashMap<>();
        long[] changes = new long[distinct.length];
        for (ChangedCell cell : others) {
            byChange.computeIfAbsent(
                            new Change(cell.column(), cell.before(), cell.after()), change -> new ArrayList<>())
                    .add(cell);
            changes[cell.column()]++;
        }
        Map<Rows, List<ChangedCell>> byRows = new HashMap<>();
        for (ChangedCell cell : others) {
            List<ChangedCell> partners =
                    byChange.getOrDefault(new Change(cell.column(), cell.after(), cell.before()), List.of());
            if (partners.size() <= MOST_PARTNERS) {
                for (ChangedCell partner : partners) {
                    if (cell.rowId() < partner.rowId()) {
                        List<ChangedCell> swapped = byRows.computeIfAbsent(
                                new Rows(cell.rowId(), partner.rowId()), rows -> new ArrayList<>());
                        swapped.add(cell);
                        swapped.add(partner);
                    }
                }
            }
        }
        Set<ChangedCell> swapped = new HashSet<>();
        byRows.values().stream()
                .filter(cells -> chance(cells, changes, distinct) < CHANCE)
                .sorted(Comparator.comparingDouble((List<ChangedCell> cells) -> chance(cells, changes, distinct))
                        .thenComparingLong(cells -> cells.get(0).rowId()))
                .forEach(cells -> {
                    for (int i = 0; i < cells.size(); i += 2) {
                        if (!swapped.contains(cells.get(i)) && !swapped.contains(cells.get(i + 1))) {
                            swapped.add(cells.get(i));
                            swapped.add(cells.get(i + 1));
                        }
                    }
                });
        return swapped;
    }

    /** The expected number of rows that would mirror all of the cells by chance. */
    private static double chance(List<ChangedCell> cells, long[] changes, long[] distinct) {
        double chance = 1;
        for (int i = 0; i < cells.size(); i += 2) {
            int column = cells.get(i).column();
            double values = Math.max(1, distinct[column]);
            chance *= Math.min(1, changes[column] / (values * values));
        }
        return chance;
    }
}

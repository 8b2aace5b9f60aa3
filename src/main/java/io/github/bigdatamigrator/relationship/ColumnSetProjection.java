package io.github.bigdatamigrator.relationship;

import java.io.Serializable;
import java.util.List;

/**
 * Locates a column set in the rows that a task reads. Travels to executors.
 *
 * @param number of the column set among all
 * @param ordinals the columns' positions within the row
 * @param clustering position of the one by whose runs the rows are counted; -1 to send every row on
 */
record ColumnSetProjection(int number, List<Integer> ordinals, int clustering) implements Serializable {
    ColumnSetProjection {
        ordinals = List.copyOf(ordinals);
    }

    int[] indexes() {
        return ordinals.stream().mapToInt(Integer::intValue).toArray();
    }
}

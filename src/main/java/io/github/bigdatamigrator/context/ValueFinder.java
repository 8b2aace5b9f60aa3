package io.github.bigdatamigrator.context;

import java.util.List;

/** Finds stored values that are similar to a text of a question: {@code CA} for {@code California}. */
public interface ValueFinder {
    /**
     * Finds the values of a string column that are most similar to a text (ignoring case, accents and small typos),
     * most similar first. Costs at most one scan of the column.
     *
     * @param table SQL name
     * @param column SQL name
     * @param limit at least 1
     */
    List<ValueHit> nearest(String table, String column, String text, int limit);

    /**
     * A stored value.
     *
     * @param rows rows with the value
     * @param similarity 0 to 1; 1 means equal except for case and accents
     */
    record ValueHit(String value, long rows, double similarity) {}
}

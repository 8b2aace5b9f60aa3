package io.github.bigdatamigrator.context;

import java.util.List;

/** Finds what is really stored, so that a question's {@code California} meets the data's {@code CA}. */
public interface ValueFinder {
    /**
     * The stored values of a string column that are nearest to a text (case, accents and small typos apart), nearest
     * first. Costs one scan of the column at the most.
     *
     * @param table SQL name
     * @param column SQL name
     * @param limit at least 1
     */
    List<ValueHit> nearest(String table, String column, String text, int limit);

    /**
     * A stored value.
     *
     * @param rows how many rows hold it
     * @param similarity 0 to 1; 1 means equal but for case and accents
     */
    record ValueHit(String value, long rows, double similarity) {}
}

package io.github.bigdatamigrator.context.query;

import java.util.List;
import java.util.Optional;

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
     * Finds the values of text columns that a sentence mentions, ignoring case, accents, plurals and small typos. The
     * values of columns that have up to some ten thousand are read once, before the first answer.
     */
    default List<Mention> mentioned(String sentence) {
        return List.of();
    }

    /** Whether a text column holds exactly this value; empty if it has too many values to know without a scan. */
    default Optional<Boolean> holds(String table, String column, String value) {
        return Optional.empty();
    }

    /** Like {@link #holds}, ignoring case. */
    default Optional<Boolean> holdsInAnyCase(String table, String column, String value) {
        return Optional.empty();
    }

    /**
     * A value of each text column that has this text in it, ignoring case and accents, the text itself first; empty if
     * a column other than prose has too many values to know without a scan.
     */
    default Optional<List<Mention>> containing(String text) {
        return Optional.empty();
    }

    /**
     * A stored value.
     *
     * @param rows rows with the value
     * @param similarity 0 to 1; 1 means equal except for case and accents
     */
    record ValueHit(String value, long rows, double similarity) {}

    /**
     * A stored value that a sentence mentions.
     *
     * @param table SQL name
     * @param column SQL name
     * @param phrase the words of the sentence, in lower case without accents
     * @param distance edits between the words and the value
     */
    record Mention(String table, String column, String value, String phrase, int distance) {}
}

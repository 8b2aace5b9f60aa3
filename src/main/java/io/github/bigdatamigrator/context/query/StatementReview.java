package io.github.bigdatamigrator.context.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a statement counts wrong although it runs.
 *
 * @param faults the most serious first; empty if nothing is wrong
 * @param corrected the statement that counts each row once; null unless it certainly has the same meaning otherwise
 */
public record StatementReview(List<Fault> faults, @Nullable String corrected) {
    public static final StatementReview NONE = new StatementReview(List.of(), null);

    public StatementReview {
        faults = List.copyOf(faults);
    }

    /** What is wrong, and what the figure of the fault measures. */
    public enum Kind {
        /**
         * A join repeats the rows of the table; how many times too high the aggregate is, or for an average its share.
         */
        REPEATED_ROWS,
        /** Rows of the two tables are paired without a key; joined rows per row of the larger table. */
        ROW_PAIRS,
        /** An average of averages ignores how many rows each stands for; the average over the rows. */
        AVERAGE_OF_AVERAGES,
        /** Texts are compared letter by letter though they are numbers or dates; rows that are judged wrong. */
        TEXT_ORDER,
        /** NOT IN a list with nulls is never true; nulls of the list. */
        NULL_IN_LIST,
        /** A division cuts the part after the point; results that lose one. */
        WHOLE_DIVISION,
        /** An inner join leaves out rows of the table; their number. */
        DROPPED_ROWS
    }

    /**
     * One fault.
     *
     * @param expression the part of the statement
     * @param table SQL name of the table whose rows are concerned
     * @param other SQL name of the table, or {@code table.column}, that causes it; empty if there is none
     * @param figure as {@link Kind} says, measured on the data
     * @param remedy for the model, in one sentence
     */
    public record Fault(Kind kind, String expression, String table, String other, double figure, String remedy) {}
}

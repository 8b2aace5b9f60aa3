package io.github.bigdatamigrator.relationship.expression;

import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.Relationship.JoinCondition;
import io.github.bigdatamigrator.relationship.ExpressionOverlaps.Overlap;
import io.github.bigdatamigrator.relationship.ExpressionOverlaps.Pair;
import io.github.bigdatamigrator.relationship.ExpressionOverlaps.Values;
import java.util.function.UnaryOperator;

/**
 * A reference that the sketches and the names suggest, to be counted on the full data.
 *
 * @param pair the expressions to count
 * @param naming what the names say, in natural-log odds
 * @param minimum share of the child's rows that the parent must have
 */
record Proposal(
        ColumnId child, ColumnId parent, Pair pair, JoinCondition join, double naming, double minimum, String evidence) {
    private static final double CERTAIN = 5; // log odds of a name that leaves little doubt
    private static final double MAXIMUM_CONFIDENCE = 0.98;

    /** A reference between texts that the functions make of the columns. */
    static Proposal rewritten(
            Columns columns,
            ColumnId child,
            ColumnId key,
            UnaryOperator<String> from,
            UnaryOperator<String> to,
            double naming,
            double minimum,
            String evidence) {
        ColumnType text = ColumnType.STRING;
        Values values = new Values(child.table(), from.apply(columns.sql(child)), text, false);
        Values keys = new Values(key.table(), to.apply(columns.sql(key)), text, false);
        JoinCondition join = new JoinCondition(
                from.apply(columns.qualified(child)), to.apply(columns.qualifiedKey(key, child)), null, null);
        return new Proposal(child, key, new Pair(values, keys), join, naming, minimum, evidence);
    }

    /** Names a column by the indexes of its table and itself. */
    record ColumnId(int table, int column) {}

    /** Whether the counts confirm it: enough rows match, and the parent's side stays a key. */
    boolean holds(Overlap counted) {
        return counted.containedDistinct() > 0
                && counted.containedRows() >= minimum * counted.rows()
                && counted.parentDistinct() == counted.parentRows();
    }

    /** The probability that the reference is meant. */
    double confidence(Overlap counted) {
        double share = (double) counted.containedRows() / counted.rows();
        double named = naming >= CERTAIN ? MAXIMUM_CONFIDENCE : naming > 0 ? 0.92 : 0.8;
        return share * named;
    }
}

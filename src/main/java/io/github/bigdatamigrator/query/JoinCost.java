package io.github.bigdatamigrator.query;

import java.util.Locale;
import org.apache.spark.sql.catalyst.expressions.And;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.EqualNullSafe;
import org.apache.spark.sql.catalyst.expressions.EqualTo;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.plans.logical.Join;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.trees.TreeNode;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Rejects joins that compare every row of one side with every row of the other, unless there are few pairs. Checks the
 * optimized plan, in which {@code FROM a, b WHERE a.id = b.id} is a join.
 */
final class JoinCost {
    /** Number of pairs that two cores compare in less than a minute. */
    private static final double MAX_PAIRS = 100_000_000;

    /** A side of this size costs at most as many in-memory scans of the other. */
    private static final double SMALL_SIDE_ROWS = 100;

    private JoinCost() {}

    static void check(LogicalPlan optimized) {
        for (TreeNode<?> node : PlanNodes.of(optimized, any -> false)) {
            if (node instanceof Join join && !matchesRows(join)) {
                double left = estimatedRows(join.left());
                double right = estimatedRows(join.right());
                if (left * right > MAX_PAIRS && Math.min(left, right) > SMALL_SIDE_ROWS) {
                    throw QueryRefusal.refused(
                            "The statement would compare every row of one table with every row of another ("
                                    + pairsText(left * right)
                                    + "). Join them ON equal columns, or reduce one side first.");
                }
            }
        }
    }

    private static String pairsText(double pairs) {
        return pairs > 1e15 ? "too many pairs to count" : String.format(Locale.ROOT, "about %.1g pairs", pairs);
    }

    /** Whether the condition equates a column of the left side with one of the right. */
    static boolean matchesRows(Join join) {
        return join.condition().isDefined() && equates(join.condition().get(), join);
    }

    private static boolean equates(Expression condition, Join join) {
        if (condition instanceof And and) {
            return equates(and.left(), join) || equates(and.right(), join);
        }
        if (condition instanceof EqualTo equal) {
            return acrossSides(equal.left(), equal.right(), join);
        }
        return condition instanceof EqualNullSafe equal && acrossSides(equal.left(), equal.right(), join);
    }

    private static boolean acrossSides(Expression one, Expression other, Join join) {
        return (isFrom(one, join.left()) && isFrom(other, join.right()))
                || (isFrom(one, join.right()) && isFrom(other, join.left()));
    }

    private static boolean isFrom(Expression expression, LogicalPlan side) {
        return expression.references().nonEmpty() && expression.references().subsetOf(side.outputSet());
    }

    /** Maximum rows if the plan knows them, else an estimate from the size in bytes. */
    private static double estimatedRows(LogicalPlan plan) {
        if (plan.maxRows().isDefined()) {
            return ((Number) plan.maxRows().get()).doubleValue();
        }
        if (plan.stats().rowCount().isDefined()) {
            return plan.stats().rowCount().get().toDouble();
        }
        double width = 8;
        for (Attribute column : CollectionConverters.asJava(plan.output())) {
            width += column.dataType().defaultSize();
        }
        return plan.stats().sizeInBytes().toDouble() / width;
    }
}

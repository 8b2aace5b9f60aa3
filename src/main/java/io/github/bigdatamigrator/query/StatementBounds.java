package io.github.bigdatamigrator.query;

import static io.github.bigdatamigrator.sql.SqlIdentifiers.fold;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.expressions.BaseGroupingSets;
import org.apache.spark.sql.catalyst.expressions.Cube;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Range;
import org.apache.spark.sql.catalyst.plans.logical.UnresolvedWith;
import org.apache.spark.sql.catalyst.trees.TreeNode;
import org.apache.spark.sql.catalyst.util.IntervalUtils;
import org.apache.spark.unsafe.types.CalendarInterval;
import org.apache.spark.unsafe.types.UTF8String;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Limits how much a statement expands: before analysis, if analysis itself expands it; after analysis, if types and
 * arguments must be known.
 */
final class StatementBounds {
    private static final int MAX_TABLES = 100;
    private static final int MAX_GROUPING_SETS = 256;
    private static final int MAX_WINDOWS = 1_000;
    private static final double DAY_MICROS = 86_400_000_000.0;
    private static final BigInteger MAX_RANGE_ROWS = BigInteger.valueOf(1_000_000);

    private StatementBounds() {}

    static void checkParsed(LogicalPlan plan) {
        if (tableReads(plan, new HashMap<>()) > MAX_TABLES) {
            throw QueryRefusal.refused("The statement reads tables more than " + MAX_TABLES
                    + " times once its WITH clauses are written out. Ask for less at a time.");
        }
        for (TreeNode<?> node : PlanNodes.of(plan, any -> false)) {
            if (node instanceof Aggregate aggregate) {
                checkGroupingSets(aggregate);
            } else if (node instanceof UnresolvedFunction function) {
                checkWindow(function);
            }
        }
    }

    static void checkAnalyzed(List<TreeNode<?>> nodes) {
        for (TreeNode<?> node : nodes) {
            if (node instanceof Range range && range.numElements().bigInteger().compareTo(MAX_RANGE_ROWS) > 0) {
                throw QueryRefusal.refused("range() may give at most " + MAX_RANGE_ROWS + " rows.");
            }
            ArgumentBounds.check(node);
        }
    }

    /** Counts table reads with every WITH clause inlined, to reject chains of clauses that double. */
    private static long tableReads(TreeNode<?> node, Map<String, Long> clauses) {
        if (node instanceof UnresolvedRelation relation) {
            List<String> parts = CollectionConverters.asJava(relation.multipartIdentifier());
            return clauses.getOrDefault(fold(parts.get(parts.size() - 1)), 1L);
        }
        if (node instanceof UnresolvedWith with) {
            Map<String, Long> inner = new HashMap<>(clauses);
            CollectionConverters.asJava(with.cteRelations())
                    .forEach(cte -> inner.put(fold(cte._1()), Math.max(1, tableReads(cte._2(), inner))));
            return tableReads(with.child(), inner);
        }
        long sum = 0;
        for (TreeNode<?> below : PlanNodes.of(node, it -> it != node && isCountedApart(it))) {
            if (below != node && isCountedApart(below)) {
                sum = Math.min(Integer.MAX_VALUE, sum + tableReads(below, clauses));
            }
        }
        return sum;
    }

    private static boolean isCountedApart(TreeNode<?> node) {
        return node instanceof UnresolvedRelation || node instanceof UnresolvedWith;
    }

    private static void checkGroupingSets(Aggregate aggregate) {
        double sets = 1;
        for (TreeNode<?> expression : PlanNodes.of(aggregate, it -> it instanceof LogicalPlan && it != aggregate)) {
            if (expression instanceof Cube cube) {
                sets *= Math.pow(2, cube.groupingSetIndexes().size());
            } else if (expression instanceof BaseGroupingSets grouping) {
                sets *= 1 + grouping.groupingSets().size();
            }
        }
        if (sets > MAX_GROUPING_SETS) {
            throw QueryRefusal.refused("CUBE, ROLLUP and GROUPING SETS here make more than " + MAX_GROUPING_SETS
                    + " groupings. Group by fewer columns.");
        }
    }

    private static void checkWindow(UnresolvedFunction function) {
        List<String> name = CollectionConverters.asJava(function.nameParts());
        List<Expression> arguments = CollectionConverters.asJava(function.arguments());
        if (fold(name.get(0)).equals("window") && arguments.size() > 2) {
            double windows = micros(arguments.get(1)) / Math.max(1, micros(arguments.get(2)));
            if (!(windows <= MAX_WINDOWS)) {
                throw QueryRefusal.refused("window() may put a row into at most " + MAX_WINDOWS
                        + " windows here, with a length and a slide that are literals. Use date_trunc or an"
                        + " OVER clause.");
            }
        }
    }

    /** The length of an interval literal, NaN if it is none. */
    private static double micros(Expression argument) {
        if (!(argument instanceof Literal literal) || !(literal.value() instanceof UTF8String text)) {
            return Double.NaN;
        }
        try {
            CalendarInterval interval = IntervalUtils.stringToInterval(text);
            return (interval.months * 31.0 + interval.days) * DAY_MICROS + interval.microseconds;
        } catch (RuntimeException notAnInterval) {
            return Double.NaN;
        }
    }
}

package io.github.bigdatamigrator.query.counting;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.WindowExpression;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;
import org.apache.spark.sql.catalyst.expressions.aggregate.Average;
import org.apache.spark.sql.catalyst.expressions.aggregate.Count;
import org.apache.spark.sql.catalyst.expressions.aggregate.CountIf;
import org.apache.spark.sql.catalyst.expressions.aggregate.Sum;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Window;
import scala.jdk.javaapi.OptionConverters;

/**
 * A sum, count or average of a plan, by GROUP BY or as a window.
 *
 * @param call as it stands in the plan
 * @param value what is aggregated
 * @param filter the condition of the rows that are aggregated
 * @param groups expressions that tell the groups
 * @param input the rows that are aggregated
 * @param window whether it is a window
 */
record AggregateCall(
        AggregateExpression call,
        Expression value,
        Optional<Expression> filter,
        List<Expression> groups,
        LogicalPlan input,
        boolean window) {
    enum Kind {
        SUM,
        COUNT,
        AVERAGE
    }

    /** Those of a node that count each row, not each value once. */
    static List<AggregateCall> of(LogicalPlan node) {
        List<AggregateCall> found = new ArrayList<>();
        if (node instanceof Aggregate aggregate) {
            List<Expression> groups = RowSourceFinder.expressions(aggregate.groupingExpressions());
            for (Expression output : RowSourceFinder.expressions(aggregate.aggregateExpressions())) {
                collect(output, groups, aggregate.child(), false, found);
            }
        } else if (node instanceof Window window) {
            for (Expression output : RowSourceFinder.expressions(window.windowExpressions())) {
                collect(output, RowSourceFinder.expressions(window.partitionSpec()), window.child(), true, found);
            }
        }
        return found;
    }

    private static void collect(
            Expression part, List<Expression> groups, LogicalPlan input, boolean window, List<AggregateCall> found) {
        if (part instanceof AggregateExpression call) {
            Expression function = call.aggregateFunction();
            boolean counts = function instanceof Sum
                    || function instanceof Average
                    || function instanceof CountIf
                    || (function instanceof Count count && count.children().size() == 1);
            if (counts && !call.isDistinct()) {
                Expression value =
                        RowSourceFinder.expressions(function.children()).get(0);
                Optional<Expression> filter = OptionConverters.toJava(call.filter());
                found.add(new AggregateCall(call, value, filter, groups, input, window));
            }
        } else if (part instanceof WindowExpression over) {
            collect(over.windowFunction(), groups, input, window, found);
        } else {
            RowSourceFinder.expressions(part.children()).forEach(it -> collect(it, groups, input, window, found));
        }
    }

    Kind kind() {
        Expression function = call.aggregateFunction();
        return function instanceof Sum ? Kind.SUM : function instanceof Average ? Kind.AVERAGE : Kind.COUNT;
    }

    /** The same call on the rows of one branch of a UNION. */
    AggregateCall inside(ColumnReplacement branch, LogicalPlan rows) {
        return new AggregateCall(
                call,
                branch.replace(value),
                filter.map(branch::replace),
                groups.stream().map(branch::replace).toList(),
                rows,
                window);
    }

    /** Whether it counts the rows themselves, all or those that fit a condition. */
    boolean countsRows() {
        return call.aggregateFunction() instanceof CountIf
                || Values.columns(value()).isEmpty();
    }

    /** The columns that are the same within a group. */
    Set<ExprId> groupColumns() {
        Set<ExprId> columns = new LinkedHashSet<>();
        for (Expression group : groups) {
            if (RowSourceFinder.bare(group) instanceof Attribute column) {
                columns.add(column.exprId());
            }
        }
        return columns;
    }
}

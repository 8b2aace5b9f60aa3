package io.github.bigdatamigrator.query.counting;

import io.github.bigdatamigrator.context.query.StatementReview.Fault;
import io.github.bigdatamigrator.context.query.StatementReview.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.Divide;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.IntegralDivide;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.IntegralType;
import scala.Option;

/**
 * Finds ratios that are cut to whole numbers, by {@code div} or a cast. A fixed divisor makes classes of values, and is
 * no fault.
 */
final class WholeDivision {
    private static final double MOST = 0.5;

    private final ReviewedPlan plan;
    private final Measurement measurement;

    WholeDivision(ReviewedPlan plan, Measurement measurement) {
        this.plan = plan;
        this.measurement = measurement;
    }

    List<Fault> check(LogicalPlan node) {
        List<Fault> faults = new ArrayList<>();
        if (node instanceof Aggregate || node instanceof Project) {
            RowSourceFinder.expressions(node.expressions()).forEach(output -> check(node, output, faults));
        }
        return faults;
    }

    private void check(LogicalPlan node, Expression expression, List<Fault> faults) {
        if (expression instanceof IntegralDivide division) {
            fault(node, expression, division.left(), division.right()).ifPresent(faults::add);
        } else if (expression instanceof Cast cast
                && cast.dataType() instanceof IntegralType
                && cast.child() instanceof Divide division) {
            fault(node, expression, division.left(), division.right()).ifPresent(faults::add);
        }
        RowSourceFinder.expressions(expression.children()).forEach(child -> check(node, child, faults));
    }

    private Optional<Fault> fault(LogicalPlan node, Expression whole, Expression of, Expression by) {
        if (by.foldable() || of.foldable() || RowIds.dependsOnOuter(node)) {
            return Optional.empty();
        }
        List<NamedExpression> columns = List.of(RowIds.alias(number(of), "a"), RowIds.alias(number(by), "b"));
        LogicalPlan operands = node instanceof Aggregate grouped
                ? new Aggregate(grouped.groupingExpressions(), RowIds.seq(columns), grouped.child(), grouped.hint())
                : new Project(RowIds.seq(columns), ((Project) node).child());
        Dataset<Row> quotients = measurement
                .rows(operands)
                .where("a IS NOT NULL AND b <> 0")
                .selectExpr("count_if(a / b <> floor(a / b))", "count_if(a <> 0 AND abs(a / b) < 1)", "count(*)");
        boolean cut = whole instanceof IntegralDivide && plan.comesFrom(whole, AggregateExpression.class::isInstance);
        return measurement
                .first(quotients)
                .filter(row -> row.getLong(0) > 0 && (cut || row.getLong(1) >= MOST * row.getLong(2)))
                .map(row -> {
                    String text = plan.text(whole);
                    return new Fault(
                            Kind.WHOLE_DIVISION,
                            text,
                            "",
                            "",
                            row.getLong(0),
                            (text.isEmpty() ? "The division" : text)
                                    + " cuts the part after the point. Use / and, if needed, ROUND.");
                });
    }

    private static Expression number(Expression operand) {
        return new Cast(operand, DataTypes.DoubleType, Option.apply("UTC"));
    }
}

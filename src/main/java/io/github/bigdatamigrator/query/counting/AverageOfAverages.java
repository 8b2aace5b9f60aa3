package io.github.bigdatamigrator.query.counting;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import io.github.bigdatamigrator.context.query.StatementReview.Fault;
import io.github.bigdatamigrator.context.query.StatementReview.Kind;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression$;
import org.apache.spark.sql.catalyst.expressions.Round;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;
import org.apache.spark.sql.catalyst.expressions.aggregate.Average;
import org.apache.spark.sql.catalyst.expressions.aggregate.Count;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.types.DataTypes;
import scala.Option;

/** Finds an average of averages of groups of different sizes, where it differs from the average over the rows. */
final class AverageOfAverages {
    private static final double OFF = 0.005;

    private final ReviewedPlan plan;
    private final Measurement measurement;

    AverageOfAverages(ReviewedPlan plan, Measurement measurement) {
        this.plan = plan;
        this.measurement = measurement;
    }

    Optional<Fault> check(AggregateCall call) {
        if (call.kind() != AggregateCall.Kind.AVERAGE || call.window()) {
            return Optional.empty();
        }
        Expression value = plan.origin(call.value());
        while (value instanceof Round round) {
            value = plan.origin(round.child());
        }
        if (!(value instanceof AggregateExpression average)
                || !(average.aggregateFunction() instanceof Average)
                || average.isDistinct()
                || average.filter().isDefined()) {
            return Optional.empty();
        }
        return plan.nodes().stream()
                .filter(node -> node instanceof Aggregate grouped && contains(grouped, average))
                .findFirst()
                .flatMap(node -> fault(call, average, (Aggregate) node));
    }

    private static boolean contains(Aggregate grouped, AggregateExpression call) {
        return RowSourceFinder.expressions(grouped.aggregateExpressions()).stream()
                .anyMatch(output -> output.find(part -> part == call).isDefined());
    }

    private Optional<Fault> fault(AggregateCall call, AggregateExpression average, Aggregate grouped) {
        Expression value = RowSourceFinder.expressions(
                        average.aggregateFunction().children())
                .get(0);
        Expression count = average.copy(
                new Count(RowIds.seq(List.of(value))),
                average.mode(),
                false,
                Option.empty(),
                NamedExpression$.MODULE$.newExprId());
        IdentityHashMap<LogicalPlan, Alias> sizes = new IdentityHashMap<>();
        Alias size = RowIds.alias(count, "n");
        sizes.put(grouped, size);
        return RowIds.carry(call.input(), sizes)
                .filter(input -> input.outputSet().contains(size.toAttribute()))
                .flatMap(input -> measure(call, size, input))
                .map(right -> {
                    String text = plan.text(call.call());
                    String written = text.isEmpty() ? "The average of averages" : text;
                    return new Fault(
                            Kind.AVERAGE_OF_AVERAGES,
                            written,
                            plan.rows(grouped.child()).sources().get(0).name(),
                            "",
                            right,
                            written + " averages averages of groups of different sizes. Average the rows themselves, or"
                                    + " divide a sum by a count.");
                });
    }

    /** The average over the rows, if that of a group differs. */
    private Optional<Double> measure(AggregateCall call, Alias size, LogicalPlan input) {
        List<NamedExpression> columns = new ArrayList<>();
        List<Column> groups = new ArrayList<>();
        for (Expression group : call.groups()) {
            groups.add(col("g" + groups.size()));
            columns.add(RowIds.alias(group, "g" + columns.size()));
        }
        columns.add(RowIds.alias(new Cast(call.value(), DataTypes.DoubleType, Option.apply("UTC")), "v"));
        columns.add(RowIds.alias(size.toAttribute(), "n"));
        Dataset<Row> all = measurement
                .rows(new Project(RowIds.seq(columns), input))
                .where("v IS NOT NULL AND n > 0")
                .groupBy(groups.toArray(Column[]::new))
                .agg(
                        expr("sum(v * n)").as("s"),
                        expr("cast(sum(n) AS DOUBLE)").as("n"),
                        expr("avg(v)").as("a"))
                .selectExpr("sum(s) / sum(n)", "max(abs(a - s / n) / greatest(abs(s / n), 1e-9))");
        return measurement
                .first(all)
                .filter(row -> !row.isNullAt(0) && row.getDouble(1) > OFF)
                .map(row -> row.getDouble(0));
    }
}

package io.github.bigdatamigrator.query.counting;

import io.github.bigdatamigrator.context.query.StatementReview.Fault;
import io.github.bigdatamigrator.context.query.StatementReview.Kind;
import io.github.bigdatamigrator.query.counting.RepetitionMeasure.Repetition;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Divide;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.aggregate.Count;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Union;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Finds sums, counts and averages of values that a join repeats: a fan trap, or a chasm trap where two tables are
 * joined through one parent.
 */
final class RepeatedRows {
    /** An average that differs by less does not mislead. */
    private static final double AVERAGE_OFF = 0.001;
    /** Least repetition by the profile that is told where it cannot be measured. */
    private static final double ESTIMATED = 1.5;

    private final ReviewedPlan plan;
    private final RepetitionMeasure measure;

    RepeatedRows(ReviewedPlan plan, RepetitionMeasure measure) {
        this.plan = plan;
        this.measure = measure;
    }

    /**
     * A fault.
     *
     * @param values the sources of the value
     * @param chasm whether the joined rows are those of no table
     */
    record Repeated(Fault fault, AggregateCall call, Set<RowSource> values, boolean chasm) {}

    Optional<Repeated> check(AggregateCall call) {
        RowSources rows = plan.rows(call.input());
        Set<RowSource> values = Values.sources(call.value(), rows);
        if (values.isEmpty() || call.countsRows() || isWeighted(call.value())) {
            return Optional.empty();
        }
        Set<Object> given = new HashSet<>(values);
        given.addAll(call.groupColumns());
        List<RowSource> repeating = rows.sources().size() == 1 ? List.of() : plan.repeated(rows, given);
        if (repeating.isEmpty()) {
            return branch(call, values);
        }
        RowSource by = repeating.stream()
                .filter(source -> !plan.joinedBy(rows, source, given).isEmpty())
                .findFirst()
                .orElse(repeating.get(0));
        Set<ExprId> key = plan.joinedBy(rows, by, given);
        boolean average = call.kind() == AggregateCall.Kind.AVERAGE;
        return measure.repetition(call, values)
                .or(() -> average ? Optional.empty() : estimate(by, key))
                .filter(Repetition::matters)
                .filter(found -> !average || found.worst() >= AVERAGE_OFF)
                .map(found -> new Repeated(
                        fault(call, values.iterator().next(), by, key, found),
                        call,
                        values,
                        !plan.hasGrain(rows, call.groupColumns())));
    }

    /** How many rows of a table share a value of the join's column on average; empty if that is not known. */
    private static Optional<Repetition> estimate(RowSource by, Set<ExprId> key) {
        return key.size() != 1
                ? Optional.empty()
                : by.profile(key.iterator().next())
                        .filter(column -> column.distinct().value() > 0)
                        .map(column -> (double) (by.table().orElseThrow().rows() - column.nulls())
                                / column.distinct().value())
                        .filter(factor -> factor >= ESTIMATED)
                        .map(factor -> new Repetition(factor, factor, factor - 1));
    }

    /** The fault inside a branch of a UNION whose rows are aggregated. */
    private Optional<Repeated> branch(AggregateCall call, Set<RowSource> values) {
        LogicalPlan source = values.iterator().next().plan();
        if (values.size() > 1 || !(source instanceof Union union)) {
            return Optional.empty();
        }
        List<Attribute> outputs = RowSourceFinder.attributes(union);
        for (LogicalPlan branch : CollectionConverters.asJava(union.children())) {
            List<Attribute> columns = RowSourceFinder.attributes(branch);
            AggregateCall inside = call.inside(plan.replacement(outputs, columns), branch);
            Optional<Repeated> found = check(inside);
            if (found.isPresent()) {
                return found.map(it -> new Repeated(it.fault(), call, values, it.chasm()));
            }
        }
        return Optional.empty();
    }

    /** Whether the value is divided by how often its row occurs. */
    private boolean isWeighted(Expression value) {
        return plan.comesFrom(
                value,
                part -> part instanceof Divide divide && plan.comesFrom(divide.right(), it -> it instanceof Count));
    }

    private Fault fault(AggregateCall call, RowSource counted, RowSource by, Set<ExprId> joinedBy, Repetition found) {
        String text = plan.text(call.call());
        String expression = text.isEmpty() ? call.call().aggregateFunction().prettyName() : text;
        String key = joinedBy.stream().map(id -> by.column(id).name()).collect(Collectors.joining(", "));
        String remedy = expression + " counts a row of " + counted.name() + " again for each joined row of " + by.name()
                + ". Instead, "
                + (key.isEmpty()
                        ? "join only one row of " + by.name() + " to each"
                        : "group " + by.name() + " by " + key + " in a subquery before the join")
                + ", or "
                + (call.kind() == AggregateCall.Kind.COUNT
                        ? "use COUNT(DISTINCT key) for " + counted.name() + " or COUNT(*) for " + by.name()
                        : "aggregate " + counted.name() + " without that join")
                + ".";
        boolean summed = call.kind() != AggregateCall.Kind.AVERAGE;
        double figure = summed && !(found.factor() > 1) ? found.rows() : found.factor();
        return new Fault(Kind.REPEATED_ROWS, expression, counted.name(), by.name(), figure, remedy);
    }
}

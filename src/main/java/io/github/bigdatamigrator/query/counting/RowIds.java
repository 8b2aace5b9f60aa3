package io.github.bigdatamigrator.query.counting;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.And;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression$;
import org.apache.spark.sql.catalyst.expressions.OuterReference;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.plans.logical.View;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Adds columns to nodes inside a plan and carries them up to its root. */
final class RowIds {
    private static final Seq<String> NO_NAMES = seq(List.of());

    private RowIds() {}

    /**
     * The plan with more columns; nodes between must keep single rows. Conditions on an outer query are left out.
     *
     * @param added the column to add above each node, or to an aggregation
     * @return empty if other parts depend on an outer query
     */
    static Optional<LogicalPlan> carry(LogicalPlan plan, IdentityHashMap<LogicalPlan, Alias> added) {
        LogicalPlan carried = carried(
                plan, added, added.values().stream().map(Alias::toAttribute).toList());
        return dependsOnOuter(carried) ? Optional.empty() : Optional.of(carried);
    }

    private static LogicalPlan carried(
            LogicalPlan plan, IdentityHashMap<LogicalPlan, Alias> added, List<Attribute> ids) {
        LogicalPlan result = plan;
        if (!(plan instanceof View)) {
            List<LogicalPlan> children = new ArrayList<>();
            CollectionConverters.asJava(plan.children()).forEach(child -> children.add(carried(child, added, ids)));
            result = plan.withNewChildren(seq(children));
        }
        if (result instanceof Filter filter) {
            result = RowSourceFinder.conjuncts(filter.condition()).stream()
                    .filter(condition -> !isOuter(condition))
                    .reduce(And::new)
                    .map(condition -> (LogicalPlan) new Filter(condition, filter.child()))
                    .orElse(filter.child());
        } else if (result instanceof Project project) {
            List<NamedExpression> list = new ArrayList<>(CollectionConverters.asJava(project.projectList()));
            for (Attribute id : ids) {
                if (project.child().outputSet().contains(id)
                        && !project.outputSet().contains(id)) {
                    list.add(id);
                }
            }
            result = new Project(seq(list), project.child());
        }
        Alias own = added.get(plan);
        if (own == null) {
            return result;
        }
        if (own.child() instanceof AggregateExpression && result instanceof Aggregate grouped) {
            List<NamedExpression> list = new ArrayList<>(CollectionConverters.asJava(grouped.aggregateExpressions()));
            list.add(own);
            return new Aggregate(grouped.groupingExpressions(), seq(list), grouped.child(), grouped.hint());
        }
        List<NamedExpression> list = new ArrayList<>(CollectionConverters.asJava(result.output()));
        list.add(own);
        return new Project(seq(list), result);
    }

    /** The plan with another node instead of one. */
    static LogicalPlan replace(LogicalPlan plan, LogicalPlan node, LogicalPlan other) {
        if (plan == node) {
            return other;
        }
        List<LogicalPlan> children = new ArrayList<>();
        CollectionConverters.asJava(plan.children()).forEach(child -> children.add(replace(child, node, other)));
        return plan.withNewChildren(seq(children));
    }

    static boolean isOuter(Expression expression) {
        return expression instanceof OuterReference
                || CollectionConverters.asJava(expression.children()).stream().anyMatch(RowIds::isOuter);
    }

    static boolean dependsOnOuter(LogicalPlan plan) {
        return CollectionConverters.asJava(plan.expressions()).stream().anyMatch(RowIds::isOuter)
                || CollectionConverters.asJava(plan.children()).stream().anyMatch(RowIds::dependsOnOuter);
    }

    static Alias alias(Expression expression, String name) {
        return new Alias(expression, name, NamedExpression$.MODULE$.newExprId(), NO_NAMES, Option.empty(), NO_NAMES);
    }

    static <T> Seq<T> seq(List<? extends T> list) {
        return CollectionConverters.<T>asScala(new ArrayList<T>(list)).toSeq();
    }
}

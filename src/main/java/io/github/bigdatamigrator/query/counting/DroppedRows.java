package io.github.bigdatamigrator.query.counting;

import io.github.bigdatamigrator.context.Relationship;
import io.github.bigdatamigrator.context.query.StatementReview.Fault;
import io.github.bigdatamigrator.context.query.StatementReview.Kind;
import io.github.bigdatamigrator.query.counting.ReviewedPlan.Column;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.EqualTo;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.IsNull;
import org.apache.spark.sql.catalyst.plans.Inner$;
import org.apache.spark.sql.catalyst.plans.JoinType;
import org.apache.spark.sql.catalyst.plans.LeftOuter$;
import org.apache.spark.sql.catalyst.plans.RightOuter$;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.Join;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Finds inner joins with a parent table that only drop rows from an aggregate: nothing else of the parent is used, and
 * some rows have no parent.
 */
final class DroppedRows {
    private final ReviewedPlan plan;
    private final List<Relationship> relationships;
    private final Measurement measurement;

    DroppedRows(ReviewedPlan plan, List<Relationship> relationships, Measurement measurement) {
        this.plan = plan;
        this.relationships = relationships;
        this.measurement = measurement;
    }

    /** @param input the rows that are aggregated */
    List<Fault> check(LogicalPlan input) {
        List<Fault> faults = new ArrayList<>();
        for (Join join : innerJoins(input)) {
            if (join.condition().isDefined() && join.condition().get() instanceof EqualTo equal) {
                fault(input, join, equal.left(), equal.right())
                        .or(() -> fault(input, join, equal.right(), equal.left()))
                        .ifPresent(faults::add);
            }
        }
        return faults;
    }

    private static List<Join> innerJoins(LogicalPlan node) {
        List<Join> found = new ArrayList<>();
        if (node instanceof Join join && join.joinType() == (JoinType) Inner$.MODULE$) {
            found.add(join);
        }
        if (node instanceof Join
                || node instanceof Project
                || node instanceof Filter
                || node instanceof SubqueryAlias) {
            CollectionConverters.asJava(node.children()).forEach(child -> found.addAll(innerJoins(child)));
        }
        return found;
    }

    private Optional<Fault> fault(LogicalPlan input, Join join, Expression from, Expression to) {
        Optional<Column> child = plan.column(from);
        Optional<Column> parent = plan.column(to);
        if (child.isEmpty()
                || parent.isEmpty()
                || !mayDrop(child.get(), parent.get())
                || isUsed(parent.get().source(), join)) {
            return Optional.empty();
        }
        boolean childLeft = from.references().subsetOf(join.left().outputSet());
        Join outer = new Join(
                join.left(),
                join.right(),
                childLeft ? LeftOuter$.MODULE$ : RightOuter$.MODULE$,
                join.condition(),
                join.hint());
        // Above the join its columns may have no name any more, so that the rows are counted without them.
        return measurement
                .count(RowIds.replace(input, join, new Filter(new IsNull(to), outer)))
                .filter(dropped -> dropped > 0)
                .map(dropped -> new Fault(
                        Kind.DROPPED_ROWS,
                        "",
                        child.get().source().name(),
                        parent.get().source().name(),
                        dropped,
                        "The join with " + parent.get().source().name() + " drops rows of "
                                + child.get().source().name() + " whose "
                                + child.get().profile().sqlName()
                                + " has no match; leave it out, or use a LEFT JOIN."));
    }

    private boolean mayDrop(Column child, Column parent) {
        return relationships.stream()
                .filter(it -> it.fromTable().equals(child.table().name())
                        && it.toTable().equals(parent.table().name())
                        && it.fromColumns().equals(List.of(child.profile().name()))
                        && it.toColumns().equals(List.of(parent.profile().name())))
                .anyMatch(it -> it.orphanRows() > 0 || child.profile().nulls() > 0);
    }

    /** Whether the statement uses a table for more than this join. */
    private boolean isUsed(RowSource source, Join join) {
        Set<ExprId> used = new HashSet<>();
        plan.roots().forEach(root -> plan.collectUsed(RowSourceFinder.attributes(root), used));
        for (LogicalPlan node : plan.nodes()) {
            if (node != join && !(node instanceof Project)) {
                RowSourceFinder.expressions(node.expressions())
                        .forEach(it -> plan.collectUsed(RowSourceFinder.attributes(it), used));
            }
        }
        return source.columns().stream().anyMatch(used::contains);
    }
}

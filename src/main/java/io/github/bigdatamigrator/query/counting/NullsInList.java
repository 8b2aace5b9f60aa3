package io.github.bigdatamigrator.query.counting;

import io.github.bigdatamigrator.context.query.StatementReview.Fault;
import io.github.bigdatamigrator.context.query.StatementReview.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.InSubquery;
import org.apache.spark.sql.catalyst.expressions.IsNull;
import org.apache.spark.sql.catalyst.expressions.Not;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;

/** Finds NOT IN on a subquery that returns nulls: it is never true. */
final class NullsInList {
    private final ReviewedPlan plan;
    private final Measurement measurement;

    NullsInList(ReviewedPlan plan, Measurement measurement) {
        this.plan = plan;
        this.measurement = measurement;
    }

    List<Fault> check(LogicalPlan node) {
        List<Fault> faults = new ArrayList<>();
        if (node instanceof Filter filter) {
            for (Expression condition : RowSourceFinder.conjuncts(filter.condition())) {
                if (condition instanceof Not not && not.child() instanceof InSubquery in) {
                    for (Attribute column :
                            RowSourceFinder.attributes(in.query().plan())) {
                        fault(in, column).ifPresent(faults::add);
                    }
                }
            }
        }
        return faults;
    }

    private Optional<Fault> fault(InSubquery in, Attribute listed) {
        LogicalPlan list = in.query().plan();
        return plan.column(listed)
                .filter(column -> column.profile().nulls() > 0 && !RowIds.dependsOnOuter(list))
                .flatMap(column -> measurement
                        .count(new Filter(new IsNull(listed), list))
                        .filter(nulls -> nulls > 0)
                        .map(nulls -> new Fault(
                                Kind.NULL_IN_LIST,
                                plan.text(in),
                                column.source().name(),
                                column.name(),
                                nulls,
                                "NOT IN is never true here, because the list has nulls of " + column.name()
                                        + ". Add WHERE " + column.profile().sqlName()
                                        + " IS NOT NULL to the subquery, or use NOT EXISTS.")));
    }
}

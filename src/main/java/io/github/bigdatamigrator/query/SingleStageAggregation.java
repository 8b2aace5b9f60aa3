package io.github.bigdatamigrator.query;

import java.util.List;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateMode;
import org.apache.spark.sql.catalyst.expressions.aggregate.Complete$;
import org.apache.spark.sql.catalyst.expressions.aggregate.Final$;
import org.apache.spark.sql.catalyst.expressions.aggregate.Partial$;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.aggregate.HashAggregateExec;
import scala.Function1;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractPartialFunction;

/**
 * Merges partial and final aggregation into one step. Spark aggregates in both steps even for a single partition
 * without a shuffle, and each step costs a few milliseconds however few its rows.
 */
final class SingleStageAggregation extends AbstractPartialFunction<SparkPlan, SparkPlan> {
    /** Returns the plan with merged aggregations. */
    static SparkPlan rewrite(SparkPlan plan) {
        return plan.transformUp(new SingleStageAggregation());
    }

    @Override
    public boolean isDefinedAt(SparkPlan plan) {
        return plan instanceof HashAggregateExec last
                && last.child() instanceof HashAggregateExec first
                && allInMode(first, Partial$.MODULE$)
                && allInMode(last, Final$.MODULE$);
    }

    private static boolean allInMode(HashAggregateExec step, AggregateMode mode) {
        return CollectionConverters.asJava(step.aggregateExpressions()).stream()
                .allMatch(aggregate -> aggregate.mode() == mode);
    }

    @Override
    @SuppressWarnings("unchecked") // B is a plan
    public <A extends SparkPlan, B> B applyOrElse(A plan, Function1<A, B> otherwise) {
        return isDefinedAt(plan) ? (B) merged((HashAggregateExec) (SparkPlan) plan) : otherwise.apply(plan);
    }

    private static SparkPlan merged(HashAggregateExec last) {
        HashAggregateExec first = (HashAggregateExec) last.child();
        List<AggregateExpression> whole = CollectionConverters.asJava(first.aggregateExpressions()).stream()
                .map(each -> each.copy(
                        each.aggregateFunction(), Complete$.MODULE$, each.isDistinct(), each.filter(), each.resultId()))
                .toList();
        return new HashAggregateExec(
                last.requiredChildDistributionExpressions(),
                last.isStreaming(),
                last.numShufflePartitions(),
                first.groupingExpressions(),
                CollectionConverters.asScala(whole).toSeq(),
                last.aggregateAttributes(),
                0,
                last.resultExpressions(),
                first.child());
    }
}

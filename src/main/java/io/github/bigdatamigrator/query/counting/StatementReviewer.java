package io.github.bigdatamigrator.query.counting;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.query.StatementReview;
import io.github.bigdatamigrator.context.query.StatementReview.Fault;
import io.github.bigdatamigrator.query.counting.RepeatedRows.Repeated;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.catalyst.optimizer.InlineCTE;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.UnionLoop;

/**
 * Finds what statements on the tables of one profile count wrong. Safe for use by several threads; the session must be
 * active on the calling thread. A review walks the plan, which takes some milliseconds, and measures suspicions on the
 * data.
 */
public final class StatementReviewer {
    private final DataContext context;
    private final KnownKeys keys;

    public StatementReviewer(DataContext context) {
        this.context = context;
        keys = new KnownKeys(context.tables());
    }

    /**
     * @param analyzed the plan of the statement; a recursive one is not reviewed
     * @param sql the statement
     * @param measurement bounds the time of all queries together
     */
    public StatementReview review(LogicalPlan analyzed, String sql, Measurement measurement) {
        LogicalPlan whole =
                sql.toUpperCase(Locale.ROOT).contains("WITH") ? new InlineCTE(true, false).apply(analyzed) : analyzed;
        ReviewedPlan plan = new ReviewedPlan(whole, sql, keys, measurement);
        if (plan.nodes().stream().anyMatch(UnionLoop.class::isInstance)) {
            return StatementReview.NONE;
        }
        RepetitionMeasure measure = new RepetitionMeasure(measurement);
        RepeatedRows repeatedRows = new RepeatedRows(plan, measure);
        RowPairs pairs = new RowPairs(plan, context.relationships(), measure);
        DroppedRows dropped = new DroppedRows(plan, context.relationships(), measurement);
        AverageOfAverages averages = new AverageOfAverages(plan, measurement);
        NullsInList nulls = new NullsInList(plan, measurement);
        TextOrder texts = new TextOrder(plan, measurement);
        WholeDivision divisions = new WholeDivision(plan, measurement);
        List<Repeated> repeated = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        for (LogicalPlan node : plan.nodes()) {
            List<AggregateCall> calls = AggregateCall.of(node);
            for (AggregateCall call : calls) {
                repeatedRows.check(call).ifPresent(repeated::add);
                averages.check(call).ifPresent(faults::add);
                if (call.countsRows()) {
                    pairs.check(call.input(), call.groupColumns(), Optional.of(call))
                            .ifPresent(faults::add);
                }
            }
            if (!calls.isEmpty()) {
                faults.addAll(dropped.check(calls.get(0).input()));
            }
            faults.addAll(nulls.check(node));
            faults.addAll(texts.check(node));
            faults.addAll(divisions.check(node));
        }
        pairs.check(whole, Set.of(), Optional.empty()).ifPresent(faults::add);
        String corrected = faults.isEmpty() ? CountedOnce.correct(sql, repeated).orElse(null) : null;
        repeated.forEach(it -> faults.add(it.fault()));
        faults.sort(Comparator.comparing(Fault::kind));
        return new StatementReview(faults.stream().distinct().toList(), corrected);
    }
}

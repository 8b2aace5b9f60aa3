package io.github.bigdatamigrator.query.counting;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.query.StatementReview;
import io.github.bigdatamigrator.context.query.StatementReview.Finding;
import io.github.bigdatamigrator.query.counting.RepeatedRows.Repeated;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.optimizer.InlineCTE;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.UnionLoop;
import org.apache.spark.sql.catalyst.plans.logical.WithCTE;

/**
 * Finds what statements on the tables of one profile count wrong. Safe for use by several threads; the session must be
 * active on the calling thread. A review walks the plan, and measures suspicions on the data.
 */
public final class StatementReviewer {
    private final DataContext context;
    private final KnownKeys keys;
    private final Measurement measurement;

    public StatementReviewer(DataContext context, Measurement measurement) {
        this.context = context;
        this.measurement = measurement;
        keys = new KnownKeys(context.tables(), measurement);
    }

    /**
     * @param analyzed the plan of the statement; a recursive one is not reviewed
     * @param sql the statement
     */
    public StatementReview review(LogicalPlan analyzed, String sql) {
        LogicalPlan whole = analyzed.find(node -> node instanceof WithCTE).isDefined()
                ? new InlineCTE(true, false).apply(analyzed)
                : analyzed;
        ReviewedPlan plan = new ReviewedPlan(whole, sql, keys);
        if (plan.nodes().stream().anyMatch(UnionLoop.class::isInstance)) {
            return StatementReview.NONE;
        }
        RepetitionMeasure measure = new RepetitionMeasure(measurement);
        RepeatedRows repeated = new RepeatedRows(plan, measure);
        RowPairs pairs = new RowPairs(plan, context.relationships(), measure);
        DroppedRows dropped = new DroppedRows(plan, context.relationships(), measurement);
        AverageOfAverages averages = new AverageOfAverages(plan, measurement);
        NullsInList nulls = new NullsInList(plan, measurement);
        TextOrder texts = new TextOrder(plan, measurement);
        WholeDivision divisions = new WholeDivision(plan, measurement);
        List<Repeated> faults = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        for (LogicalPlan node : plan.nodes()) {
            List<AggregateCall> calls = AggregateCall.of(node);
            for (AggregateCall call : calls) {
                repeated.check(call).ifPresent(faults::add);
                averages.check(call).ifPresent(findings::add);
                if (call.countsRows()) {
                    pairs.check(call.input(), call.groupColumns(), Optional.of(call)).ifPresent(findings::add);
                }
            }
            if (!calls.isEmpty()) {
                findings.addAll(dropped.check(calls.get(0).input()));
            }
            findings.addAll(nulls.check(node));
            findings.addAll(texts.check(node));
            findings.addAll(divisions.check(node));
        }
        pairs.check(whole, Set.of(), Optional.empty()).ifPresent(findings::add);
        String corrected = findings.isEmpty() && !faults.isEmpty()
                ? CountedOnce.correct(sql, faults).orElse(null)
                : null;
        List<Finding> all = Stream.concat(faults.stream().map(Repeated::finding), findings.stream())
                .distinct()
                .sorted(Comparator.comparing(Finding::kind))
                .toList();
        return new StatementReview(all, corrected);
    }
}

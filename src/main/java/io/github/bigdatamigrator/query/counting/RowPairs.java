package io.github.bigdatamigrator.query.counting;

import io.github.bigdatamigrator.context.Relationship;
import io.github.bigdatamigrator.context.query.StatementReview.Fault;
import io.github.bigdatamigrator.context.query.StatementReview.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;

/**
 * Finds joined rows that are rows of no table: tables joined without a key, past their foreign key, or, where the rows
 * are counted, through one parent. Pairs of rows of one table, and those of a CROSS JOIN, are wanted.
 */
final class RowPairs {
    private final ReviewedPlan plan;
    private final List<Relationship> relationships;
    private final RepetitionMeasure measure;

    RowPairs(ReviewedPlan plan, List<Relationship> relationships, RepetitionMeasure measure) {
        this.plan = plan;
        this.relationships = relationships;
        this.measure = measure;
    }

    /**
     * @param groups columns that are the same within a group of rows
     * @param counted the count of the rows; empty if they are shown
     */
    Optional<Fault> check(LogicalPlan joined, Set<ExprId> groups, Optional<AggregateCall> counted) {
        RowSources rows = plan.rows(joined);
        if (rows.sources().size() < 2 || plan.hasGrain(rows, groups)) {
            return Optional.empty();
        }
        for (RowSource one : rows.sources()) {
            Set<Object> ofOne = closure(rows, groups, one);
            for (RowSource other : rows.sources()
                    .subList(rows.sources().indexOf(one) + 1, rows.sources().size())) {
                Set<Object> ofOther = closure(rows, groups, other);
                if (one.isSameTable(other) || ofOne.contains(other) || ofOther.contains(one)) {
                    continue;
                }
                boolean connected = rows.connected(one, other);
                boolean siblings = counted.isPresent() && shareParent(rows, one, ofOne, other, ofOther);
                if (!connected || siblings || missesForeignKey(rows, one, other)) {
                    return measure.pairs(joined, one, other)
                            .map(factor -> fault(counted, one, other, connected, factor));
                }
            }
        }
        return Optional.empty();
    }

    private Set<Object> closure(RowSources rows, Set<ExprId> groups, RowSource source) {
        Set<Object> given = new HashSet<>(groups);
        given.add(source);
        return plan.closure(rows, given);
    }

    /** Whether both refer to the same row of a third table, which may not be joined itself. */
    private boolean shareParent(
            RowSources rows, RowSource one, Set<Object> ofOne, RowSource other, Set<Object> ofOther) {
        return rows.sources().stream().anyMatch(parent -> ofOne.contains(parent) && ofOther.contains(parent))
                || relationships.stream()
                        .filter(to -> starts(to, one))
                        .anyMatch(to -> relationships.stream()
                                .filter(from -> starts(from, other)
                                        && from.toTable().equals(to.toTable())
                                        && from.toColumns().equals(to.toColumns()))
                                .anyMatch(from -> rows.closure(ids(one, to.fromColumns()))
                                        .containsAll(ids(other, from.fromColumns()))));
    }

    /** Whether a foreign key between the tables is known, but the statement joins them by other columns. */
    private boolean missesForeignKey(RowSources rows, RowSource one, RowSource other) {
        List<Relationship> between = relationships.stream()
                .filter(it -> (starts(it, one) && ends(it, other)) || (starts(it, other) && ends(it, one)))
                .toList();
        return !between.isEmpty()
                && between.stream().noneMatch(it -> {
                    RowSource child = starts(it, one) && ends(it, other) ? one : other;
                    RowSource parent = child == one ? other : one;
                    return rows.closure(ids(child, it.fromColumns())).containsAll(ids(parent, it.toColumns()));
                });
    }

    private static boolean starts(Relationship edge, RowSource source) {
        return source.table().filter(it -> it.name().equals(edge.fromTable())).isPresent();
    }

    private static boolean ends(Relationship edge, RowSource source) {
        return source.table().filter(it -> it.name().equals(edge.toTable())).isPresent();
    }

    /** @param names as in the files */
    private static Set<ExprId> ids(RowSource source, List<String> names) {
        Set<ExprId> ids = new HashSet<>();
        for (ExprId id : source.columns()) {
            if (source.profile(id).filter(it -> names.contains(it.name())).isPresent()) {
                ids.add(id);
            }
        }
        return ids;
    }

    private Fault fault(
            Optional<AggregateCall> counted, RowSource one, RowSource other, boolean connected, double factor) {
        String expression = counted.map(call -> plan.text(call.call())).orElse("");
        String remedy = (expression.isEmpty() ? "The join" : expression) + " pairs rows of " + one.name() + " and "
                + other.name() + (connected ? " that do not belong together. " : " without a condition. ")
                + (counted.isPresent()
                        ? "Count each of them in a subquery of its own, or use COUNT(DISTINCT key)."
                        : "Join them ON the columns of their key.");
        return new Fault(Kind.ROW_PAIRS, expression, one.name(), other.name(), factor, remedy);
    }
}

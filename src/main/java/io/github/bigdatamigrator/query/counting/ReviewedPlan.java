package io.github.bigdatamigrator.query.counting;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.query.counting.RowSources.Dependency;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.CommonExpressionId;
import org.apache.spark.sql.catalyst.expressions.CommonExpressionRef;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.OuterReference;
import org.apache.spark.sql.catalyst.expressions.SubqueryExpression;
import org.apache.spark.sql.catalyst.expressions.With;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.View;
import org.apache.spark.sql.catalyst.trees.Origin;
import scala.jdk.javaapi.CollectionConverters;

/** Holds one analyzed statement without WITH clauses and what is known of its nodes. For one thread. */
final class ReviewedPlan {
    /** More determined columns are not worth a measurement. */
    private static final int MAX_KEY = 5;

    private final String sql;
    private final KnownKeys keys;
    private final Measurement measurement;
    private final RowSourceFinder finder;
    private final List<LogicalPlan> nodes = new ArrayList<>();
    private final List<LogicalPlan> roots = new ArrayList<>();
    private final Map<ExprId, Expression> definitions = new HashMap<>();
    /** Operands that an expression such as BETWEEN uses several times. */
    private final Map<CommonExpressionId, Expression> shared = new HashMap<>();

    private final Map<ExprId, Column> columns = new HashMap<>();
    private final Set<Object> outer = new HashSet<>();

    ReviewedPlan(LogicalPlan plan, String sql, KnownKeys keys, Measurement measurement) {
        this.sql = sql;
        this.measurement = measurement;
        this.keys = keys;
        finder = new RowSourceFinder(keys);
        roots.add(plan);
        visit(plan);
    }

    private void visit(LogicalPlan plan) {
        nodes.add(plan);
        if (plan instanceof View) {
            RowSource source = finder.of(plan).sources().get(0);
            source.columns()
                    .forEach(id ->
                            source.profile(id).ifPresent(profile -> columns.put(id, new Column(source, profile))));
            return;
        }
        CollectionConverters.asJava(plan.children()).forEach(this::visit);
        CollectionConverters.asJava(plan.expressions()).forEach(this::visit);
    }

    private void visit(Expression expression) {
        if (expression instanceof Alias alias) {
            definitions.put(alias.exprId(), alias.child());
        } else if (expression instanceof With common) {
            CollectionConverters.asJava(common.defs()).forEach(def -> shared.put(def.id(), def.child()));
        } else if (expression instanceof OuterReference) {
            outer.addAll(RowSourceFinder.ids(RowSourceFinder.attributes(expression)));
        } else if (expression instanceof SubqueryExpression subquery) {
            roots.add(subquery.plan());
            visit(subquery.plan());
        }
        CollectionConverters.asJava(expression.children()).forEach(this::visit);
    }

    /** All nodes, those of subqueries too, but not what the views read. */
    List<LogicalPlan> nodes() {
        return nodes;
    }

    /** The plan itself and those of its subqueries in expressions. */
    List<LogicalPlan> roots() {
        return roots;
    }

    RowSources rows(LogicalPlan node) {
        return finder.of(node);
    }

    /** The expression that a column is, through its new names and casts. */
    Expression origin(Expression expression) {
        Expression bare = RowSourceFinder.bare(expression);
        if (bare instanceof CommonExpressionRef reference && shared.containsKey(reference.id())) {
            return origin(shared.get(reference.id()));
        }
        return bare instanceof Attribute column && definitions.containsKey(column.exprId())
                ? origin(definitions.get(column.exprId()))
                : bare;
    }

    /** Whether an expression, or one that its columns are, is of a kind. */
    boolean comesFrom(Expression expression, Predicate<Expression> kind) {
        Expression real = origin(expression);
        return kind.test(real)
                || RowSourceFinder.expressions(real.children()).stream().anyMatch(child -> comesFrom(child, kind));
    }

    /** Adds columns and those that they are computed from. */
    void collectUsed(Collection<Attribute> columns, Set<ExprId> used) {
        for (Attribute column : columns) {
            if (used.add(column.exprId()) && definitions.containsKey(column.exprId())) {
                collectUsed(RowSourceFinder.attributes(definitions.get(column.exprId())), used);
            }
        }
    }

    /** Replaces the columns of a UNION by those of a branch. */
    ColumnReplacement replacement(List<Attribute> outputs, List<Attribute> branch) {
        return new ColumnReplacement(outputs, branch, definitions);
    }

    /** Everything that the given sources and columns determine. Measures keys that are not known. */
    Set<Object> closure(RowSources rows, Collection<?> given) {
        Set<Object> fixed = new HashSet<>(given);
        fixed.addAll(outer);
        RowSources known = rows;
        while (true) {
            Set<Object> closure = known.closure(fixed);
            Optional<Dependency> learned = rows.sources().stream()
                    .filter(source -> !closure.contains(source))
                    .filter(source -> determined(source, closure).size() <= MAX_KEY)
                    .filter(source -> keys.isUnique(source, determined(source, closure), measurement))
                    .map(source -> new Dependency(determined(source, closure), Set.of(source)))
                    .findFirst();
            if (learned.isEmpty()) {
                return closure;
            }
            known = known.with(learned.get());
        }
    }

    private static Set<ExprId> determined(RowSource source, Set<Object> closure) {
        Set<ExprId> columns = new LinkedHashSet<>(source.columns());
        columns.retainAll(closure);
        return columns;
    }

    /** The sources that may occur several times where the given sources and columns are the same. */
    List<RowSource> repeated(RowSources rows, Collection<?> given) {
        Set<Object> closure = closure(rows, given);
        return rows.sources().stream()
                .filter(source -> !closure.contains(source))
                .toList();
    }

    /** Whether the joined rows are those of one source, at least within a group. */
    boolean hasGrain(RowSources rows, Collection<?> groups) {
        return rows.sources().stream().anyMatch(grain -> {
            Set<Object> given = new HashSet<>(groups);
            given.add(grain);
            return repeated(rows, given).isEmpty();
        });
    }

    /** The columns of a source that the given sources and columns determine: the key of the join. */
    Set<ExprId> joinedBy(RowSources rows, RowSource source, Collection<?> given) {
        Set<ExprId> columns = determined(source, rows.closure(given));
        columns.removeAll(rows.closure(Set.of()));
        return columns;
    }

    /** The base table's column that an expression is, by another name or not. */
    Optional<Column> column(Expression expression) {
        return origin(expression) instanceof Attribute attribute
                ? Optional.ofNullable(columns.get(attribute.exprId()))
                : Optional.empty();
    }

    /** A column of a table, whose rows stand in this plan as {@code source}. */
    record Column(RowSource source, ColumnProfile profile) {
        TableProfile table() {
            return source.table().orElseThrow();
        }

        /** {@code table.column} in SQL names. */
        String name() {
            return source.name() + "." + profile.sqlName();
        }
    }

    /** The part of the statement that an expression was written as; empty if it is not known. */
    String text(Expression expression) {
        Origin origin = expression.origin();
        if (origin.startIndex().isEmpty() || origin.stopIndex().isEmpty()) {
            return "";
        }
        int start = (Integer) origin.startIndex().get();
        int stop = (Integer) origin.stopIndex().get() + 1;
        return start >= 0 && start < stop && stop <= sql.length() ? sql.substring(start, stop) : "";
    }
}

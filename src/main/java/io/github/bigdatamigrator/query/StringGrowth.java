package io.github.bigdatamigrator.query;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.SubqueryExpression;
import org.apache.spark.sql.catalyst.plans.logical.CTERelationDef;
import org.apache.spark.sql.catalyst.plans.logical.CTERelationRef;
import org.apache.spark.sql.catalyst.plans.logical.Expand;
import org.apache.spark.sql.catalyst.plans.logical.Generate;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Union;
import org.apache.spark.sql.catalyst.plans.logical.UnionLoop;
import org.apache.spark.sql.catalyst.plans.logical.UnionLoopRef;
import org.apache.spark.sql.catalyst.plans.logical.View;
import org.apache.spark.sql.catalyst.trees.TreeNode;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Rejects statements that could create huge single values: {@code repeat} of {@code repeat}, {@code replace} by long
 * texts, doubling through WITH clauses. Propagates an upper bound of each column's size through the analyzed plan.
 * Stored values count as {@link ValueSizeEstimator#CELL_BYTES}, an array collected from rows as a thousand elements.
 */
final class StringGrowth {
    private static final double MAX_BYTES = 16_000_000;
    private static final double LITERAL_TABLE_BYTES = 20_000;
    private static final double RECURSION_BYTES = 10_000;
    private static final double MAX_STEP_GROWTH = 1.5;

    private final Map<ExprId, Double> columns = new HashMap<>();
    private final Map<Long, List<Attribute>> clauses = new HashMap<>();
    private final ValueSizeEstimator sizes = new ValueSizeEstimator(columns, this::sizeOfSubquery);

    private StringGrowth() {}

    static void check(LogicalPlan analyzed) {
        new StringGrowth().visit(analyzed);
    }

    private void visit(LogicalPlan plan) {
        if (plan instanceof View) {
            return;
        }
        CollectionConverters.asJava(plan.innerChildren()).forEach(this::visitIfPlan);
        CollectionConverters.asJava(plan.children()).forEach(this::visit);
        propagate(plan);
        for (Expression expression : CollectionConverters.asJava(plan.expressions())) {
            check(sizes.of(expression));
            rememberAliases(expression);
        }
        if (plan instanceof Generate generate) {
            double size = sizes.of((Expression) generate.generator());
            CollectionConverters.asJava(generate.generatorOutput()).forEach(it -> columns.put(it.exprId(), size));
        }
    }

    private void visitIfPlan(TreeNode<?> node) {
        if (node instanceof LogicalPlan plan) {
            visit(plan);
        }
    }

    private void rememberAliases(Expression expression) {
        for (TreeNode<?> node : PlanNodes.of(expression, LogicalPlan.class::isInstance)) {
            if (node instanceof Alias alias) {
                columns.put(alias.exprId(), sizes.of(alias.child()));
            }
        }
    }

    /** Sets the sizes of columns that a node outputs under new ids. */
    private void propagate(LogicalPlan plan) {
        if (plan instanceof CTERelationDef clause) {
            clauses.put(clause.id(), CollectionConverters.asJava(clause.child().output()));
        } else if (plan instanceof CTERelationRef reference) {
            copy(clauses.getOrDefault(reference.cteId(), List.of()), CollectionConverters.asJava(reference.output()));
        } else if (plan instanceof Union union) {
            List<Attribute> out = CollectionConverters.asJava(union.output());
            CollectionConverters.asJava(union.children())
                    .forEach(child -> copy(CollectionConverters.asJava(child.output()), out));
        } else if (plan instanceof UnionLoopRef before) {
            CollectionConverters.asJava(before.output()).forEach(it -> columns.put(it.exprId(), RECURSION_BYTES));
        } else if (plan instanceof UnionLoop loop) {
            checkRecursion(loop);
        } else if (plan instanceof LocalRelation table) {
            CollectionConverters.asJava(table.output()).forEach(it -> columns.put(it.exprId(), LITERAL_TABLE_BYTES));
        } else if (plan instanceof Expand expand) {
            List<Attribute> out = CollectionConverters.asJava(expand.output());
            for (var projection : CollectionConverters.asJava(expand.projections())) {
                List<Expression> cells = CollectionConverters.asJava(projection);
                for (int i = 0; i < cells.size(); i++) {
                    columns.merge(out.get(i).exprId(), sizes.of(cells.get(i)), Math::max);
                }
            }
        }
    }

    /** Rejects recursion steps that multiply a text; adding to it, as for paths, is allowed. */
    private void checkRecursion(UnionLoop loop) {
        List<Attribute> out = CollectionConverters.asJava(loop.output());
        for (Attribute column : CollectionConverters.asJava(loop.recursion().output())) {
            if (sizes.of((Expression) column) > RECURSION_BYTES * MAX_STEP_GROWTH) {
                throw QueryRefusal.refused(
                        "The recursive query doubles a text at each step. Append a fixed text instead.");
            }
        }
        copy(CollectionConverters.asJava(loop.anchor().output()), out);
        copy(CollectionConverters.asJava(loop.recursion().output()), out);
    }

    private void copy(List<Attribute> from, List<Attribute> to) {
        for (int i = 0; i < Math.min(from.size(), to.size()); i++) {
            columns.merge(to.get(i).exprId(), sizes.of((Expression) from.get(i)), Math::max);
        }
    }

    /** The size of a subquery's largest column. */
    private double sizeOfSubquery(SubqueryExpression subquery) {
        visit(subquery.plan());
        return CollectionConverters.asJava(subquery.plan().output()).stream()
                .mapToDouble(column -> sizes.of((Expression) column))
                .max()
                .orElse(1);
    }

    private static void check(double bytes) {
        if (bytes > MAX_BYTES) {
            throw QueryRefusal.refused("One value of the statement could grow beyond " + (long) (MAX_BYTES / 1_000_000)
                    + " MB. Repeat and replace less text.");
        }
    }
}

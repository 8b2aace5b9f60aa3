package io.github.bigdatamigrator.query.counting;

import io.github.bigdatamigrator.query.counting.RowSources.Dependency;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.And;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.EqualNullSafe;
import org.apache.spark.sql.catalyst.expressions.EqualTo;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.LessThan;
import org.apache.spark.sql.catalyst.expressions.LessThanOrEqual;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.OuterReference;
import org.apache.spark.sql.catalyst.expressions.RowNumber;
import org.apache.spark.sql.catalyst.expressions.Sequence;
import org.apache.spark.sql.catalyst.expressions.SubqueryExpression;
import org.apache.spark.sql.catalyst.expressions.WindowExpression;
import org.apache.spark.sql.catalyst.plans.Cross$;
import org.apache.spark.sql.catalyst.plans.JoinType;
import org.apache.spark.sql.catalyst.plans.LeftExistence$;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.Distinct;
import org.apache.spark.sql.catalyst.plans.logical.Expand;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.Generate;
import org.apache.spark.sql.catalyst.plans.logical.GlobalLimit;
import org.apache.spark.sql.catalyst.plans.logical.Join;
import org.apache.spark.sql.catalyst.plans.logical.LateralJoin;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.OneRowRelation;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.plans.logical.Range;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;
import org.apache.spark.sql.catalyst.plans.logical.View;
import org.apache.spark.sql.catalyst.plans.logical.Window;
import org.jspecify.annotations.Nullable;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Finds the row sources of every node of one analyzed plan without WITH clauses, from the tables up. For one thread.
 */
final class RowSourceFinder {
    private final KnownKeys keys;
    private final IdentityHashMap<LogicalPlan, RowSources> found = new IdentityHashMap<>();
    /** The partition of each column that numbers the rows within it. */
    private final Map<ExprId, Set<Object>> numbered = new HashMap<>();

    RowSourceFinder(KnownKeys keys) {
        this.keys = keys;
    }

    RowSources of(LogicalPlan plan) {
        RowSources known = found.get(plan);
        if (known == null) {
            known = find(plan);
            found.put(plan, known);
        }
        return known;
    }

    private RowSources find(LogicalPlan plan) {
        if (plan instanceof View view) {
            return table(view);
        } else if (plan instanceof Project project) {
            return withColumns(of(project.child()), expressions(project.projectList()));
        } else if (plan instanceof Filter filter) {
            return filtered(of(filter.child()), filter.condition());
        } else if (plan instanceof Join join) {
            return joined(join);
        } else if (plan instanceof LateralJoin join) {
            RowSources both = both(of(join.left()), of(join.right().plan()));
            return join.condition().isDefined()
                    ? filtered(both, join.condition().get())
                    : both;
        } else if (plan instanceof Aggregate aggregate) {
            return grouped(aggregate);
        } else if (plan instanceof Distinct distinct) {
            return regrouped(plan, of(distinct.child()), ids(attributes(plan)));
        } else if (plan instanceof Window window) {
            return windowed(window);
        } else if (plan instanceof Expand expand) {
            return expanded(expand);
        } else if (plan instanceof Generate generate) {
            return generated(generate);
        } else if (plan instanceof GlobalLimit limit
                && limit.limitExpr().toString().equals("1")) {
            RowSources rows = of(limit.child());
            return rows.with(new Dependency(Set.of(), Set.copyOf(rows.sources())));
        } else if (plan instanceof SubqueryAlias
                || (plan.children().size() == 1
                        && plan.output().equals(plan.children().head().output()))) {
            RowSources rows = of(plan.children().head());
            if (plan instanceof SubqueryAlias alias && rows.sources().size() == 1) {
                rows.sources().get(0).nameIfUnnamed(alias.alias());
            }
            return rows;
        }
        return leaf(plan);
    }

    private RowSources table(View view) {
        RowSource source = new RowSource(view, keys.table(view), attributes(view));
        RowSources rows = single(source, List.of());
        for (Set<ExprId> key : keys.of(source)) {
            rows = rows.with(new Dependency(key, Set.of(source)));
        }
        return rows;
    }

    /** Rows about which only the columns are known. */
    private RowSources leaf(LogicalPlan plan) {
        RowSource source = new RowSource(plan, null, attributes(plan));
        RowSources rows = single(source, List.of());
        if (plan instanceof OneRowRelation) {
            return rows.with(new Dependency(Set.of(), Set.of(source)));
        }
        return plan instanceof Range ? rows.with(new Dependency(source.columns(), Set.of(source))) : rows;
    }

    private static RowSources single(RowSource source, List<Dependency> dependencies) {
        Map<ExprId, Set<RowSource>> lineage = new HashMap<>();
        source.columns().forEach(column -> lineage.put(column, Set.of(source)));
        List<Dependency> all = new ArrayList<>(dependencies);
        all.add(new Dependency(Set.of(source), source.columns()));
        return new RowSources(List.of(source), all, lineage, List.of());
    }

    /** The rows with these columns only. */
    private RowSources withColumns(RowSources rows, List<Expression> columns) {
        Map<ExprId, Set<RowSource>> lineage = new HashMap<>();
        List<Dependency> dependencies = new ArrayList<>(rows.dependencies());
        for (Expression column : columns) {
            if (column instanceof Attribute attribute) {
                lineage.put(attribute.exprId(), rows.of(attribute.exprId()));
            } else if (column instanceof Alias alias) {
                lineage.put(alias.exprId(), Values.sources(alias.child(), rows));
                if (alias.child().deterministic()) {
                    dependencies.addAll(equal(alias.toAttribute(), alias.child()));
                }
                if (bare(alias.child()) instanceof Attribute renamed && numbered.containsKey(renamed.exprId())) {
                    numbered.put(alias.exprId(), numbered.get(renamed.exprId()));
                }
            }
        }
        return new RowSources(rows.sources(), dependencies, lineage, rows.links());
    }

    private RowSources filtered(RowSources rows, Expression condition) {
        RowSources result = rows;
        for (Expression each : conjuncts(condition)) {
            List<Dependency> dependencies = new ArrayList<>(result.dependencies());
            List<Set<RowSource>> links = new ArrayList<>(result.links());
            if (each instanceof EqualTo equal) {
                dependencies.addAll(equal(equal.left(), equal.right()));
            } else if (each instanceof EqualNullSafe equal) {
                dependencies.addAll(equal(equal.left(), equal.right()));
            }
            firstOfPartition(each)
                    .ifPresent(partition -> dependencies.add(new Dependency(partition, Set.copyOf(rows.sources()))));
            Set<RowSource> compared = new HashSet<>();
            ids(attributes(each)).forEach(column -> compared.addAll(rows.of(column)));
            if (compared.size() > 1) {
                links.add(compared);
            }
            result = new RowSources(rows.sources(), dependencies, rows.lineage(), links);
        }
        return result;
    }

    /** The columns that a row is unique in, because a condition keeps only the first row of each partition. */
    private Optional<Set<Object>> firstOfPartition(Expression condition) {
        if (condition instanceof EqualTo equal) {
            return numbered(equal.left(), equal.right(), "1").or(() -> numbered(equal.right(), equal.left(), "1"));
        }
        if (condition instanceof LessThanOrEqual bound) {
            return numbered(bound.left(), bound.right(), "1");
        }
        return condition instanceof LessThan bound ? numbered(bound.left(), bound.right(), "2") : Optional.empty();
    }

    private Optional<Set<Object>> numbered(Expression number, Expression bound, String value) {
        return number instanceof Attribute column
                        && bound instanceof Literal literal
                        && literal.toString().equals(value)
                ? Optional.ofNullable(numbered.get(column.exprId()))
                : Optional.empty();
    }

    private RowSources joined(Join join) {
        RowSources left = of(join.left());
        if (LeftExistence$.MODULE$.unapply(join.joinType()).isDefined()) {
            return left;
        }
        RowSources both = both(left, of(join.right()));
        if (join.condition().isDefined()) {
            both = filtered(both, join.condition().get());
        }
        // Who writes CROSS JOIN wants the pairs.
        return join.joinType() == (JoinType) Cross$.MODULE$ ? both.linked() : both;
    }

    private static RowSources both(RowSources left, RowSources right) {
        List<RowSource> sources = new ArrayList<>(left.sources());
        sources.addAll(right.sources());
        List<Dependency> dependencies = new ArrayList<>(left.dependencies());
        dependencies.addAll(right.dependencies());
        Map<ExprId, Set<RowSource>> lineage = new HashMap<>(left.lineage());
        lineage.putAll(right.lineage());
        List<Set<RowSource>> links = new ArrayList<>(left.links());
        links.addAll(right.links());
        return new RowSources(sources, dependencies, lineage, links);
    }

    private RowSources grouped(Aggregate aggregate) {
        RowSources child = of(aggregate.child());
        List<Expression> outputs = expressions(aggregate.aggregateExpressions());
        Set<ExprId> key = new LinkedHashSet<>();
        boolean whole = true;
        for (Expression group : expressions(aggregate.groupingExpressions())) {
            Optional<ExprId> shown = outputs.stream()
                    .filter(it -> it.semanticEquals(group)
                            || (it instanceof Alias alias && alias.child().semanticEquals(group)))
                    .map(it -> ((NamedExpression) it).exprId())
                    .findFirst();
            shown.ifPresent(key::add);
            whole &= shown.isPresent() || group.foldable();
        }
        return regrouped(aggregate, withColumns(child, outputs), whole ? key : null);
    }

    /**
     * Rows that are grouped; what held between the columns of the rows still holds between those of the groups.
     *
     * @param key columns that no two groups share; null if they are not known
     */
    private static RowSources regrouped(LogicalPlan plan, RowSources child, @Nullable Set<ExprId> key) {
        RowSource source = new RowSource(plan, null, attributes(plan));
        RowSources rows = single(source, child.dependencies());
        return key == null ? rows : rows.with(new Dependency(key, Set.of(source)));
    }

    private RowSources windowed(Window window) {
        RowSources child = of(window.child());
        Map<ExprId, Set<RowSource>> lineage = new HashMap<>(child.lineage());
        List<Dependency> dependencies = new ArrayList<>(child.dependencies());
        for (Expression each : expressions(window.windowExpressions())) {
            Alias alias = (Alias) each;
            Set<RowSource> all = Set.copyOf(child.sources());
            lineage.put(alias.exprId(), all);
            dependencies.add(new Dependency(all, Set.of(alias.exprId())));
            if (alias.child() instanceof WindowExpression over && over.windowFunction() instanceof RowNumber) {
                Set<Object> partition = new HashSet<>();
                boolean plain = true;
                for (Expression column : expressions(window.partitionSpec())) {
                    plain &= bare(column) instanceof Attribute;
                    ids(attributes(column)).forEach(partition::add);
                }
                if (plain) {
                    numbered.put(alias.exprId(), partition);
                }
            }
        }
        return new RowSources(child.sources(), dependencies, lineage, child.links());
    }

    /** GROUPING SETS and UNPIVOT repeat each row once per projection; columns of literals tell which. */
    private RowSources expanded(Expand expand) {
        RowSources child = of(expand.child());
        List<Attribute> outputs = attributes(expand);
        RowSource source = new RowSource(expand, null, List.of());
        List<RowSource> sources = new ArrayList<>(child.sources());
        sources.add(source);
        Map<ExprId, Set<RowSource>> lineage = new HashMap<>(child.lineage());
        Set<Object> which = new HashSet<>(child.sources());
        List<List<Expression>> projections = CollectionConverters.asJava(expand.projections()).stream()
                .map(RowSourceFinder::expressions)
                .toList();
        Set<ExprId> made = new HashSet<>();
        for (int i = 0; i < outputs.size(); i++) {
            int column = i;
            ExprId id = outputs.get(i).exprId();
            if (projections.stream().allMatch(row -> row.get(column) instanceof Literal)) {
                which.add(id);
            }
            if (!child.lineage().containsKey(id)) {
                Set<RowSource> values = new HashSet<>(Set.of(source));
                projections.forEach(row -> values.addAll(Values.sources(row.get(column), child)));
                lineage.put(id, values);
                made.add(id);
            }
        }
        List<Dependency> dependencies = new ArrayList<>(child.dependencies());
        dependencies.add(new Dependency(which, Set.of(source)));
        dependencies.add(new Dependency(Set.of(source), made));
        dependencies.add(new Dependency(Set.of(source), Set.copyOf(child.sources())));
        return new RowSources(sources, dependencies, lineage, child.links());
    }

    private RowSources generated(Generate generate) {
        RowSources child = of(generate.child());
        List<Attribute> columns = CollectionConverters.asJava(generate.generatorOutput());
        RowSource source = new RowSource(generate, null, columns);
        Set<Object> row = new HashSet<>(child.sources());
        RowSources both = both(child, single(source, List.of()))
                .with(new Dependency(Set.of(source), Set.copyOf(row)))
                .linked();
        boolean distinct = expressions(((Expression) generate.generator()).children()).stream()
                .allMatch(Sequence.class::isInstance);
        row.addAll(source.columns());
        return distinct ? both.with(new Dependency(row, Set.of(source))) : both;
    }

    /** What an equality determines. A value of an outer query is the same for all rows of a subquery. */
    private static List<Dependency> equal(Expression left, Expression right) {
        List<Dependency> found = new ArrayList<>();
        determined(left, right).ifPresent(found::add);
        determined(right, left).ifPresent(found::add);
        return found;
    }

    private static Optional<Dependency> determined(Expression column, Expression by) {
        return bare(column) instanceof Attribute attribute
                        && by.deterministic()
                        && !SubqueryExpression.hasCorrelatedSubquery(by)
                ? Optional.of(new Dependency(ids(attributes(by)), Set.of(attribute.exprId())))
                : Optional.empty();
    }

    /** The expression without casts and references to an outer query. */
    static Expression bare(Expression expression) {
        Expression bare = expression;
        while (bare instanceof Cast cast) {
            bare = cast.child();
        }
        return bare instanceof OuterReference outer && outer.e() instanceof Attribute column ? column : bare;
    }

    static List<Expression> conjuncts(Expression condition) {
        if (!(condition instanceof And and)) {
            return List.of(condition);
        }
        List<Expression> all = new ArrayList<>(conjuncts(and.left()));
        all.addAll(conjuncts(and.right()));
        return all;
    }

    static List<Attribute> attributes(LogicalPlan plan) {
        return CollectionConverters.asJava(plan.output());
    }

    /** The columns of an expression, those of an outer query too. */
    static List<Attribute> attributes(Expression expression) {
        List<Attribute> all = new ArrayList<>();
        if (expression instanceof Attribute column) {
            all.add(column);
        } else if (expression instanceof OuterReference outer && outer.e() instanceof Attribute column) {
            all.add(column);
        }
        expressions(expression.children()).forEach(child -> all.addAll(attributes(child)));
        return all;
    }

    static Set<ExprId> ids(Collection<Attribute> columns) {
        Set<ExprId> ids = new LinkedHashSet<>();
        columns.forEach(column -> ids.add(column.exprId()));
        return ids;
    }

    /** The items of a Scala list of expressions, whatever their static type. */
    static List<Expression> expressions(Seq<?> several) {
        return CollectionConverters.asJava(several).stream()
                .map(Expression.class::cast)
                .toList();
    }
}

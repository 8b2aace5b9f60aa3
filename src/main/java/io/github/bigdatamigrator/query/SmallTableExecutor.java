package io.github.bigdatamigrator.query;

import static io.github.bigdatamigrator.sql.SqlIdentifiers.fold;

import io.github.bigdatamigrator.context.TableProfile;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.CatalystTypeConverters$;
import org.apache.spark.sql.catalyst.expressions.And;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.EqualTo;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.catalyst.plans.logical.Expand;
import org.apache.spark.sql.catalyst.plans.logical.Generate;
import org.apache.spark.sql.catalyst.plans.logical.Join;
import org.apache.spark.sql.catalyst.plans.logical.LateralJoin;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Range;
import org.apache.spark.sql.catalyst.plans.logical.RepartitionOperation;
import org.apache.spark.sql.catalyst.plans.logical.Sample;
import org.apache.spark.sql.catalyst.plans.logical.Union;
import org.apache.spark.sql.catalyst.plans.logical.UnionLoop;
import org.apache.spark.sql.catalyst.plans.logical.View;
import org.apache.spark.sql.catalyst.trees.TreeNode;
import org.apache.spark.sql.execution.LogicalRDD;
import org.apache.spark.sql.execution.QueryExecution;
import scala.Function1;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractPartialFunction;

/**
 * Runs queries on small tables in one task, without code generation, on cached rows. Leaves queries that generate rows,
 * and joins without equal columns, to Spark's regular execution, which is faster for them.
 */
final class SmallTableExecutor {
    /** Maximum rows of tables joined without a unique column, which may produce many more. */
    private static final long MAX_JOINED_ROWS = 10_000;

    private static final long MAX_EXPANDED_ROWS = 200_000;

    private final SparkSession session;
    private final SmallTableCache tables;
    private final Map<String, SmallTable> smallTables = new HashMap<>();

    private record SmallTable(SmallTableCache.Key key, TableProfile table) {}

    /** @param known profiles of the tables of the views */
    SmallTableExecutor(SparkSession session, SmallTableCache tables, List<TableProfile> known) {
        this.session = session;
        this.tables = tables;
        for (TableProfile table : known) {
            SmallTableCache.key(table)
                    .ifPresent(key -> smallTables.put(fold(table.sqlName()), new SmallTable(key, table)));
        }
    }

    /**
     * Returns the first rows of an admitted statement; empty if it must run regularly.
     *
     * @param limit maximum rows, at least 1
     */
    Optional<List<Row>> run(LogicalPlan analyzed, int limit) {
        Map<View, SmallTable> views = new LinkedHashMap<>();
        for (TreeNode<?> node : PlanNodes.of(analyzed, View.class::isInstance)) {
            if (makesRows(node)) {
                return Optional.empty();
            }
            if (node instanceof View view) {
                SmallTable known = smallTables.get(name(view));
                if (known == null) {
                    return Optional.empty();
                }
                views.put(view, known);
            }
        }
        return views.isEmpty()
                ? Optional.empty()
                : tables.session(session).flatMap(interpreted -> run(analyzed, views, interpreted, limit));
    }

    private Optional<List<Row>> run(
            LogicalPlan analyzed, Map<View, SmallTable> views, InterpretedSession interpreted, int limit) {
        Map<String, CachedPartition> rows = new HashMap<>();
        for (Map.Entry<View, SmallTable> each : views.entrySet()) {
            SmallTable known = each.getValue();
            Optional<CachedPartition> cached =
                    tables.rows(known.key(), known.table().origin(), each.getKey(), interpreted);
            if (cached.isEmpty()) {
                return Optional.empty();
            }
            rows.put(name(each.getKey()), cached.get());
        }
        QueryExecution query =
                interpreted.plan(analyzed.transformDownWithSubqueries(new ViewReplacement(interpreted, rows)));
        return isCheap(query.optimizedPlan(), keys(views))
                ? Optional.of(asRows(interpreted.collect(query, limit), analyzed))
                : Optional.empty();
    }

    private static String name(View view) {
        return fold(view.desc().identifier().table());
    }

    /** Whether it generates rows, or samples them, which depends on partitions. */
    private static boolean makesRows(TreeNode<?> node) {
        return node instanceof Generate
                || node instanceof Sample
                || node instanceof LateralJoin
                || node instanceof Range
                || node instanceof RepartitionOperation
                || node instanceof UnionLoop;
    }

    /** Replaces views by cached rows. */
    private static final class ViewReplacement extends AbstractPartialFunction<LogicalPlan, LogicalPlan> {
        private final InterpretedSession session;
        private final Map<String, CachedPartition> rows;

        ViewReplacement(InterpretedSession session, Map<String, CachedPartition> rows) {
            this.session = session;
            this.rows = rows;
        }

        @Override
        public boolean isDefinedAt(LogicalPlan plan) {
            return plan instanceof View;
        }

        @Override
        @SuppressWarnings("unchecked") // B is a plan
        public <A extends LogicalPlan, B> B applyOrElse(A plan, Function1<A, B> otherwise) {
            return plan instanceof View view
                    ? (B) session.relation(Objects.requireNonNull(rows.get(name(view))), view.output())
                    : otherwise.apply(plan);
        }
    }

    /** The unique columns. */
    private static Set<ExprId> keys(Map<View, SmallTable> views) {
        Set<ExprId> keys = new HashSet<>();
        views.forEach((view, known) -> {
            for (Attribute column : CollectionConverters.asJava(view.output())) {
                boolean key = known.table().columns().stream()
                        .filter(profiled -> profiled.sqlName().equals(column.name()))
                        .anyMatch(profiled ->
                                profiled.unique().value() && profiled.unique().exact());
                if (key) {
                    keys.add(column.exprId());
                }
            }
        });
        return keys;
    }

    private static boolean isCheap(LogicalPlan optimized, Set<ExprId> keys) {
        long rows = 0;
        long widest = 1;
        boolean multiplies = false;
        for (TreeNode<?> node : PlanNodes.of(optimized, LogicalRDD.class::isInstance)) {
            if (node instanceof LogicalRDD table) {
                rows += ((CachedPartition) (Object) table.rdd()).rowCount();
            } else if (node instanceof Expand expand) {
                widest = Math.max(widest, expand.projections().size());
            } else if (node instanceof Join join) {
                if (!JoinCost.matchesRows(join)) {
                    return false;
                }
                multiplies |= !keyed(join, keys);
            }
        }
        return rows * widest <= MAX_EXPANDED_ROWS && (!multiplies || rows <= MAX_JOINED_ROWS);
    }

    /** Whether each row of one side matches at most one row of the other. */
    private static boolean keyed(Join join, Set<ExprId> keys) {
        for (LogicalPlan side : List.of(join.left(), join.right())) {
            boolean whole = PlanNodes.of(side, LogicalRDD.class::isInstance).stream()
                    .noneMatch(node -> node instanceof Join || node instanceof Union || node instanceof Expand);
            if (whole && equatesKey(join.condition().get(), side, keys)) {
                return true;
            }
        }
        return false;
    }

    private static boolean equatesKey(Expression condition, LogicalPlan side, Set<ExprId> keys) {
        if (condition instanceof And both) {
            return equatesKey(both.left(), side, keys) || equatesKey(both.right(), side, keys);
        }
        return condition instanceof EqualTo equal
                && (key(equal.left(), side, keys) || key(equal.right(), side, keys))
                && !equal.references().subsetOf(side.outputSet());
    }

    private static boolean key(Expression expression, LogicalPlan side, Set<ExprId> keys) {
        return expression instanceof Attribute column
                && keys.contains(column.exprId())
                && side.outputSet().contains(column);
    }

    private static List<Row> asRows(List<UnsafeRow> rows, LogicalPlan analyzed) {
        Function1<Object, Object> converter = CatalystTypeConverters$.MODULE$.createToScalaConverter(analyzed.schema());
        return rows.stream().map(row -> (Row) converter.apply(row)).toList();
    }
}

package io.github.bigdatamigrator.query;

import static io.github.bigdatamigrator.sql.SqlIdentifiers.fold;

import io.github.bigdatamigrator.context.TableProfile;
import java.util.ArrayList;
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
 * Runs statements on small tables the cheap way. Takes only those whose work is as small as their tables: rows that a
 * statement makes up, and joins that do not match rows by value, are left to Spark's usual way, which is the faster one
 * for them.
 */
final class SmallTableExecutor {
    /** Of tables that are joined without a key, which may make many more. */
    private static final long MAX_JOINED_ROWS = 10_000;

    private static final long MAX_EXPANDED_ROWS = 200_000;

    private final SparkSession session;
    private final SmallTableCache tables;
    private final Map<String, SmallTable> smallTables = new HashMap<>();

    private record SmallTable(SmallTableCache.Key key, TableProfile table) {}

    /** @param known the tables of the views, by their SQL names */
    SmallTableExecutor(SparkSession session, SmallTableCache tables, List<TableProfile> known) {
        this.session = session;
        this.tables = tables;
        for (TableProfile table : known) {
            SmallTableCache.key(table)
                    .ifPresent(key -> smallTables.put(fold(table.sqlName()), new SmallTable(key, table)));
        }
    }

    /**
     * The first rows of a statement that the guard admitted; empty where it is not one for this way.
     *
     * @param most rows that are asked for, at least 1
     */
    Optional<List<Row>> run(LogicalPlan analysed, int most) {
        Map<View, SmallTable> views = new LinkedHashMap<>();
        for (TreeNode<?> node : PlanNodes.of(analysed, View.class::isInstance)) {
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
                : tables.session(session).flatMap(cheap -> run(analysed, views, cheap, most));
    }

    private Optional<List<Row>> run(
            LogicalPlan analysed, Map<View, SmallTable> views, InterpretedSession cheap, int most) {
        Map<String, CachedPartition> rows = new HashMap<>();
        for (Map.Entry<View, SmallTable> each : views.entrySet()) {
            SmallTable known = each.getValue();
            Optional<CachedPartition> held =
                    tables.rows(known.key(), known.table().origin(), each.getKey(), cheap);
            if (held.isEmpty()) {
                return Optional.empty();
            }
            rows.put(name(each.getKey()), held.get());
        }
        QueryExecution query = cheap.plan(analysed.transformDownWithSubqueries(new ViewReplacement(cheap, rows)));
        return isCheap(query.optimizedPlan(), keys(views))
                ? Optional.of(asRows(cheap.collect(query, most), analysed))
                : Optional.empty();
    }

    private static String name(View view) {
        return fold(view.desc().identifier().table());
    }

    /** Which rows a sample holds depends on how they lie in partitions, so it is left where it was, too. */
    private static boolean makesRows(TreeNode<?> node) {
        return node instanceof Generate
                || node instanceof Sample
                || node instanceof LateralJoin
                || node instanceof Range
                || node instanceof RepartitionOperation
                || node instanceof UnionLoop;
    }

    /** Puts held rows in the place of views. */
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
        @SuppressWarnings("unchecked") // a plan is what is given back where a plan is wanted
        public <A extends LogicalPlan, B> B applyOrElse(A plan, Function1<A, B> otherwise) {
            return plan instanceof View view
                    ? (B) session.relation(Objects.requireNonNull(rows.get(name(view))), view.output())
                    : otherwise.apply(plan);
        }
    }

    /** The columns that hold no value twice. */
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

    private static boolean isCheap(LogicalPlan optimised, Set<ExprId> keys) {
        long rows = 0;
        long widest = 1;
        boolean multiplies = false;
        for (TreeNode<?> node : PlanNodes.of(optimised, LogicalRDD.class::isInstance)) {
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

    /** Whether each row of one side meets one row of the other at the most. */
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

    private static List<Row> asRows(List<UnsafeRow> rows, LogicalPlan analysed) {
        Function1<Object, Object> converter = CatalystTypeConverters$.MODULE$.createToScalaConverter(analysed.schema());
        List<Row> converted = new ArrayList<>(rows.size());
        for (UnsafeRow row : rows) {
            converted.add((Row) converter.apply(row));
        }
        return converted;
    }
}

package io.github.bigdatamigrator.query;

import io.github.bigdatamigrator.context.query.QueryResult;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Ascending$;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.Literal$;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression$;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.GlobalLimit;
import org.apache.spark.sql.catalyst.plans.logical.LocalLimit;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.plans.logical.Sort;
import org.apache.spark.sql.catalyst.plans.logical.WithCTE;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StringType;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Runs a statement beyond its own LIMIT, so that its result can say what the LIMIT leaves out. Sorted and grouped rows
 * are all computed anyway and are fetched up to the engine's limit; of other rows one more is fetched.
 *
 * @param plan the plan to run; its rows have the values to order by after the statement's columns
 * @param fetched maximum rows to fetch
 * @param shown rows of the result at most
 * @param columns columns of the statement
 * @param ownLimit whether {@code shown} is the LIMIT of the statement
 */
record LimitProbe(LogicalPlan plan, int fetched, int shown, int columns, boolean ownLimit) {
    private static final Seq<String> NO_NAMES =
            CollectionConverters.asScala(List.<String>of()).toSeq();

    static LimitProbe of(LogicalPlan analyzed, int rowLimit) {
        int columns = analyzed.output().size();
        LogicalPlan body = analyzed instanceof WithCTE with ? with.plan() : analyzed;
        if (!(body instanceof GlobalLimit limit)
                || !(limit.child() instanceof LocalLimit local)
                || !(limit.limitExpr() instanceof Literal literal)
                || !(literal.value() instanceof Integer shown)
                || shown < 1
                || shown > rowLimit) {
            return new LimitProbe(analyzed, rowLimit + 1, rowLimit, columns, false);
        }
        LogicalPlan rows = local.child();
        Sort sort = rows instanceof Sort sorted
                ? sorted
                : rows instanceof Project project && project.child() instanceof Sort below ? below : null;
        int fetched = sort != null || rows instanceof Aggregate ? rowLimit + 1 : shown + 1;
        Expression most = Literal$.MODULE$.apply(fetched);
        LogicalPlan wider = new GlobalLimit(most, new LocalLimit(most, sort == null ? rows : withKeys(rows, sort)));
        LogicalPlan plan = analyzed instanceof WithCTE with ? new WithCTE(wider, with.cteDefs()) : wider;
        return new LimitProbe(plan, fetched, shown, columns, true);
    }

    /** The sorted rows with the amounts and dates that decide their place. */
    private static LogicalPlan withKeys(LogicalPlan rows, Sort sort) {
        List<NamedExpression> list = new ArrayList<>();
        if (rows instanceof Project project) {
            list.addAll(CollectionConverters.asJava(project.projectList()));
        } else {
            list.addAll(CollectionConverters.asJava(rows.output()));
        }
        for (SortOrder order : CollectionConverters.asJava(sort.order())) {
            // A name, or a number in the other direction, only makes the order of equal places definite.
            if (!ranks(order.child().dataType())
                    || isAscending(order) != isAscending(sort.order().head())) {
                break;
            }
            list.add(new Alias(
                    order.child(), "place", NamedExpression$.MODULE$.newExprId(), NO_NAMES, Option.empty(), NO_NAMES));
        }
        return new Project(CollectionConverters.asScala(list).toSeq(), sort);
    }

    private static boolean ranks(DataType type) {
        return !(type instanceof StringType || type instanceof BooleanType);
    }

    private static boolean isAscending(SortOrder order) {
        return order.direction() == Ascending$.MODULE$;
    }

    /** Whether the engine's limit cuts the result. */
    boolean truncated(List<Row> rows) {
        return !ownLimit && rows.size() > shown;
    }

    /** What the statement's own LIMIT leaves out; null if nothing. */
    QueryResult.@Nullable Cut cut(List<Row> rows) {
        if (!ownLimit || rows.size() <= shown) {
            return null;
        }
        boolean all = rows.size() < fetched;
        List<Object> last = place(rows.get(shown - 1));
        boolean separates = !last.isEmpty() && last.equals(place(rows.get(shown)));
        long tied =
                separates ? rows.stream().filter(row -> place(row).equals(last)).count() : 0;
        boolean tiedExact = all || !separates || !last.equals(place(rows.get(rows.size() - 1)));
        return new QueryResult.Cut(rows.size(), all, tied, tiedExact);
    }

    private List<Object> place(Row row) {
        List<Object> values = new ArrayList<>();
        for (int i = columns; i < row.size(); i++) {
            values.add(row.isNullAt(i) ? "" : row.get(i));
        }
        return values;
    }
}

package io.github.bigdatamigrator.query.counting;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.CaseWhen;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.If;
import org.apache.spark.sql.catalyst.expressions.Predicate;
import org.apache.spark.sql.catalyst.expressions.SubqueryExpression;
import org.apache.spark.sql.types.BooleanType;

/** Finds where the value of an expression comes from; the conditions that choose between values do not matter. */
final class Values {
    private Values() {}

    /** The sources of the value; empty for one that no row changes, or that only conditions choose. */
    static Set<RowSource> sources(Expression value, RowSources rows) {
        Set<RowSource> found = new HashSet<>();
        columns(value).forEach(column -> found.addAll(rows.of(column.exprId())));
        return found;
    }

    /** The columns of the value. */
    static Set<Attribute> columns(Expression value) {
        Set<Attribute> found = new HashSet<>();
        if (value instanceof Attribute column) {
            found.add(column);
        } else if (!(value instanceof Predicate) && !(value instanceof SubqueryExpression) && !isFlag(value)) {
            chosen(value).forEach(child -> found.addAll(columns(child)));
        }
        return found;
    }

    private static boolean isFlag(Expression value) {
        return value instanceof Cast cast && cast.child().dataType() instanceof BooleanType;
    }

    private static List<Expression> chosen(Expression value) {
        if (value instanceof If condition) {
            return List.of(condition.trueValue(), condition.falseValue());
        }
        List<Expression> children = RowSourceFinder.expressions(value.children());
        if (value instanceof CaseWhen) {
            // Conditions and values in turn, the value of ELSE last.
            return IntStream.range(0, children.size())
                    .filter(i -> i % 2 == 1 || i == children.size() - 1)
                    .mapToObj(children::get)
                    .toList();
        }
        return children;
    }
}

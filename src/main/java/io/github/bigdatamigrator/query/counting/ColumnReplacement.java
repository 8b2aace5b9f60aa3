package io.github.bigdatamigrator.query.counting;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.Expression;
import scala.Function1;
import scala.runtime.AbstractPartialFunction;

/**
 * Replaces the columns of a UNION in an expression by those of one branch, and new names above it by what they mean.
 */
final class ColumnReplacement extends AbstractPartialFunction<Expression, Expression> {
    private final Map<ExprId, Expression> replaced = new HashMap<>();
    private final Map<ExprId, Expression> definitions;

    /** @param definitions the expressions of columns that were computed */
    ColumnReplacement(List<Attribute> outputs, List<Attribute> branch, Map<ExprId, Expression> definitions) {
        for (int i = 0; i < outputs.size(); i++) {
            replaced.put(outputs.get(i).exprId(), branch.get(i));
        }
        this.definitions = definitions;
    }

    Expression replace(Expression expression) {
        return expression.transformDown(this);
    }

    @Override
    public boolean isDefinedAt(Expression expression) {
        return expression instanceof Attribute column
                && (replaced.containsKey(column.exprId()) || definitions.containsKey(column.exprId()));
    }

    @Override
    @SuppressWarnings("unchecked") // B is an expression
    public <A extends Expression, B> B applyOrElse(A expression, Function1<A, B> otherwise) {
        if (!isDefinedAt(expression)) {
            return otherwise.apply(expression);
        }
        ExprId id = ((Attribute) (Expression) expression).exprId();
        Expression known = replaced.get(id);
        return (B) (known == null ? replace(Objects.requireNonNull(definitions.get(id))) : known);
    }
}

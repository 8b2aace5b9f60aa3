package io.github.bigdatamigrator.query;

import java.util.HashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.apache.spark.sql.catalyst.expressions.ArrayFilter;
import org.apache.spark.sql.catalyst.expressions.ArrayJoin;
import org.apache.spark.sql.catalyst.expressions.ArrayRepeat;
import org.apache.spark.sql.catalyst.expressions.ArraySort;
import org.apache.spark.sql.catalyst.expressions.ConcatWs;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.FormatString;
import org.apache.spark.sql.catalyst.expressions.Hex;
import org.apache.spark.sql.catalyst.expressions.HigherOrderFunction;
import org.apache.spark.sql.catalyst.expressions.LambdaFunction;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.OuterReference;
import org.apache.spark.sql.catalyst.expressions.RegExpReplace;
import org.apache.spark.sql.catalyst.expressions.Sequence;
import org.apache.spark.sql.catalyst.expressions.StringLPad;
import org.apache.spark.sql.catalyst.expressions.StringRPad;
import org.apache.spark.sql.catalyst.expressions.StringRepeat;
import org.apache.spark.sql.catalyst.expressions.StringReplace;
import org.apache.spark.sql.catalyst.expressions.StringSpace;
import org.apache.spark.sql.catalyst.expressions.StringSplit;
import org.apache.spark.sql.catalyst.expressions.StructsToJson;
import org.apache.spark.sql.catalyst.expressions.SubqueryExpression;
import org.apache.spark.sql.catalyst.expressions.WindowFrame;
import org.apache.spark.sql.catalyst.expressions.WindowSpecDefinition;
import org.apache.spark.sql.catalyst.expressions.aggregate.CollectList;
import org.apache.spark.sql.catalyst.expressions.aggregate.CollectSet;
import org.apache.spark.sql.catalyst.expressions.aggregate.ListAgg;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/** Estimates an upper bound, in bytes, of a value of an expression. */
final class ValueSizeEstimator {
    /** Assumed size of a stored cell; typical cells are shorter, and a longer one was already read once. */
    static final double CELL_BYTES = 200;

    private static final double NUMBER_BYTES = 8;
    private static final double MIN_TEXT_BYTES = 16;
    private static final double GROUP_ROWS = 1_000;
    private static final double TABLE_ROWS = 1_000_000;
    private static final double MAX_STORED_BYTES = 2_000;
    private static final double OVERSIZED = 1_000_000;
    private static final double JSON_ESCAPES = 6;

    private final Map<ExprId, Double> columns;
    private final Map<ExprId, Double> lambdaVariables = new HashMap<>();
    private final ToDoubleFunction<SubqueryExpression> subqueries;

    ValueSizeEstimator(Map<ExprId, Double> columns, ToDoubleFunction<SubqueryExpression> subqueries) {
        this.columns = columns;
        this.subqueries = subqueries;
    }

    double of(Expression expression) {
        if (expression instanceof SubqueryExpression subquery) {
            return subqueries.applyAsDouble(subquery);
        }
        if (expression instanceof WindowFrame) {
            return NUMBER_BYTES;
        }
        double[] parts = ofChildren(expression);
        if (expression instanceof WindowSpecDefinition
                || !expression.resolved()
                || !isVariableSize(expression.dataType())) {
            // A number is small, but an oversized argument of it is not.
            double argument = DoubleStream.of(parts).sum();
            return argument > OVERSIZED ? argument : NUMBER_BYTES;
        }
        if (expression instanceof OuterReference outer) {
            return of((Expression) outer.e());
        }
        if (expression instanceof NamedExpression named && expression.children().isEmpty()) {
            Double lambda = lambdaVariables.get(named.exprId());
            return lambda != null ? lambda : columns.getOrDefault(named.exprId(), CELL_BYTES);
        }
        if (expression instanceof Literal literal) {
            return Math.max(1, String.valueOf(literal.value()).length());
        }
        return Math.max(MIN_TEXT_BYTES, grownSize(expression, parts));
    }

    private double grownSize(Expression expression, double[] parts) {
        double sum = DoubleStream.of(parts).sum();
        if (expression instanceof StringRepeat repeat) {
            return parts[0] * ArgumentBounds.constant(repeat.times()).orElse(ArgumentBounds.MAX_CHARACTERS);
        }
        if (expression instanceof ArrayRepeat repeat) {
            return parts[0] * ArgumentBounds.constant(repeat.right()).orElse(ArgumentBounds.MAX_ELEMENTS);
        }
        if (expression instanceof Sequence sequence) {
            return NUMBER_BYTES * ArgumentBounds.elements(sequence);
        }
        if (expression instanceof StringLPad || expression instanceof StringRPad || expression instanceof StringSpace) {
            return Math.max(sum, ArgumentBounds.MAX_CHARACTERS);
        }
        if (expression instanceof StringReplace) {
            return parts[0] * Math.max(1, parts[2]);
        }
        if (expression instanceof RegExpReplace) {
            return parts[0] * (1 + parts[2]);
        }
        if (expression instanceof ArrayJoin) {
            return sum * (1 + parts[1]);
        }
        if (expression instanceof ConcatWs || expression instanceof FormatString) {
            return sum * (1 + parts[0]);
        }
        return expression instanceof HigherOrderFunction function
                ? higherOrder(function)
                : sum * factor(expression, sum);
    }

    private static double factor(Expression expression, double sum) {
        if (expression instanceof Hex) {
            return 2;
        }
        if (expression instanceof StringSplit) {
            return MIN_TEXT_BYTES;
        }
        if (expression instanceof StructsToJson) {
            return JSON_ESCAPES;
        }
        boolean collects =
                expression instanceof CollectList || expression instanceof CollectSet || expression instanceof ListAgg;
        if (!collects) {
            return 1;
        }
        // The data limits stored values, but not values that the statement creates for every row.
        return sum > MAX_STORED_BYTES ? TABLE_ROWS : GROUP_ROWS;
    }

    private double higherOrder(HigherOrderFunction function) {
        double argument = 0;
        for (Expression each : CollectionConverters.asJava(function.arguments())) {
            argument += of(each);
        }
        if (function instanceof ArrayFilter || function instanceof ArraySort) {
            return argument;
        }
        double body = 0;
        for (Expression each : CollectionConverters.asJava(function.functions())) {
            if (each instanceof LambdaFunction lambda) {
                // All elements together are as large as the array; only a multiplying body counts each as the whole
                // array.
                double variable = multiplies(lambda.function()) ? argument : 1;
                CollectionConverters.asJava(lambda.arguments())
                        .forEach(it -> lambdaVariables.put(it.exprId(), variable));
                body += of(lambda.function());
            }
        }
        return argument * Math.max(1, body);
    }

    private static boolean multiplies(Expression body) {
        return PlanNodes.of(body, any -> false).stream()
                .anyMatch(node -> node instanceof HigherOrderFunction
                        || node instanceof StringReplace
                        || node instanceof RegExpReplace
                        || node instanceof ArrayJoin
                        || node instanceof ConcatWs
                        || node instanceof FormatString);
    }

    private double[] ofChildren(Expression expression) {
        if (expression instanceof HigherOrderFunction || expression instanceof LambdaFunction) {
            return new double[0];
        }
        return CollectionConverters.asJava(expression.children()).stream()
                .mapToDouble(this::of)
                .toArray();
    }

    private static boolean isVariableSize(DataType type) {
        return type instanceof StringType
                || type instanceof BinaryType
                || type instanceof ArrayType
                || type instanceof MapType
                || type instanceof StructType;
    }
}

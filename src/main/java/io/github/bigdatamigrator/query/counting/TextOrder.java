package io.github.bigdatamigrator.query.counting;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.query.StatementReview.Fault;
import io.github.bigdatamigrator.context.query.StatementReview.Kind;
import io.github.bigdatamigrator.query.counting.ReviewedPlan.Column;
import io.github.bigdatamigrator.sql.SqlIdentifiers;
import io.github.bigdatamigrator.sql.SqlLiterals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.expressions.BinaryComparison;
import org.apache.spark.sql.catalyst.expressions.EqualNullSafe;
import org.apache.spark.sql.catalyst.expressions.EqualTo;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GreaterThan;
import org.apache.spark.sql.catalyst.expressions.LessThan;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.catalyst.expressions.aggregate.Max;
import org.apache.spark.sql.catalyst.expressions.aggregate.Min;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.types.StringType;

/**
 * Finds columns of texts that hold numbers or dates and are compared or ordered letter by letter: {@code '9' > '10'}.
 */
final class TextOrder {
    private static final Pattern NUMBER = Pattern.compile("\\s*[+-]?\\d+(?:\\.\\d+)?\\s*");
    private static final Pattern DATE = Pattern.compile("\\d{1,2}[./-]\\d{1,2}[./-]\\d{2,4}.*|\\d{4}-\\d\\d-\\d\\d.*");
    /** Dates that begin with the day or the month. */
    private static final String DAY_FIRST = "'^\\\\d{1,2}[./-]\\\\d{1,2}[./-]\\\\d{2,4}'";

    private static final double MOST = 0.8;
    private static final long MAX_SORTED = 1_000_000;

    private final ReviewedPlan plan;
    private final Measurement measurement;

    TextOrder(ReviewedPlan plan, Measurement measurement) {
        this.plan = plan;
        this.measurement = measurement;
    }

    List<Fault> check(LogicalPlan node) {
        List<Fault> faults = new ArrayList<>();
        RowSourceFinder.expressions(node.expressions()).forEach(expression -> check(expression, faults));
        return faults;
    }

    private void check(Expression expression, List<Fault> faults) {
        if (expression instanceof BinaryComparison comparison
                && !(comparison instanceof EqualTo)
                && !(comparison instanceof EqualNullSafe)) {
            text(comparison.left(), comparison.right(), operator(comparison, false), comparison)
                    .or(() -> text(comparison.right(), comparison.left(), operator(comparison, true), comparison))
                    .ifPresent(faults::add);
        } else if (expression instanceof Max || expression instanceof Min) {
            ordered(
                            expression,
                            RowSourceFinder.expressions(expression.children()).get(0))
                    .ifPresent(faults::add);
        } else if (expression instanceof SortOrder order) {
            ordered(expression, order.child()).ifPresent(faults::add);
        }
        RowSourceFinder.expressions(expression.children()).forEach(child -> check(child, faults));
    }

    private static String operator(BinaryComparison comparison, boolean swapped) {
        boolean less = comparison.symbol().startsWith("<");
        boolean strict = comparison instanceof LessThan || comparison instanceof GreaterThan;
        return (less != swapped ? "<" : ">") + (strict ? "" : "=");
    }

    private Optional<Fault> text(Expression side, Expression bound, String operator, Expression whole) {
        if (!(bound instanceof Literal literal) || !(literal.dataType() instanceof StringType)) {
            return Optional.empty();
        }
        String text = literal.toString();
        String quoted = SqlLiterals.quote(text);
        return column(side)
                .flatMap(column -> NUMBER.matcher(text).matches()
                        ? number(
                                column,
                                "count_if((" + name(column) + " " + operator + " " + quoted + ") <> (try_cast("
                                        + name(column) + " AS DOUBLE) " + operator + " " + text + "))",
                                "",
                                whole)
                        : DATE.matcher(text).matches() ? date(column, whole) : Optional.empty());
    }

    private Optional<Fault> ordered(Expression whole, Expression child) {
        return column(child).flatMap(column -> {
            String name = name(column);
            String number = "try_cast(" + name + " AS DOUBLE)";
            if (whole instanceof SortOrder) {
                return column.table().rows() > MAX_SORTED
                        ? Optional.empty()
                        : number(
                                        column,
                                        "count_if(" + number + " < before)",
                                        "(SELECT " + name + ", max(" + number + ") OVER (ORDER BY " + name
                                                + " ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before FROM ",
                                        whole)
                                .or(() -> date(column, whole));
            }
            String compared = (whole instanceof Max ? "max" : "min") + "(CASE WHEN " + number + " IS NOT NULL THEN "
                    + name + " END)";
            return number(
                            column,
                            "count_if(" + number + (whole instanceof Max ? " > " : " < ") + "extreme)",
                            "(SELECT " + name + ", try_cast(" + compared + " OVER () AS DOUBLE) AS extreme FROM ",
                            whole)
                    .or(() -> date(column, whole));
        });
    }

    private Optional<Column> column(Expression expression) {
        return plan.column(expression)
                .filter(column -> column.profile().type().kind() == ColumnType.Kind.STRING
                        && expression.dataType() instanceof StringType);
    }

    private static String name(Column column) {
        return SqlIdentifiers.quote(column.profile().sqlName());
    }

    /**
     * @param wrong counts the rows that are judged wrong
     * @param inside the beginning of a subquery on the table; empty for the table itself
     */
    private Optional<Fault> number(Column column, String wrong, String inside, Expression whole) {
        if (!looksLike(column.profile(), NUMBER)) {
            return Optional.empty();
        }
        String table = SqlIdentifiers.quote(column.table().sqlName());
        String name = name(column);
        return measurement
                .first("SELECT " + wrong + ", count(try_cast(" + name + " AS DOUBLE)), count(" + name + ") FROM "
                        + (inside.isEmpty() ? table : inside + table + ")"))
                .filter(row -> row.getLong(0) > 0 && row.getLong(1) >= MOST * row.getLong(2))
                .map(row -> fault(column, whole, row.getLong(0), "numbers", "CAST(" + name + " AS DOUBLE)"));
    }

    private Optional<Fault> date(Column column, Expression whole) {
        if (!looksLike(column.profile(), DATE)) {
            return Optional.empty();
        }
        String name = name(column);
        return measurement
                .first("SELECT count_if(" + name + " RLIKE " + DAY_FIRST + "), count(" + name + "), count(DISTINCT "
                        + name + ") FROM " + SqlIdentifiers.quote(column.table().sqlName()))
                .filter(row -> row.getLong(0) > 0 && row.getLong(0) >= MOST * row.getLong(1) && row.getLong(2) > 1)
                .map(row -> fault(
                        column,
                        whole,
                        row.getLong(0),
                        "dates that do not begin with the year",
                        "to_date(" + name + ", 'format')"));
    }

    private Fault fault(Column column, Expression whole, long rows, String what, String instead) {
        String text = plan.text(whole);
        return new Fault(
                Kind.TEXT_ORDER,
                text,
                column.source().name(),
                column.name(),
                rows,
                (text.isEmpty() ? "The order" : text) + " compares texts letter by letter, but " + column.name()
                        + " holds " + what + ". Use " + instead + ".");
    }

    /** Whether a value that the profile shows is of a form; a column of other texts costs no query. */
    private static boolean looksLike(ColumnProfile column, Pattern form) {
        return Stream.concat(
                        Stream.ofNullable(column.min()),
                        column.topValues().stream().map(ColumnProfile.TopValue::value))
                .anyMatch(value -> form.matcher(value).matches());
    }
}

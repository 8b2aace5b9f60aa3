package io.github.bigdatamigrator.schema;

import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.schema.Proposal.Detail;
import io.github.bigdatamigrator.schema.Recommendation.Kind;
import io.github.bigdatamigrator.sql.SqlIdentifiers;
import io.github.bigdatamigrator.sql.SqlLiterals;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the conditions that every row must meet, as Spark SQL over the views; a null cell meets every condition. */
final class RowConstraints {
    private static final String WHOLE = "^(0|-?[1-9][0-9]*)$";
    private static final String DECIMAL = "^-?(0|[1-9][0-9]*)([.][0-9]+)?$";
    private static final String REAL = "^-?[0-9]+([.][0-9]+)?([eE][-+]?[0-9]+)?$";
    private static final String DATE = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";
    private static final String TIMESTAMP = "^[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?$";

    private RowConstraints() {}

    static @Nullable String condition(Proposal proposal) {
        PlannedColumn column = proposal.column();
        String first = sqlName(column);
        if (proposal.detail() instanceof Detail.NewType type) {
            return fits(first, column.sourceType(), type.type());
        } else if (proposal.detail() instanceof Detail.Split split) {
            return "size(split(" + first + ", " + SqlLiterals.quote(Pattern.quote(split.separator())) + ")) = "
                    + split.parts();
        }
        return proposal.kind() == Kind.DROP_CONSTANT
                ? constant(proposal, first)
                : checkCondition(proposal, RowConstraints::sqlName, SqlLiterals::quote);
    }

    /** The condition of a CHECK in any dialect, or null where the proposal is none. */
    static @Nullable String checkCondition(
            Proposal proposal, Function<PlannedColumn, String> name, UnaryOperator<String> literal) {
        String first = name.apply(proposal.column());
        Detail detail = proposal.detail();
        if (detail instanceof Detail.AllowedValues values) {
            return first + " IN (" + values.texts().stream().map(literal).collect(Collectors.joining(", ")) + ")";
        } else if (detail instanceof Detail.Bound bound) {
            return first + " " + bound.relation().sign() + " " + bound.number().toPlainString();
        } else if (detail instanceof Detail.ColumnOrder order) {
            return first + " " + order.relation().sign() + " "
                    + name.apply(proposal.columns().get(1));
        }
        return null;
    }

    private static String constant(Proposal proposal, String first) {
        String value = proposal.constant();
        String type = proposal.column().sourceType().toString().toUpperCase(Locale.ROOT);
        return value == null
                ? first + " IS NULL"
                : first + " <=> try_cast(" + SqlLiterals.quote(value) + " AS " + type + ")";
    }

    /** Whether a value of the column's type converts to the other type without loss. */
    static String fits(String column, ColumnType from, TargetType to) {
        boolean text = from.kind() == ColumnType.Kind.STRING;
        return switch (to.kind()) {
            case INTEGER -> {
                String number = text ? "try_cast(" + column + " AS DECIMAL(38,0))" : column;
                long maximum = Long.MAX_VALUE >> (64 - 8 * to.size());
                String range = number + " BETWEEN " + (-maximum - 1) + " AND " + maximum;
                yield text
                        ? column + " IS NULL OR " + matches(column, WHOLE) + " AND coalesce(" + range + ", false)"
                        : from.kind() == ColumnType.Kind.BIGINT
                                ? range
                                : range + " AND " + column + " = floor(" + column + ")";
            }
            case DECIMAL -> {
                String narrow = "try_cast(" + column + " AS DECIMAL(" + to.size() + "," + to.scale() + "))";
                boolean wider = from.kind() == ColumnType.Kind.DECIMAL
                        && to.scale() >= from.scale()
                        && to.size() - to.scale() >= from.precision() - from.scale();
                yield wider
                        ? "true"
                        : column + " IS NULL OR "
                                + (text
                                        ? matches(column, DECIMAL) + " AND coalesce(" + narrow + " = try_cast(" + column
                                                + " AS DECIMAL(38,18)), false)"
                                        : "coalesce(" + narrow + " = " + column + ", false)");
            }
            case DOUBLE -> text ? matches(column, REAL) : "true";
            case TEXT -> to.size() == 0 ? "true" : "char_length(CAST(" + column + " AS STRING)) <= " + to.size();
            case BOOLEAN ->
                text
                        ? "lower(" + column + ") IN ('t', 'f', 'true', 'false', 'y', 'n', 'yes', 'no', '0', '1')"
                        : from.kind() == ColumnType.Kind.BOOLEAN ? "true" : column + " IN (0, 1)";
            case DATE ->
                text
                        ? matches(column, DATE) + " AND try_cast(" + column + " AS DATE) IS NOT NULL"
                        : from.kind() == ColumnType.Kind.TIMESTAMP
                                ? column + " = date_trunc('DAY', " + column + ")"
                                : String.valueOf(from.kind() == ColumnType.Kind.DATE);
            case TIMESTAMP ->
                text
                        ? matches(column, TIMESTAMP) + " AND try_cast(" + column + " AS TIMESTAMP) IS NOT NULL"
                        : String.valueOf(from.temporal());
            case BINARY -> String.valueOf(from.kind() == ColumnType.Kind.BINARY);
        };
    }

    private static String matches(String column, String pattern) {
        return column + " RLIKE " + SqlLiterals.quote(pattern);
    }

    static String sqlName(PlannedColumn column) {
        return SqlIdentifiers.quote(column.sqlName());
    }
}

package io.github.bigdatamigrator.schema;

import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.sql.SqlIdentifiers;
import io.github.bigdatamigrator.sql.SqlLiterals;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What every row must keep, in Spark's SQL over the views; null cells keep everything. */
final class RowConstraints {
    private static final String WHOLE = "^(0|-?[1-9][0-9]*)$";
    private static final String DECIMAL = "^-?(0|[1-9][0-9]*)([.][0-9]+)?$";
    private static final String REAL = "^-?[0-9]+([.][0-9]+)?([eE][-+]?[0-9]+)?$";

    private RowConstraints() {}

    /** The condition, or null where the kind has none that a single row could break. */
    static @Nullable String of(Proposal proposal) {
        String first = name(proposal.columns().get(0));
        ProposalDetail detail = proposal.detail();
        if (detail instanceof ProposalDetail.As as) {
            return fits(first, proposal.columns().get(0).profile().type(), as.type());
        } else if (detail instanceof ProposalDetail.Split split) {
            return "size(split(" + first + ", " + SqlLiterals.quote(java.util.regex.Pattern.quote(split.separator()))
                    + ")) = " + split.parts();
        }
        return proposal.kind() == Recommendation.Kind.DROP_CONSTANT
                ? constant(proposal, first)
                : plain(proposal, RowConstraints::name, SqlLiterals::quote);
    }

    /** The condition of a check in any dialect, or null where the proposal is none. */
    static @Nullable String plain(
            Proposal proposal, Function<PlannedColumn, String> name, UnaryOperator<String> literal) {
        String first = name.apply(proposal.columns().get(0));
        ProposalDetail detail = proposal.detail();
        if (detail instanceof ProposalDetail.Values values) {
            return first + " IN (" + values.texts().stream().map(literal).collect(Collectors.joining(", ")) + ")";
        } else if (detail instanceof ProposalDetail.Bound bound) {
            return first + " " + bound.relation().sign() + " " + bound.number().toPlainString();
        } else if (detail instanceof ProposalDetail.Order order) {
            return first + " " + order.relation().sign() + " "
                    + name.apply(proposal.columns().get(1));
        }
        return null;
    }

    private static @Nullable String constant(Proposal proposal, String first) {
        String value = proposal.constant();
        String type = proposal.columns().get(0).profile().type().toString().toUpperCase(java.util.Locale.ROOT);
        return value == null
                ? first + " IS NULL"
                : first + " <=> try_cast(" + SqlLiterals.quote(value) + " AS " + type + ")";
    }

    /** Whether a value of the column's type goes into the other one without loss. */
    private static String fits(String column, ColumnType from, TargetType to) {
        boolean text = from.kind() == ColumnType.Kind.STRING;
        return switch (to.kind()) {
            case INTEGER -> {
                String number = text ? "try_cast(" + column + " AS DECIMAL(38,0))" : column;
                String least = to.size() == 2 ? "-32768" : to.size() == 4 ? "-2147483648" : "-9223372036854775808";
                String most = to.size() == 2 ? "32767" : to.size() == 4 ? "2147483647" : "9223372036854775807";
                String range = number + " BETWEEN " + least + " AND " + most;
                yield text
                        ? matches(column, WHOLE) + " AND coalesce(" + range + ", false)"
                        : from.kind() == ColumnType.Kind.BIGINT
                                ? range
                                : range + " AND " + column + " = floor(" + column + ")";
            }
            case DECIMAL -> {
                String narrow = "try_cast(" + column + " AS DECIMAL(" + to.size() + "," + to.scale() + "))";
                yield text
                        ? matches(column, DECIMAL) + " AND coalesce(" + narrow + " = try_cast(" + column
                                + " AS DECIMAL(38,18)), false)"
                        : "coalesce(" + narrow + " = " + column + ", false)";
            }
            case DOUBLE -> text ? matches(column, REAL) : "true";
            case TEXT -> to.size() == 0 ? "true" : "char_length(CAST(" + column + " AS STRING)) <= " + to.size();
            case BOOLEAN ->
                text
                        ? "lower(" + column + ") IN ('t', 'f', 'true', 'false', 'y', 'n', 'yes', 'no', '0', '1')"
                        : from.kind() == ColumnType.Kind.BOOLEAN ? "true" : column + " IN (0, 1)";
            case DATE ->
                text
                        ? matches(column, "^[0-9]{4}-[0-9]{2}-[0-9]{2}$") + " AND try_cast(" + column
                                + " AS DATE) IS NOT NULL"
                        : from.kind() == ColumnType.Kind.TIMESTAMP
                                ? column + " = date_trunc('DAY', " + column + ")"
                                : String.valueOf(from.kind() == ColumnType.Kind.DATE);
            case TIMESTAMP ->
                text
                        ? matches(column, "^[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?$")
                                + " AND try_cast(" + column + " AS TIMESTAMP) IS NOT NULL"
                        : String.valueOf(from.temporal());
            case BINARY -> String.valueOf(from.kind() == ColumnType.Kind.BINARY);
        };
    }

    private static String matches(String column, String pattern) {
        return column + " RLIKE " + SqlLiterals.quote(pattern);
    }

    static String name(PlannedColumn column) {
        return SqlIdentifiers.quote(column.profile().sqlName());
    }
}

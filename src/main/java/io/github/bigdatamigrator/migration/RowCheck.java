package io.github.bigdatamigrator.migration;

import io.github.bigdatamigrator.sql.SqlLiterals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A condition that every row meets: a comparison of a column with a number or another column, or a list of the values
 * that it may have.
 *
 * @param columns one, or two that are compared
 * @param condition without the first column: {@code >= 0}, {@code <= shipped}, {@code IN ('a', 'b')}
 */
public record RowCheck(List<String> columns, String condition) {
    private static final Pattern COMPARISON = Pattern.compile("(<=|>=|<|>|=)\\s*(.*)", Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(?:\\.\\d+)?");
    private static final Pattern LIST = Pattern.compile("(?is)IN\\s*\\((.*)\\)");
    private static final Pattern ITEM = Pattern.compile("\\G\\s*'((?:[^']|'')*)'\\s*(,|$)");

    public RowCheck {
        columns = List.copyOf(columns);
    }

    /** Whether the condition has one of the known forms. */
    boolean isKnown() {
        return sql(name -> name, SqlLiterals::quoteStandard).isPresent();
    }

    /**
     * The condition in a dialect of SQL, or empty if it has another form.
     *
     * @param name quotes the name of a source column
     * @param literal quotes a text
     */
    Optional<String> sql(UnaryOperator<String> name, UnaryOperator<String> literal) {
        String first = name.apply(columns.get(0)) + " ";
        Matcher list = LIST.matcher(condition.strip());
        if (list.matches()) {
            return columns.size() == 1
                    ? values(list.group(1)).map(values -> first + in(values, literal))
                    : Optional.empty();
        }
        Matcher comparison = COMPARISON.matcher(condition.strip());
        if (!comparison.matches()) {
            return Optional.empty();
        }
        String right = comparison.group(2).strip();
        if (columns.size() == 2) {
            return right.equals(columns.get(1))
                    ? Optional.of(first + comparison.group(1) + " " + name.apply(right))
                    : Optional.empty();
        }
        return columns.size() == 1 && NUMBER.matcher(right).matches()
                ? Optional.of(first + comparison.group(1) + " " + right)
                : Optional.empty();
    }

    private static String in(List<String> values, UnaryOperator<String> literal) {
        return "IN (" + values.stream().map(literal).collect(Collectors.joining(", ")) + ")";
    }

    private static Optional<List<String>> values(String text) {
        List<String> values = new ArrayList<>();
        Matcher item = ITEM.matcher(text);
        int end = 0;
        while (item.find()) {
            values.add(item.group(1).replace("''", "'"));
            end = item.end();
        }
        return values.isEmpty() || end < text.length() || text.strip().endsWith(",")
                ? Optional.empty()
                : Optional.of(values);
    }
}

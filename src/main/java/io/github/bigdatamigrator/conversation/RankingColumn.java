package io.github.bigdatamigrator.conversation;

import io.github.bigdatamigrator.context.QueryResult;
import io.github.bigdatamigrator.sql.SqlLexer;
import io.github.bigdatamigrator.sql.SqlToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Finds the measure that ranks the rows of a result: from the ORDER BY of its SQL, else from the order of values. */
final class RankingColumn {
    /** The last ORDER BY outside parentheses. */
    private static final Pattern ORDER_BY = Pattern.compile("(?isU).*\\border\\s+by\\s+(.*)");

    /** The first sort key, if it is a name or a position. */
    private static final Pattern KEY = Pattern.compile("(?iU)(?:(?:`[^`]+`|\\w+)\\s*\\.\\s*)*(`[^`]+`|\\w+)\\s*"
            + "(?:$|,|\\b(?:asc|desc|nulls|limit|offset|fetch)\\b).*");
    /** Two values are always sorted. */
    private static final int MIN_ROWS = 3;

    private RankingColumn() {}

    /**
     * Returns the column's index; empty if none of the measures ranks the rows.
     *
     * @param measures indexes of columns
     */
    static OptionalInt of(QueryResult result, List<Integer> measures) {
        Optional<Integer> ordered = orderKey(result.sql()).flatMap(key -> column(result, key));
        if (ordered.isPresent()) {
            return measures.contains(ordered.get()) ? OptionalInt.of(ordered.get()) : OptionalInt.empty();
        }
        List<Integer> sorted =
                measures.stream().filter(measure -> sorted(result, measure)).toList();
        return sorted.size() == 1 ? OptionalInt.of(sorted.get(0)) : OptionalInt.empty();
    }

    private static Optional<String> orderKey(String sql) {
        Matcher order = ORDER_BY.matcher(outsideParentheses(sql));
        if (!order.matches()) {
            return Optional.empty();
        }
        Matcher key = KEY.matcher(order.group(1).replace('\n', ' ').strip());
        return key.matches() ? Optional.of(key.group(1).replace("`", "")) : Optional.empty();
    }

    /** Removes comments, string contents and everything in parentheses. */
    private static String outsideParentheses(String sql) {
        StringBuilder outside = new StringBuilder();
        int depth = 0;
        for (SqlToken part : SqlLexer.tokens(sql)) {
            switch (part.kind()) {
                case IDENTIFIER -> outside.append(depth == 0 ? part.text() : "");
                case STRING -> outside.append(depth == 0 ? "''" : "");
                case COMMENT -> outside.append(' ');
                case CODE -> {
                    for (char letter : part.text().toCharArray()) {
                        depth -= letter == ')' ? 1 : 0;
                        if (depth == 0) {
                            outside.append(letter);
                        }
                        depth += letter == '(' ? 1 : 0;
                    }
                }
            }
        }
        return outside.toString();
    }

    /** Returns the index of the column with this name or position, 1 for the first. */
    private static Optional<Integer> column(QueryResult result, String key) {
        List<String> names = result.columns();
        if (key.matches("[0-9]{1,4}")) {
            int position = Integer.parseInt(key);
            return position >= 1 && position <= names.size() ? Optional.of(position - 1) : Optional.empty();
        }
        return IntStream.range(0, names.size())
                .filter(i -> names.get(i).equalsIgnoreCase(key))
                .boxed()
                .findFirst();
    }

    /** Whether the values are sorted in one direction; nulls are skipped. */
    private static boolean sorted(QueryResult result, int column) {
        List<Double> values = new ArrayList<>();
        result.rows().forEach(row -> {
            if (row.get(column) instanceof Number number) {
                values.add(number.doubleValue());
            }
        });
        boolean ascending = false;
        boolean descending = false;
        for (int i = 1; i < values.size(); i++) {
            int step = Double.compare(values.get(i), values.get(i - 1));
            ascending |= step > 0;
            descending |= step < 0;
        }
        return values.size() >= MIN_ROWS && ascending != descending;
    }
}

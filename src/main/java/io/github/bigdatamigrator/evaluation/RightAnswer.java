package io.github.bigdatamigrator.evaluation;

import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.query.QueryResult;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.sql.SqlOutline;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Holds the rows that answer a question rightly.
 *
 * @param rows all rows that may be in an answer; more than {@code count} if a LIMIT separates ties
 * @param count the number of rows of an answer
 * @param definite how many of the first rows each answer must have
 * @param places the place of each row where the order matters, equal for ties; empty where it does not
 */
record RightAnswer(
        List<String> columns, List<List<@Nullable Object>> rows, int count, int definite, List<Integer> places) {
    /** The rows of a question; at most the engine's row limit. */
    static RightAnswer ofRows(List<List<@Nullable Object>> rows, boolean ordered) {
        int columns = rows.isEmpty() ? 0 : rows.get(0).size();
        List<String> names = Stream.generate(() -> "").limit(columns).toList();
        List<Integer> places = new ArrayList<>();
        for (int row = 0; ordered && row < rows.size(); row++) {
            places.add(row);
        }
        return new RightAnswer(names, rows, rows.size(), rows.size(), places);
    }

    /**
     * Runs the right SQL.
     *
     * @param ordered whether the order matters; null for wherever the SQL ranks by ORDER BY and LIMIT
     * @throws MigratorException BAD_INPUT if its rows do not fit into the engine's row limit; what {@code run} throws
     */
    static RightAnswer ofSql(String sql, @Nullable Boolean ordered, Function<String, QueryResult> run) {
        QueryResult result = run.apply(sql);
        if (result.truncated()) {
            throw MigratorException.badInput("its rows are more than the " + NumberFormat.of(result.rowCount())
                    + " that a query may return; ask for fewer, or raise QUERY_ROW_LIMIT");
        }
        SqlOutline outline = SqlOutline.of(sql);
        List<Integer> keys = keys(outline, result);
        List<List<@Nullable Object>> rows = result.rows();
        int count = rows.size();
        int definite = count;
        QueryResult.Cut cut = result.cut();
        if (cut != null && cut.tied() > 0 && outline.limit() == count) {
            rows = withTies(sql, cut, count, run);
            List<@Nullable Object> last = key(rows.get(count - 1), keys);
            while (definite > 0 && key(rows.get(definite - 1), keys).equals(last)) {
                definite--;
            }
            int end = count;
            while (end < rows.size() && key(rows.get(end), keys).equals(last)) {
                end++;
            }
            rows = rows.subList(0, end);
        }
        boolean ranks =
                ordered == null ? outline.limit() > 1 && !outline.order().isEmpty() : ordered;
        List<Integer> places = new ArrayList<>();
        for (int row = 0; ranks && row < rows.size(); row++) {
            boolean tied =
                    row > 0 && !keys.isEmpty() && key(rows.get(row), keys).equals(key(rows.get(row - 1), keys));
            places.add(tied ? places.get(row - 1) : row);
        }
        return new RightAnswer(result.columns(), rows, count, definite, places);
    }

    private static List<List<@Nullable Object>> withTies(
            String sql, QueryResult.Cut cut, int count, Function<String, QueryResult> run) {
        QueryResult more = run.apply(SqlOutline.withoutLimit(sql) + "\nLIMIT " + (count + cut.tied()));
        if (!cut.tiedExact() || more.truncated()) {
            throw MigratorException.badInput(
                    "its LIMIT leaves out rows that share the place of its last one, too many to compare with; choose"
                            + " another LIMIT");
        }
        return more.rows();
    }

    /** The columns whose values decide the place of a row; a name after an amount only makes the order definite. */
    private static List<Integer> keys(SqlOutline outline, QueryResult result) {
        List<Integer> keys = new ArrayList<>();
        for (SqlOutline.SortKey key : outline.order()) {
            int column = outline.item(key, result.columns());
            boolean name = column >= 0 && result.types().get(column).kind() == ColumnType.Kind.STRING;
            if (column < 0 || (name && !keys.isEmpty())) {
                break;
            }
            keys.add(column);
            if (name) {
                break;
            }
        }
        return keys;
    }

    private static List<@Nullable Object> key(List<@Nullable Object> row, List<Integer> keys) {
        List<@Nullable Object> key = new ArrayList<>();
        keys.forEach(column -> key.add(row.get(column)));
        return key;
    }

    /** Whether there is nothing: no row, or one of nulls, as a sum over no rows gives. */
    boolean isEmpty() {
        return isEmpty(rows);
    }

    static boolean isEmpty(List<List<@Nullable Object>> rows) {
        return rows.isEmpty() || (rows.size() == 1 && rows.get(0).stream().allMatch(Objects::isNull));
    }
}

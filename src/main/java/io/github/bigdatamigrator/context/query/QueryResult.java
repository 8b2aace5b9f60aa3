package io.github.bigdatamigrator.context.query;

import io.github.bigdatamigrator.context.ColumnType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds the result rows of a query. A cell is null, {@link Boolean}, {@link Long}, {@link Double},
 * {@link java.math.BigDecimal}, or a {@link String} (text, and dates and timestamps in ISO form).
 *
 * @param sql the statement as it ran
 * @param truncated whether there were more rows than the engine's limit
 * @param seconds wall time
 * @param cut what the statement's own LIMIT leaves out; null if it leaves out nothing or its rows are truncated
 */
public record QueryResult(
        String sql,
        List<String> columns,
        List<ColumnType> types,
        List<List<@Nullable Object>> rows,
        boolean truncated,
        double seconds,
        @Nullable Cut cut) {
    public QueryResult {
        columns = List.copyOf(columns);
        types = List.copyOf(types);
        List<List<@Nullable Object>> copy = new ArrayList<>();
        for (List<@Nullable Object> row : rows) {
            copy.add(Collections.unmodifiableList(new ArrayList<>(row)));
        }
        rows = Collections.unmodifiableList(copy);
    }

    /**
     * The rows that the statement would have without its own LIMIT; there are more than the result has.
     *
     * @param rows all rows without the LIMIT, or a lower bound
     * @param rowsExact whether {@code rows} is exact
     * @param tied rows, shown or not, that share the place of the last row by ORDER BY, where the LIMIT separates them;
     *     0 if it separates none or the rows are not ordered by an amount or a date
     * @param tiedExact whether {@code tied} is exact; otherwise a lower bound
     */
    public record Cut(long rows, boolean rowsExact, long tied, boolean tiedExact) {}

    /** Whether the statement has more rows than these. */
    public boolean partial() {
        return truncated || cut != null;
    }

    public int rowCount() {
        return rows.size();
    }
}

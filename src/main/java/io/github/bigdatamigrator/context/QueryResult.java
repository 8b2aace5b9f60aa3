package io.github.bigdatamigrator.context;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Result rows of a query. A cell is null, {@link Boolean}, {@link Long}, {@link Double}, {@link java.math.BigDecimal},
 * or a {@link String} (text, and dates and timestamps in ISO form).
 *
 * @param sql the statement as it ran
 * @param truncated whether there were more rows than the limit
 * @param seconds wall time
 */
public record QueryResult(
        String sql,
        List<String> columns,
        List<ColumnType> types,
        List<List<@Nullable Object>> rows,
        boolean truncated,
        double seconds) {
    public QueryResult {
        columns = List.copyOf(columns);
        types = List.copyOf(types);
        List<List<@Nullable Object>> copy = new ArrayList<>();
        for (List<@Nullable Object> row : rows) {
            copy.add(Collections.unmodifiableList(new ArrayList<>(row)));
        }
        rows = Collections.unmodifiableList(copy);
    }

    public int rowCount() {
        return rows.size();
    }
}

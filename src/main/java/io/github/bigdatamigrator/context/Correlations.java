package io.github.bigdatamigrator.context;

import java.util.List;

/**
 * The correlations between a table's most telling numeric columns.
 *
 * @param pairs those that are clearly not zero, the strongest first
 * @param columns names of the columns that were compared, each with each
 * @param numericColumns numeric columns of the table, of which {@code columns} may be a part
 * @param sampledRows rows that were looked at
 */
public record Correlations(List<Correlation> pairs, List<String> columns, int numericColumns, long sampledRows) {
    public static final Correlations NONE = new Correlations(List.of(), List.of(), 0, 0);

    public Correlations {
        pairs = List.copyOf(pairs);
        columns = List.copyOf(columns);
    }
}

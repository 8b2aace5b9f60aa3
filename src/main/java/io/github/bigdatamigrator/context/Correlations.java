package io.github.bigdatamigrator.context;

import java.util.List;

/**
 * Holds the correlations between the most informative numeric columns of a table.
 *
 * @param pairs pairs whose correlation is significant, the strongest first
 * @param columns names of the columns that were compared, each with each
 * @param numericColumns number of numeric columns of the table; {@code columns} may be some of them
 * @param sampledRows rows that were examined
 */
public record Correlations(List<Correlation> pairs, List<String> columns, int numericColumns, long sampledRows) {
    public static final Correlations NONE = new Correlations(List.of(), List.of(), 0, 0);

    public Correlations {
        pairs = List.copyOf(pairs);
        columns = List.copyOf(columns);
    }

    Correlations without(List<String> hidden) {
        return new Correlations(
                pairs.stream()
                        .filter(pair -> !hidden.contains(pair.left()) && !hidden.contains(pair.right()))
                        .toList(),
                columns.stream().filter(column -> !hidden.contains(column)).toList(),
                numericColumns,
                sampledRows);
    }
}

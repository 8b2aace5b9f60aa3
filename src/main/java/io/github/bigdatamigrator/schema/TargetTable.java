package io.github.bigdatamigrator.schema;

import java.util.List;

/**
 * A table of the target, its quoted name there, and the view that it is loaded from ({@code sqlName}); bytes of the
 * source files.
 */
public record TargetTable(
        String table, String sqlName, String target, long rows, long bytes, List<TargetColumn> columns) {
    public TargetTable {
        columns = List.copyOf(columns);
    }

    /**
     * A column as in the file, in the view, in the target without and with quotes, and its type in the target's
     * dialect.
     */
    public record TargetColumn(String column, String source, String name, String target, String type) {}
}

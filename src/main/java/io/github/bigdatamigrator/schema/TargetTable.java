package io.github.bigdatamigrator.schema;

import java.util.List;

/**
 * A table of the target and the view that it is loaded from.
 *
 * @param table name as in the file
 * @param sqlName name of the view that it is loaded from
 * @param target name in the target, quoted where that is needed
 * @param rows to load
 * @param bytes of the source files
 */
public record TargetTable(
        String table, String sqlName, String target, long rows, long bytes, List<TargetColumn> columns) {
    public TargetTable {
        columns = List.copyOf(columns);
    }

    /**
     * A column of the target and the view's column that it is loaded from.
     *
     * @param column name as in the file
     * @param source column of the view that it is loaded from
     * @param name in the target, without quotes
     * @param target name in the target, quoted
     * @param type in the target's dialect
     */
    public record TargetColumn(String column, String source, String name, String target, String type) {}
}

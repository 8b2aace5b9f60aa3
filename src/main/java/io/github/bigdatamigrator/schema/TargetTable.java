package io.github.bigdatamigrator.schema;

import java.util.List;

/**
 * A table as the target will have it.
 *
 * @param table name as in the file
 * @param sqlName name of the view that it is filled from
 * @param target name in the target, quoted where that is needed
 * @param rows that it will hold
 * @param bytes of the files it is made from
 */
public record TargetTable(
        String table, String sqlName, String target, long rows, long bytes, List<TargetColumn> columns) {
    public TargetTable {
        columns = List.copyOf(columns);
    }

    /**
     * A column as the target will have it.
     *
     * @param column name as in the file
     * @param source column of the view that it is filled from
     * @param name in the target, without quotes
     * @param target name in the target, quoted
     * @param type in the target's spelling
     */
    public record TargetColumn(String column, String source, String name, String target, String type) {}
}

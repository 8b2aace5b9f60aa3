package io.github.bigdatamigrator.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds a verified proposal for the schema of a target.
 *
 * @param recommendations proven and refuted ones, in dependency order
 * @param ddl statements that make the schema, parents first
 * @param tables the tables of the DDL, in its order
 * @param notes what the target does not support, and what is done instead
 * @param model the model that proposed, or null
 */
public record SchemaPlan(
        SchemaTarget target,
        List<Recommendation> recommendations,
        String ddl,
        List<TargetTable> tables,
        List<String> notes,
        @Nullable String model,
        boolean fallbackUsed) {
    public SchemaPlan {
        recommendations = List.copyOf(recommendations);
        tables = List.copyOf(tables);
        notes = List.copyOf(notes);
    }

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
}

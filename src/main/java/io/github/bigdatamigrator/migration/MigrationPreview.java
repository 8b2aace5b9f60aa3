package io.github.bigdatamigrator.migration;

import java.util.List;

/**
 * Shows what a migration will do, before anything is created.
 *
 * @param target without a password
 * @param tables in the order in which they are loaded
 * @param steps statements that follow the load: keys, foreign keys, indexes and constraints
 * @param notes what is not done, and why
 */
public record MigrationPreview(String target, List<PlannedLoad> tables, List<String> steps, List<String> notes) {
    public MigrationPreview {
        tables = List.copyOf(tables);
        steps = List.copyOf(steps);
        notes = List.copyOf(notes);
    }

    /**
     * A table that will be loaded.
     *
     * @param bytes of the source
     * @param columns their number
     * @param state what of it is there already; empty for nothing
     */
    public record PlannedLoad(String source, String name, long rows, long bytes, int columns, String state) {}

    public long rows() {
        return tables.stream().mapToLong(PlannedLoad::rows).sum();
    }

    public long bytes() {
        return tables.stream().mapToLong(PlannedLoad::bytes).sum();
    }
}

package io.github.bigdatamigrator.migration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bigdatamigrator.json.Json;
import io.github.bigdatamigrator.json.RecordJson;
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
    static final int SCHEMA_VERSION = 1;

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

    /** migration-preview.json: the record. */
    public ObjectNode json() {
        return Json.object().put("schema_version", SCHEMA_VERSION).setAll(RecordJson.write(this));
    }

    public long rows() {
        return tables.stream().mapToLong(PlannedLoad::rows).sum();
    }

    public long bytes() {
        return tables.stream().mapToLong(PlannedLoad::bytes).sum();
    }
}

package io.github.bigdatamigrator.schema;

import io.github.bigdatamigrator.context.TableExporter.Exported;
import java.nio.file.Path;
import java.util.List;

/**
 * A migration on disk, ready to be loaded.
 *
 * @param tables what was written of each table that has columns, in the plan's order
 * @param notes what the target cannot hold as the data has it, and what is done instead
 */
public record Migration(Path folder, SchemaPlan plan, List<Exported> tables, List<String> notes) {
    public Migration {
        tables = List.copyOf(tables);
        notes = List.copyOf(notes);
    }

    /** Rows of all tables. */
    public long rows() {
        return tables.stream().mapToLong(Exported::rows).sum();
    }

    /** Size of the files that were read, in bytes. */
    public long bytesBefore() {
        return plan.tables().stream().mapToLong(TargetTable::bytes).sum();
    }

    /** Size of the files that were written, in bytes. */
    public long bytesAfter() {
        return tables.stream().mapToLong(Exported::bytes).sum();
    }
}

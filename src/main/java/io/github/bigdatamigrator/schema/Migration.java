package io.github.bigdatamigrator.schema;

import io.github.bigdatamigrator.context.TableExporter.Exported;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A migration on disk, ready to load.
 *
 * @param tables the exported tables, in the plan's order; those without columns are left out
 * @param notes what the target does not support, and what is done instead
 */
public record Migration(Path folder, SchemaPlan plan, List<Exported> tables, List<String> notes) {
    public Migration {
        tables = List.copyOf(tables);
        notes = List.copyOf(notes);
    }

    /** The planned table that was exported. */
    public Optional<TargetTable> target(Exported exported) {
        return plan.tables().stream()
                .filter(table -> table.sqlName().equals(exported.table()))
                .findFirst();
    }

    public long rows() {
        return tables.stream().mapToLong(Exported::rows).sum();
    }

    /** Size of the source files in bytes. */
    public long bytesBefore() {
        return plan.tables().stream().mapToLong(TargetTable::bytes).sum();
    }

    /** Size of the exported files in bytes. */
    public long bytesAfter() {
        return tables.stream().mapToLong(Exported::bytes).sum();
    }
}

package io.github.bigdatamigrator.schema;

import io.github.bigdatamigrator.context.query.TableExporter.Exported;
import io.github.bigdatamigrator.schema.SchemaPlan.TargetTable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Describes a migration on disk, ready to load; tables are in the plan's order, without those that have no columns. */
public record Migration(Path folder, SchemaPlan plan, List<Exported> tables, List<String> notes) {
    public Migration {
        tables = List.copyOf(tables);
        notes = List.copyOf(notes);
    }

    public Optional<TargetTable> target(Exported exported) {
        return plan.tables().stream()
                .filter(table -> table.sqlName().equals(exported.table()))
                .findFirst();
    }

    public long rows() {
        return tables.stream().mapToLong(Exported::rows).sum();
    }

    public long bytesBefore() {
        return plan.tables().stream().mapToLong(TargetTable::bytes).sum();
    }

    public long bytesAfter() {
        return tables.stream().mapToLong(Exported::bytes).sum();
    }
}

package io.github.bigdatamigrator.schema;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Notes values that change when they are loaded. */
final class LoadLosses {
    private LoadLosses() {}

    /** One note for each table and kind of change. */
    static List<String> notes(PlannedSchema schema) {
        List<String> notes = new ArrayList<>();
        for (PlannedTable table : schema.tables()) {
            note(notes, table, "blanks around values that identify rows are left out", LoadLosses::padded);
            note(
                    notes,
                    table,
                    "texts that stand for a missing value become NULL",
                    column -> String.join(", ", column.nullMarkers()));
        }
        return notes;
    }

    private static String padded(ColumnProfile column) {
        long padded = column.findings().cells().padded();
        return padded == 0 || column.type().kind() != ColumnType.Kind.STRING ? "" : NumberFormat.count(padded, "value");
    }

    /** @param found the change of a column's values, or empty */
    private static void note(
            List<String> notes, PlannedTable table, String what, Function<ColumnProfile, String> found) {
        String columns = table.columns().stream()
                .filter(column -> !column.isRawText())
                .map(PlannedColumn::profile)
                .filter(column -> !found.apply(column).isEmpty())
                .map(column -> column.name() + " (" + found.apply(column) + ")")
                .collect(Collectors.joining(", "));
        if (!columns.isEmpty()) {
            notes.add(table.name() + ": " + what + ": " + columns);
        }
    }
}

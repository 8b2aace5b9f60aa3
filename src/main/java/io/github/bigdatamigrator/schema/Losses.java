package io.github.bigdatamigrator.schema;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.TableProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Cells that are read, and so loaded, otherwise than they stand in the file. */
final class Losses {
    /** The profile keeps six digits of a second, as both targets do; a file that has them all may have more. */
    private static final Pattern MICROSECONDS = Pattern.compile(".*\\.\\d{6}");

    private Losses() {}

    /** One note for each table and kind of loss. */
    static List<String> notes(DataContext context) {
        List<String> notes = new ArrayList<>();
        for (TableProfile table : context.tables()) {
            note(notes, table, "blanks around values are left out", Losses::padded);
            note(
                    notes,
                    table,
                    "texts that stand for a missing value become NULL",
                    column -> String.join(", ", column.nullMarkers()));
            note(
                    notes,
                    table,
                    "times are kept to the microsecond, and what is finer is cut",
                    column -> column.max() != null
                                    && column.type().kind() == ColumnType.Kind.TIMESTAMP
                                    && MICROSECONDS.matcher(column.max()).matches()
                            ? "to " + column.max()
                            : "");
        }
        return notes;
    }

    private static String padded(ColumnProfile column) {
        long padded = column.findings().cells().padded();
        return padded == 0 || column.type().kind() != ColumnType.Kind.STRING
                ? ""
                : ProposalRules.figure(padded) + (padded == 1 ? " value" : " values");
    }

    /** @param found what a column loses, or empty */
    private static void note(
            List<String> notes, TableProfile table, String what, Function<ColumnProfile, String> found) {
        String columns = table.columns().stream()
                .filter(column -> !found.apply(column).isEmpty())
                .map(column -> column.name() + " (" + found.apply(column) + ")")
                .collect(Collectors.joining(", "));
        if (!columns.isEmpty()) {
            notes.add(table.name() + ": " + what + ": " + columns);
        }
    }
}

package io.github.bigdatamigrator.source.excel;

import io.github.bigdatamigrator.context.DataFile;
import io.github.bigdatamigrator.context.Origin;
import io.github.bigdatamigrator.source.SourceFormat;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Names a sheet and the columns of it that are read. Travels to executors.
 *
 * @param columns ranges of letters, {@code A:C,E}
 * @param copy a local file with the sheet's text, or null
 */
public record SheetAddress(
        SourceFormat format,
        String sheet,
        String columns,
        @Nullable String copy) implements Serializable {
    /** The sheet of a table; null for a table of another format. */
    public static @Nullable SheetAddress of(Origin origin) {
        String columns = origin.schema();
        return columns == null || !SourceFormat.of(origin.format()).isWorkbook()
                ? null
                : new SheetAddress(
                        SourceFormat.of(origin.format()),
                        Objects.requireNonNull(origin.sheet()),
                        columns.replaceAll("^\"|\"$", ""),
                        null);
    }

    /** The same sheet with this process' copy of its text, if there is one; for tasks of this process only. */
    public SheetAddress withCopy(DataFile book) {
        return new SheetAddress(format, sheet, columns, SheetCopies.find(new SheetCopies.Key(book, sheet), columns));
    }

    /** The origin of the table in the sheet, without its dialect; the columns are its schema, as JSON. */
    Origin origin(DataFile file) {
        return new Origin(format.text(), List.of(file), sheet, null).withSchema('"' + columns + '"');
    }
}

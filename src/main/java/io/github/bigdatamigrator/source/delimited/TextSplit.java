package io.github.bigdatamigrator.source.delimited;

import io.github.bigdatamigrator.context.Dialect;
import io.github.bigdatamigrator.source.excel.SheetAddress;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Describes a part of a text file that one task reads: the rows that begin in it. Travels to executors.
 *
 * @param path a path of a Hadoop file system
 * @param file index of the file among the table's files
 * @param start offset of the first byte
 * @param end offset from which on rows belong to the next split; {@code Long.MAX_VALUE} for the rest of the file
 * @param guessed whether {@code start} may not be a row start, so that the first row has to be found
 * @param width number of columns in the file
 * @param sheet the sheet of a workbook whose text it is; null for a text file
 * @param constants values of the partition columns in the file's path ({@code year=2024})
 */
record TextSplit(
        String path,
        int file,
        long start,
        long end,
        boolean guessed,
        Dialect dialect,
        int width,
        @Nullable SheetAddress sheet,
        List<String> constants)
        implements Serializable {
    /** The file that holds the text: for a sheet its copy, if it has one. */
    String textPath() {
        return sheet == null || sheet.copy() == null ? path : sheet.copy();
    }

    /** The same split with a known row start. */
    TextSplit from(long known) {
        return new TextSplit(path, file, known, Math.max(known, end), false, dialect, width, sheet, constants);
    }
}

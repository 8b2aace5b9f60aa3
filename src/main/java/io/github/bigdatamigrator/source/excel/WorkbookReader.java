package io.github.bigdatamigrator.source.excel;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** Reads the sheets of one workbook, of any format. Not thread-safe. */
interface WorkbookReader extends Closeable {
    /**
     * A sheet of the workbook.
     *
     * @param hasCells whether it is a worksheet and not a chart or a dialog
     */
    record Sheet(String name, boolean hidden, boolean hasCells) {}

    /** The rows of one sheet, in order. */
    interface Rows extends Closeable {
        /** Moves to the next row that the workbook stores; it may be without values. False at the end. */
        boolean next(SheetRow row) throws IOException;
    }

    List<Sheet> sheets();

    /** Whether days are counted from 1904. */
    boolean from1904();

    /** Opens a sheet; one at a time. */
    Rows rows(String sheet) throws IOException;
}

package io.github.bigdatamigrator.source.delimited;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.source.CellConverter;
import java.io.Serializable;

/**
 * Describes a column of a view: its index in the file and the conversion of its cells. Travels to executors.
 *
 * @param index of the column in the file; {@link #LINE} for the number of the row's first line
 */
record ViewColumn(int index, String name, CellConverter converter) implements Serializable {
    static final int LINE = -1;

    static ViewColumn line(String name) {
        return new ViewColumn(LINE, name, CellConverter.originalText());
    }

    public static ViewColumn originalText(int index, String name) {
        return new ViewColumn(index, name, CellConverter.originalText());
    }

    public static ViewColumn of(int index, ColumnProfile column) {
        return new ViewColumn(
                index, column.name(), new CellConverter(column.type(), column.pattern(), column.nullMarkers()));
    }
}

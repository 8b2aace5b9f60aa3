package io.github.bigdatamigrator.context;

import java.util.List;
import java.util.Set;

/**
 * The cells of a text column as they stand in the file, beside the values that they are read as: with the blanks around
 * them, with {@code N/A} as a text, with all digits of a second. Views hold them in columns of their own; these names
 * cannot meet other SQL names, which have no blanks. Columns whose cells are their values have none.
 */
public final class RawText {
    private static final String SUFFIX = " as written";
    /** Formats whose times are no texts. */
    private static final Set<String> TYPED = Set.of("parquet", "orc", "avro");

    private RawText() {}

    /** The view of a table, or the column of that view, that holds the cells as they are written. */
    public static String name(String sqlName) {
        return sqlName + SUFFIX;
    }

    /** Whether that is such a name. */
    public static boolean named(String sqlName) {
        return sqlName.endsWith(SUFFIX);
    }

    /** The columns of which a cell may be another text than its value. */
    public static List<ColumnProfile> columns(TableProfile table) {
        return table.columns().stream()
                .filter(column -> textDiffers(column) || mayBeFiner(table, column))
                .toList();
    }

    /** Whether it is a text column whose values lack blanks or texts that stand for null. */
    public static boolean textDiffers(ColumnProfile column) {
        ColumnFindings.Cells cells = column.findings().cells();
        return column.type().kind() == ColumnType.Kind.STRING
                && (cells.padded() > 0
                        || cells.blank() > 0
                        || !column.nullMarkers().isEmpty());
    }

    /**
     * Whether its times may be finer in the file than a microsecond, which their values are not: where they are written
     * as text.
     */
    public static boolean mayBeFiner(TableProfile table, ColumnProfile column) {
        return column.type().kind() == ColumnType.Kind.TIMESTAMP
                && !TYPED.contains(table.origin().format());
    }
}

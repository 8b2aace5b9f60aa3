package io.github.bigdatamigrator.context;

import java.util.List;
import java.util.Set;

/**
 * Names the view columns that hold the original text of cells beside their values: with padding, with {@code N/A} as a
 * text, with all digits of a second. The names contain blanks, so that they never clash with other SQL names. Columns
 * whose text cannot differ from their values have none.
 */
public final class OriginalText {
    private static final String SUFFIX = " original text";
    /** Formats that store times as numbers. */
    private static final Set<String> TYPED = Set.of("parquet", "orc", "avro", "delta", "table", "jdbc", "dataframe");

    private OriginalText() {}

    /** Returns the name of the view, or of its column, with the original text. */
    public static String name(String sqlName) {
        return sqlName + SUFFIX;
    }

    /** The SQL name that {@link #name} was made from. */
    public static String sqlName(String name) {
        return name.substring(0, name.length() - SUFFIX.length());
    }

    /** Whether a name is one of these. */
    public static boolean named(String sqlName) {
        return sqlName.endsWith(SUFFIX);
    }

    /** Returns the columns whose original text may differ from the values. */
    public static List<ColumnProfile> columns(TableProfile table) {
        return table.columns().stream()
                .filter(column -> textDiffers(column) || mayBeFiner(table, column))
                .toList();
    }

    /** Whether a text column has values without padding or null markers that are in the file. */
    public static boolean textDiffers(ColumnProfile column) {
        ColumnFindings.Cells cells = column.findings().cells();
        return column.type().kind() == ColumnType.Kind.STRING
                && (cells.padded() > 0
                        || cells.blank() > 0
                        || !column.nullMarkers().isEmpty());
    }

    /**
     * Whether times in the file may have more digits than microseconds, which values have: in formats that store times
     * as text.
     */
    public static boolean mayBeFiner(TableProfile table, ColumnProfile column) {
        return column.type().kind() == ColumnType.Kind.TIMESTAMP
                && !TYPED.contains(table.origin().format());
    }
}

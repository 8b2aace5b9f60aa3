package io.github.bigdatamigrator.source;

import io.github.bigdatamigrator.error.MigratorException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Names data: a file, folder, pattern, sheet or table by its name, or a DataFrame of the caller's session. Immutable.
 *
 * <pre>{@code
 * ProfileRequest.of(DataSource.of("sales", session.table("sales").filter("year = 2024")), DataSource.of("shops.xlsx"))
 * }</pre>
 *
 * <p>A DataFrame is computed once for its profile, once more for the columns that may be keys, and again for each
 * question; what the caller has cached is used. Its times are shown as its session shows them. Settings, views and
 * cache of that session stay as they are. A conversation needs its DataFrames while it is asked and holds them until it
 * is deleted or the system is closed.
 *
 * @param name what the user named, or the name of the table
 * @param rows a DataFrame, or null for what has a name of its own
 */
public record DataSource(String name, @Nullable Dataset<Row> rows) {
    /** What names of DataFrames begin with. */
    public static final String DATA_FRAME = "dataframe:";

    public DataSource {
        if (name.isBlank()) {
            throw MigratorException.badInput("A source needs a name: a file, a table, or a name for a DataFrame.");
        }
    }

    public static DataSource of(String name) {
        return new DataSource(name, null);
    }

    /** @param name the name of the table, by which questions can speak of it */
    public static DataSource of(String name, Dataset<Row> rows) {
        return new DataSource(name, rows);
    }

    /** The name that a conversation keeps; that of a DataFrame opens none. */
    public String location() {
        return rows == null ? name : DATA_FRAME + name;
    }
}

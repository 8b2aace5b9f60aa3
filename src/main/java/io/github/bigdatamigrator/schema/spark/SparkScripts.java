package io.github.bigdatamigrator.schema.spark;

import io.github.bigdatamigrator.context.TableExporter.Exported;
import io.github.bigdatamigrator.schema.Migration;
import io.github.bigdatamigrator.sql.SqlIdentifiers;
import io.github.bigdatamigrator.text.NumberFormat;

/** Writes scripts for {@code spark-sql}. */
public final class SparkScripts {
    private SparkScripts() {}

    /** Loads the tables of schema.sql from the exported Parquet files. */
    public static String load(Migration migration) {
        StringBuilder sql = new StringBuilder("-- spark-sql -f schema.sql, then spark-sql -f load.sql\n");
        for (Exported exported : migration.tables()) {
            migration
                    .target(exported)
                    .ifPresent(table -> sql.append("INSERT OVERWRITE TABLE " + table.target()
                            + " SELECT * FROM parquet."
                            + SqlIdentifiers.quote(exported.folder()) + "; -- " + NumberFormat.of(exported.rows())
                            + " rows\n"));
        }
        return sql.toString();
    }
}

package io.github.bigdatamigrator.source.typed;

import io.github.bigdatamigrator.context.Origin;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.source.LazySpark;
import io.github.bigdatamigrator.source.SourceFormat;
import io.github.bigdatamigrator.sql.SqlIdentifiers;
import java.util.List;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Opens DataFrames of the caller's program: {@code dataframe:sales}. They are global temporary views, which all
 * sessions of the application see and which end with it; a name stands for the DataFrame that was last registered by
 * it.
 */
public final class DataFrameConnector implements SparkConnector {
    private static final String PREFIX = "dataframe:";
    /** Distinguishes our views from the caller's own. */
    private static final String VIEW = "bdm dataframe ";

    /** Registers rows by a name, and returns the name under which they can be opened. */
    public static String register(String name, Dataset<Row> rows) throws AnalysisException {
        rows.createOrReplaceGlobalTempView(SqlIdentifiers.quote(VIEW + name));
        return PREFIX + name;
    }

    @Override
    public SourceFormat format() {
        return SourceFormat.DATAFRAME;
    }

    @Override
    public List<String> prefixes() {
        return List.of(PREFIX);
    }

    @Override
    public List<NamedTable> find(LazySpark spark, String name) {
        String table = name.substring(PREFIX.length());
        if (!exists(spark.session(), table)) {
            throw new MigratorException(
                    ErrorCode.FILE_NOT_FOUND,
                    "There is no DataFrame “" + table + "”. DataFrames are named by the program that has them"
                            + " (DataSource.of in Java, or the Python package).");
        }
        return List.of(new NamedTable(table, name, Origin.ofTable(format().text(), table, null)));
    }

    @Override
    public @Nullable String version(LazySpark spark, Origin origin) {
        return null;
    }

    @Override
    public Dataset<Row> rows(SparkSession spark, Origin origin) {
        return spark.table("global_temp." + SqlIdentifiers.quote(VIEW + origin.table()));
    }

    private static boolean exists(SparkSession spark, String table) {
        return spark.catalog().tableExists("global_temp." + SqlIdentifiers.quote(VIEW + table));
    }
}

package io.github.bigdatamigrator.source.typed;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.Origin;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.source.Connector;
import io.github.bigdatamigrator.source.HadoopFiles;
import io.github.bigdatamigrator.source.LazySpark;
import io.github.bigdatamigrator.source.SourceTable;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A connector whose rows Spark reads, for the scan as for SQL. */
public interface SparkConnector extends Connector {
    /** The connectors of tables that Spark reads. */
    static List<Connector> all() {
        return List.of(new CatalogConnector(), new DeltaConnector(), new DataFrameConnector());
    }

    /** All rows of a table, lazily. */
    Dataset<Row> rows(SparkSession spark, Origin origin);

    @Override
    default SourceTable open(LazySpark spark, NamedTable table) {
        SparkSession session = spark.session();
        List<Problem> problems = table.origin().version() != null
                ? List.of()
                : List.of(new Problem(
                        table.name(),
                        "changes of this table cannot be noticed: it is profiled anew each time, and answers may be"
                                + " newer than the profile",
                        1,
                        Problem.Severity.LOW));
        try {
            return TypedTableOpener.open(
                    session, table.name(), table.location(), table.origin(), problems, origin -> rows(session, origin));
        } catch (MigratorException e) {
            throw e;
        } catch (Exception e) { // Spark's checked exceptions are not declared
            throw HadoopFiles.unreadable(table.location(), e);
        }
    }

    @Override
    default Dataset<Row> view(SparkSession spark, TableProfile table, List<ColumnProfile> originals) {
        return TypedView.of(spark, rows(spark, table.origin()), table, originals);
    }
}

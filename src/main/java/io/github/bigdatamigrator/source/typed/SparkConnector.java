package io.github.bigdatamigrator.source.typed;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.Origin;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.source.Connector;
import io.github.bigdatamigrator.source.LazySpark;
import io.github.bigdatamigrator.source.SourceTable;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A connector whose rows Spark reads, for the scan as for SQL. */
public interface SparkConnector extends Connector {
    /** All rows of a table, lazily. */
    Dataset<Row> rows(SparkSession spark, Origin origin);

    @Override
    default SourceTable open(LazySpark spark, NamedTable table) {
        SparkSession session = spark.session();
        return TypedTableOpener.open(
                session, table.name(), table.location(), table.origin(), List.of(), origin -> rows(session, origin));
    }

    @Override
    default Dataset<Row> view(SparkSession spark, TableProfile table, List<ColumnProfile> originals) {
        return TypedView.of(spark, rows(spark, table.origin()), table, originals);
    }
}

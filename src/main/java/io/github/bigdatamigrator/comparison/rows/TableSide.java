package io.github.bigdatamigrator.comparison.rows;

import io.github.bigdatamigrator.context.TableProfile;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * One of the two tables.
 *
 * @param rows its compared columns, in the order of the first table's
 * @param keyed whether rows have a key
 */
record TableSide(TableProfile profile, Dataset<Row> rows, RowHasher hasher, boolean keyed) {
    JavaRDD<InternalRow> internalRows() {
        return rows.queryExecution().toRdd().toJavaRDD();
    }
}

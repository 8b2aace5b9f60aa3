package io.github.bigdatamigrator.comparison.rows;

import io.github.bigdatamigrator.context.TableProfile;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * One of the two tables.
 *
 * @param keyed whether rows have a key
 */
record TableSide(TableProfile profile, JavaRDD<InternalRow> rows, RowHasher hasher, boolean keyed) {
    TableSide byMeaning() {
        return new TableSide(profile, rows, hasher.byMeaning(), keyed);
    }
}

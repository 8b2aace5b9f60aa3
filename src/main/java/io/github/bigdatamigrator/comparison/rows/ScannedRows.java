package io.github.bigdatamigrator.comparison.rows;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.execution.InputAdapter;
import org.apache.spark.sql.execution.ProjectExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.WholeStageCodegenExec;
import org.apache.spark.sql.execution.datasources.v2.BatchScanExec;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The rows of a query, as its source makes them where the query only selects columns: Spark would copy every cell, also
 * of rows that are not needed. A row is valid until the next. Plans the query; reads nothing itself.
 *
 * @param ordinals the position in the rows of each column of the query
 * @param direct whether they are the source's own
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ScannedRows(JavaRDD<InternalRow> rows, int[] ordinals, boolean direct) {
    static ScannedRows of(Dataset<Row> query) {
        SparkPlan plan = query.queryExecution().executedPlan();
        List<NamedExpression> selected = null;
        while (plan instanceof WholeStageCodegenExec
                || plan instanceof InputAdapter
                || (plan instanceof ProjectExec && selected == null)) {
            if (plan instanceof ProjectExec project) {
                selected = CollectionConverters.asJava(project.projectList());
            }
            plan = CollectionConverters.asJava(plan.children()).get(0);
        }
        int columns = query.columns().length;
        if (plan instanceof BatchScanExec scan && !scan.supportsColumnar() && selected != null) {
            List<Long> ids = new ArrayList<>();
            for (Attribute attribute : CollectionConverters.asJava(scan.output())) {
                ids.add(attribute.exprId().id());
            }
            int[] ordinals = selected.stream()
                    .mapToInt(column -> column instanceof Attribute attribute
                            ? ids.indexOf(attribute.exprId().id())
                            : -1)
                    .toArray();
            if (ordinals.length == columns && IntStream.of(ordinals).noneMatch(ordinal -> ordinal < 0)) {
                return new ScannedRows(scan.execute().toJavaRDD(), ordinals, true);
            }
        }
        return new ScannedRows(
                query.queryExecution().toRdd().toJavaRDD(),
                IntStream.range(0, columns).toArray(),
                false);
    }
}

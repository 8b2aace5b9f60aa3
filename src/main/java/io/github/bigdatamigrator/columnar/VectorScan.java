package io.github.bigdatamigrator.columnar;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.execution.ColumnarToRowExec;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.InputAdapter;
import org.apache.spark.sql.execution.ProjectExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.WholeStageCodegenExec;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Scans Parquet files with flat columns as Spark's column vectors, without converting them to rows. Plans the query;
 * reads nothing itself. Driver only; the batches are read on executors.
 *
 * @param batches the batches that Spark reads; Spark reuses the memory of a batch for the next
 * @param vectors the index of the vector of each column; its type is the file's and may be a narrower number
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record VectorScan(JavaRDD<ColumnarBatch> batches, int[] vectors) {
    /**
     * Plans the scan of a table; null if a column is not a column of the file, widened at most, or if Spark does not
     * read the file into vectors.
     */
    public static @Nullable VectorScan of(Dataset<Row> flat) {
        SparkPlan plan = flat.queryExecution().executedPlan();
        List<NamedExpression> columns = null;
        while (!(plan instanceof FileSourceScanExec)) {
            if (plan instanceof ProjectExec project && columns == null) {
                columns = CollectionConverters.asJava(project.projectList());
                plan = project.child();
            } else if (plan instanceof WholeStageCodegenExec
                    || plan instanceof ColumnarToRowExec
                    || plan instanceof InputAdapter) {
                plan = CollectionConverters.asJava(plan.children()).get(0);
            } else {
                return null;
            }
        }
        FileSourceScanExec scan = (FileSourceScanExec) plan;
        if (!scan.supportsColumnar() || !(scan.relation().fileFormat() instanceof ParquetFileFormat)) {
            return null;
        }
        List<Long> ids = new ArrayList<>();
        for (Attribute attribute : CollectionConverters.asJava(scan.output())) {
            ids.add(attribute.exprId().id());
        }
        // Without a projection, the table's columns are the file's.
        int[] vectors = new int[columns == null ? ids.size() : columns.size()];
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = columns == null ? i : vectorOf(columns.get(i), ids);
            if (vectors[i] < 0) {
                return null;
            }
        }
        return new VectorScan(scan.executeColumnar().toJavaRDD(), vectors);
    }

    private static int vectorOf(NamedExpression column, List<Long> ids) {
        Expression value = column instanceof Alias alias ? alias.child() : (Expression) column;
        Expression plain = value instanceof Cast cast && isWidening(cast) ? cast.child() : value;
        return plain instanceof Attribute attribute
                ? ids.indexOf(attribute.exprId().id())
                : -1;
    }

    private static boolean isWidening(Cast cast) {
        DataType from = cast.child().dataType();
        return (NarrowNumbers.isNarrow(from) && cast.dataType().equals(DataTypes.LongType))
                || (from.equals(DataTypes.FloatType) && cast.dataType().equals(DataTypes.DoubleType));
    }
}

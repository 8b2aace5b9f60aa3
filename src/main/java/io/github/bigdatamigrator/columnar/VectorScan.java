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
 * Parquet files of plain columns, read as Spark's vectors and never made into rows. Plans a query and reads nothing by
 * itself. Driver only; the batches are made and read on executors.
 */
public final class VectorScan {
    private final JavaRDD<ColumnarBatch> batches;
    private final int[] vectors;

    private VectorScan(JavaRDD<ColumnarBatch> batches, int[] vectors) {
        this.batches = batches;
        this.vectors = vectors;
    }

    /** What Spark reads; each batch is overwritten by the next. */
    public JavaRDD<ColumnarBatch> batches() {
        return batches;
    }

    /** Which vector of a batch holds each of the table's columns: as the file has it, so perhaps a narrower number. */
    public int[] vectors() {
        return vectors;
    }

    /**
     * Null where the table's columns are not just those of the file, whole numbers and fractions widened at most, or
     * Spark does not read that file into vectors.
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
        // Without a projection the file's columns are the table's.
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

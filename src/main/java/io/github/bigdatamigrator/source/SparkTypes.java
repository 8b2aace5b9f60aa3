package io.github.bigdatamigrator.source;

import io.github.bigdatamigrator.context.ColumnType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** Converts column types to Spark's types. */
public final class SparkTypes {
    private SparkTypes() {}

    public static DataType of(ColumnType type) {
        return switch (type.kind()) {
            case BOOLEAN -> DataTypes.BooleanType;
            case BIGINT -> DataTypes.LongType;
            case DECIMAL -> DataTypes.createDecimalType(type.precision(), type.scale());
            case DOUBLE -> DataTypes.DoubleType;
            case DATE -> DataTypes.DateType;
            case TIMESTAMP -> DataTypes.TimestampType;
            case STRING -> DataTypes.StringType;
            case BINARY -> DataTypes.BinaryType;
        };
    }
}

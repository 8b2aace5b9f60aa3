package io.github.bigdatamigrator.source.typed;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.to_json;

import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.sql.SqlIdentifiers;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;
import org.apache.spark.sql.types.VariantType;

/**
 * Turns any of Spark's rows into flat columns of the project's types: structs become columns by path
 * ({@code address.city}), arrays, maps and variants their JSON text, intervals and all other types their usual text.
 */
final class RowFlattener {
    private static final int MAX_DEPTH = 8;

    /** A flat column: its path, what it is made from, and the type that its values have then. */
    record Leaf(String name, Column expression, ColumnType stored) {}

    private RowFlattener() {}

    static List<Leaf> leaves(Dataset<Row> rows) {
        List<Leaf> leaves = new ArrayList<>();
        add(rows.schema(), "", "", 0, leaves);
        return leaves;
    }

    /** The rows with the leaves as their columns, named {@code _0}, {@code _1} and so on. */
    static Dataset<Row> flatten(Dataset<Row> rows, List<Leaf> leaves) {
        Column[] columns = new Column[leaves.size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = leaves.get(i).expression().as("_" + i);
        }
        return rows.select(columns);
    }

    private static void add(StructType struct, String path, String reference, int depth, List<Leaf> leaves) {
        for (StructField field : struct.fields()) {
            if (field.name().equals(SparkReaders.CORRUPT)) {
                continue;
            }
            String name = path + field.name();
            String column = reference + SqlIdentifiers.quote(field.name());
            if (field.dataType() instanceof StructType inner && depth < MAX_DEPTH && inner.length() > 0) {
                add(inner, name + ".", column + ".", depth + 1, leaves);
            } else {
                leaves.add(leaf(name, col(column), field.dataType()));
            }
        }
    }

    private static Leaf leaf(String name, Column value, DataType type) {
        if (type instanceof BooleanType) {
            return new Leaf(name, value, ColumnType.BOOLEAN);
        } else if (type instanceof LongType) {
            return new Leaf(name, value, ColumnType.BIGINT);
        } else if (type instanceof ByteType || type instanceof ShortType || type instanceof IntegerType) {
            return new Leaf(name, value.cast(DataTypes.LongType), ColumnType.BIGINT);
        } else if (type instanceof DoubleType) {
            return new Leaf(name, value, ColumnType.DOUBLE);
        } else if (type instanceof FloatType) {
            return new Leaf(name, value.cast(DataTypes.DoubleType), ColumnType.DOUBLE);
        } else if (type instanceof DecimalType decimal) {
            return new Leaf(name, value, ColumnType.decimal(decimal.precision(), decimal.scale()));
        } else if (type instanceof DateType) {
            return new Leaf(name, value, ColumnType.DATE);
        } else if (type instanceof TimestampType) {
            return new Leaf(name, value, ColumnType.TIMESTAMP);
        } else if (type instanceof TimestampNTZType) {
            return new Leaf(name, value.cast(DataTypes.TimestampType), ColumnType.TIMESTAMP);
        } else if (type instanceof BinaryType) {
            return new Leaf(name, value, ColumnType.BINARY);
        } else if (type instanceof StringType) {
            return new Leaf(name, value.cast(DataTypes.StringType), ColumnType.STRING);
        } else if (type instanceof ArrayType
                || type instanceof MapType
                || type instanceof StructType
                || type instanceof VariantType) {
            return new Leaf(name, to_json(value), ColumnType.STRING);
        }
        return new Leaf(name, value.cast(DataTypes.StringType), ColumnType.STRING);
    }
}

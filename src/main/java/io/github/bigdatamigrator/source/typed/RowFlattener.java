package io.github.bigdatamigrator.source.typed;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.to_json;

import io.github.bigdatamigrator.columnar.NarrowNumbers;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.source.SparkTypes;
import io.github.bigdatamigrator.sql.SqlIdentifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;
import org.apache.spark.sql.types.VariantType;

/**
 * Flattens Spark's rows to columns of {@link ColumnType}: structs become columns by path ({@code address.city}),
 * arrays, maps and variants become JSON text, intervals and all other types become text. The properties of GeoJSON's
 * features become columns by their own names.
 */
final class RowFlattener {
    /** The key of a field's metadata that holds the name of its column, where the field has another. */
    static final String NAME = "bdm_name";

    private static final int MAX_DEPTH = 8;

    /** A flat column: its path, its expression, and the type of the expression. */
    record Leaf(String name, Column expression, ColumnType stored) {}

    private RowFlattener() {}

    static List<Leaf> leaves(Dataset<Row> rows) {
        List<Leaf> leaves = new ArrayList<>();
        add(rows.schema(), "", "", 0, leaves);
        return leaves;
    }

    /** Selects the leaves as columns named {@code _0}, {@code _1} and so on. */
    static Dataset<Row> flatten(Dataset<Row> rows, List<Leaf> leaves) {
        return rows.select(IntStream.range(0, leaves.size())
                .mapToObj(i -> leaves.get(i).expression().as("_" + i))
                .toArray(Column[]::new));
    }

    private static void add(StructType struct, String path, String reference, int depth, List<Leaf> leaves) {
        for (StructField field : struct.fields()) {
            boolean feature = field.metadata().contains(SchemaFinder.GEOJSON);
            boolean object = field.dataType() instanceof StructType inner && depth < MAX_DEPTH && inner.length() > 0;
            if (field.name().equals(SparkReaders.CORRUPT) || (feature && !object)) {
                continue;
            }
            String own = field.metadata().contains(NAME) ? field.metadata().getString(NAME) : field.name();
            boolean text = own.equals(SparkReaders.XML_TEXT) && !path.isEmpty();
            String name = text ? path.substring(0, path.length() - 1) : path + own;
            String column = reference + SqlIdentifiers.quote(field.name());
            if (object) {
                add((StructType) field.dataType(), feature ? path : name + ".", column + ".", depth + 1, leaves);
            } else {
                leaves.add(leaf(name, StoredKind.readable(col(column), field), field));
            }
        }
    }

    private static Leaf leaf(String name, Column value, StructField field) {
        DataType type = field.dataType();
        if (type instanceof ArrayType
                || type instanceof MapType
                || type instanceof StructType
                || type instanceof VariantType) {
            return new Leaf(name, to_json(value), ColumnType.STRING);
        }
        StoredKind kind = StoredKind.of(field);
        if (kind != null) {
            return new Leaf(name, value, kind.type());
        }
        ColumnType stored = storedType(type);
        DataType expected = SparkTypes.of(stored);
        return new Leaf(name, type.equals(expected) ? value : value.cast(expected), stored);
    }

    private static ColumnType storedType(DataType type) {
        if (type instanceof BooleanType) {
            return ColumnType.BOOLEAN;
        } else if (type instanceof LongType || NarrowNumbers.isNarrow(type)) {
            return ColumnType.BIGINT;
        } else if (type instanceof DoubleType || type instanceof FloatType) {
            return ColumnType.DOUBLE;
        } else if (type instanceof DecimalType decimal) {
            return ColumnType.decimal(decimal.precision(), decimal.scale());
        } else if (type instanceof DateType) {
            return ColumnType.DATE;
        } else if (type instanceof TimestampType || type instanceof TimestampNTZType) {
            return ColumnType.TIMESTAMP;
        }
        return type instanceof BinaryType ? ColumnType.BINARY : ColumnType.STRING;
    }
}

package io.github.bigdatamigrator.columnar;

import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.vectorized.ColumnVector;

/** Whole numbers of vectors that hold them in fewer than 64 bits. Runs on executors. */
public final class NarrowNumbers {
    private NarrowNumbers() {}

    /** Whether the type is that of whole numbers of less than 64 bits. */
    public static boolean isNarrow(DataType type) {
        return type instanceof IntegerType || type instanceof ShortType || type instanceof ByteType;
    }

    /**
     * A whole number that is not null, of any width.
     *
     * @param type that of the vector
     */
    public static long longAt(ColumnVector vector, DataType type, int row) {
        if (type instanceof IntegerType) {
            return vector.getInt(row);
        }
        return type instanceof ShortType
                ? vector.getShort(row)
                : type instanceof ByteType ? vector.getByte(row) : vector.getLong(row);
    }
}

package io.github.bigdatamigrator.columnar;

import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.vectorized.ColumnVector;

/** Reads integers of vectors that store them in fewer than 64 bits. Runs on executors. */
public final class NarrowNumbers {
    private NarrowNumbers() {}

    /** Whether the type is an integer of fewer than 64 bits. */
    public static boolean isNarrow(DataType type) {
        return type instanceof IntegerType || type instanceof ShortType || type instanceof ByteType;
    }

    /**
     * An integer of any width that is not null.
     *
     * @param type the vector's type
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

package io.github.bigdatamigrator.relationship;

import io.github.bigdatamigrator.columnar.NarrowNumbers;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.sketch.ValueHash;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.vectorized.ColumnVector;

/** Hashes the values of columns, so that equal values of different types have equal hashes. Runs on executors. */
record ValueHasher(List<ColumnType> types) implements Serializable {
    private static final long ZERO = 0x9E3779B97F4A7C15L; // replaces the hash 0, which stands for null

    /** Hashes every column of the row into position {@code at} of that column's array; 0 for null. */
    void hash(InternalRow row, long[][] into, int at) {
        for (int ordinal = 0; ordinal < into.length; ordinal++) {
            into[ordinal][at] = row.isNullAt(ordinal) ? 0 : notZero(hash(row, ordinal));
        }
    }

    /** Hashes the first {@code rows} values of a column's vector, which may have a narrower number type; 0 for null. */
    void hash(ColumnVector vector, int ordinal, int rows, long[] into) {
        ColumnType type = types.get(ordinal);
        DataType stored = vector.dataType();
        boolean nulls = vector.hasNull();
        for (int row = 0; row < rows; row++) {
            into[row] = nulls && vector.isNullAt(row) ? 0 : notZero(hash(vector, stored, type, row));
        }
    }

    private static long hash(ColumnVector vector, DataType stored, ColumnType type, int row) {
        return switch (type.kind()) {
            case BIGINT -> ValueHash.ofLong(NarrowNumbers.longAt(vector, stored, row));
            case TIMESTAMP -> ValueHash.ofLong(vector.getLong(row));
            case DATE -> ValueHash.ofLong(vector.getInt(row));
            case DOUBLE ->
                ValueHash.ofDouble(stored instanceof FloatType ? vector.getFloat(row) : vector.getDouble(row));
            case BOOLEAN -> ValueHash.ofLong(vector.getBoolean(row) ? 1 : 0);
            case DECIMAL -> decimal(vector.getDecimal(row, type.precision(), type.scale()));
            case STRING -> bytes(vector.getUTF8String(row).getBytes());
            case BINARY -> bytes(vector.getBinary(row));
        };
    }

    /** Combines the hashes of some columns in one row; 0 where one of them is null. */
    static long combined(long[][] columns, int row) {
        if (columns.length == 1) {
            return columns[0][row];
        }
        long hash = columns.length;
        for (long[] column : columns) {
            if (column[row] == 0) {
                return 0;
            }
            hash = ValueHash.combine(hash, column[row]);
        }
        return notZero(hash);
    }

    private static long notZero(long hash) {
        return hash == 0 ? ZERO : hash;
    }

    private long hash(InternalRow row, int ordinal) {
        ColumnType type = types.get(ordinal);
        return switch (type.kind()) {
            case BIGINT, TIMESTAMP -> ValueHash.ofLong(row.getLong(ordinal));
            case DATE -> ValueHash.ofLong(row.getInt(ordinal));
            case DOUBLE -> ValueHash.ofDouble(row.getDouble(ordinal));
            case BOOLEAN -> ValueHash.ofLong(row.getBoolean(ordinal) ? 1 : 0);
            case DECIMAL -> decimal(row.getDecimal(ordinal, type.precision(), type.scale()));
            case STRING -> bytes(row.getUTF8String(ordinal).getBytes());
            case BINARY -> bytes(row.getBinary(ordinal));
        };
    }

    /** Formats the values for readers, separated by commas. */
    String text(InternalRow row, int[] ordinals) {
        return Arrays.stream(ordinals).mapToObj(ordinal -> text(row, ordinal)).collect(Collectors.joining(", "));
    }

    private String text(InternalRow row, int ordinal) {
        ColumnType type = types.get(ordinal);
        return switch (type.kind()) {
            case BIGINT -> Long.toString(row.getLong(ordinal));
            case TIMESTAMP ->
                Instant.EPOCH.plus(row.getLong(ordinal), ChronoUnit.MICROS).toString();
            case DATE -> LocalDate.ofEpochDay(row.getInt(ordinal)).toString();
            case DOUBLE -> Double.toString(row.getDouble(ordinal));
            case BOOLEAN -> Boolean.toString(row.getBoolean(ordinal));
            case DECIMAL ->
                row.getDecimal(ordinal, type.precision(), type.scale())
                        .toJavaBigDecimal()
                        .toPlainString();
            case STRING -> row.getUTF8String(ordinal).toString();
            case BINARY -> row.getBinary(ordinal).length + " bytes";
        };
    }

    private static long decimal(Decimal value) {
        return value.precision() <= Decimal.MAX_LONG_DIGITS()
                ? ValueHash.ofDecimal(value.toUnscaledLong(), value.scale())
                : ValueHash.ofDecimal(value.toJavaBigDecimal());
    }

    private static long bytes(byte[] bytes) {
        return ValueHash.ofText(bytes, 0, bytes.length);
    }
}

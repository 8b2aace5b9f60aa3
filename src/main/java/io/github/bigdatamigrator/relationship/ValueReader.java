package io.github.bigdatamigrator.relationship;

import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.sketch.ValueHash;
import java.io.Serial;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.Decimal;

/** Hashes the values of some columns of a view's row, so that equal values meet whatever their types. Runs on executors. */
record ValueReader(List<ColumnType> types) implements Serializable {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Instead of 0, which stands for null. */
    private static final long ZERO = 0x9E3779B97F4A7C15L;

    /** Hashes every column of the row; 0 for null. */
    void hash(InternalRow row, long[] into) {
        for (int ordinal = 0; ordinal < into.length; ordinal++) {
            into[ordinal] = row.isNullAt(ordinal) ? 0 : notZero(hash(row, ordinal));
        }
    }

    /** The hash of some columns together, from those of all; 0 where one of them is null. */
    static long combined(long[] hashes, int[] ordinals) {
        if (ordinals.length == 1) {
            return hashes[ordinals[0]];
        }
        long hash = ordinals.length;
        for (int ordinal : ordinals) {
            if (hashes[ordinal] == 0) {
                return 0;
            }
            hash = ValueHash.combine(hash, hashes[ordinal]);
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
            case DECIMAL -> {
                Decimal value = row.getDecimal(ordinal, type.precision(), type.scale());
                yield value.precision() <= Decimal.MAX_LONG_DIGITS()
                        ? ValueHash.ofDecimal(value.toUnscaledLong(), value.scale())
                        : ValueHash.ofDecimal(value.toJavaBigDecimal());
            }
            case STRING -> bytes(row.getUTF8String(ordinal).getBytes());
            case BINARY -> bytes(row.getBinary(ordinal));
        };
    }

    /** The values as a person would write them, parted by commas. */
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

    private static long bytes(byte[] bytes) {
        return ValueHash.ofText(bytes, 0, bytes.length);
    }
}

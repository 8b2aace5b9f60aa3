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

/** Hashes the values of some columns of a view's row, so that equal values meet whatever their types. Runs on executors. */
record ValueReader(List<ColumnType> types) implements Serializable {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Whether one of the columns is null. */
    boolean hasNull(InternalRow row, int[] ordinals) {
        for (int ordinal : ordinals) {
            if (row.isNullAt(ordinal)) {
                return true;
            }
        }
        return false;
    }

    long hash(InternalRow row, int[] ordinals) {
        if (ordinals.length == 1) {
            return hash(row, ordinals[0]);
        }
        long hash = ordinals.length;
        for (int ordinal : ordinals) {
            hash = ValueHash.combine(hash, hash(row, ordinal));
        }
        return hash;
    }

    private long hash(InternalRow row, int ordinal) {
        ColumnType type = types.get(ordinal);
        return switch (type.kind()) {
            case BIGINT, TIMESTAMP -> ValueHash.ofLong(row.getLong(ordinal));
            case DATE -> ValueHash.ofLong(row.getInt(ordinal));
            case DOUBLE -> ValueHash.ofDouble(row.getDouble(ordinal));
            case BOOLEAN -> ValueHash.ofLong(row.getBoolean(ordinal) ? 1 : 0);
            case DECIMAL ->
                ValueHash.ofDecimal(
                        row.getDecimal(ordinal, type.precision(), type.scale()).toJavaBigDecimal());
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

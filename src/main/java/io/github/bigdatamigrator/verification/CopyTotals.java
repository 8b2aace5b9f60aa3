package io.github.bigdatamigrator.verification;

import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.TableExporter.ExportedColumn;
import java.io.Serializable;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** Counts and sums the values of one column in one partition. Mergeable; serialized from executors to the driver. */
final class CopyTotals implements Serializable {
    private static final long serialVersionUID = 1L;

    private long values;
    private long checksum;
    private @Nullable BigDecimal sum;
    private long replaced;
    private long endMarkers;

    void add(PostgresCopyEncoder cell, Object value, String text, MessageDigest md5) {
        values++;
        checksum += ByteBuffer.wrap(md5.digest(cell.digested(value, text))).getInt() & 0xffff_ffffL;
        if (value instanceof BigDecimal || cell.kind() == ColumnType.Kind.BIGINT) {
            BigDecimal number = value instanceof BigDecimal decimal ? decimal : BigDecimal.valueOf((Long) value);
            sum = sum == null ? number : sum.add(number);
        }
        if (PostgresCopyEncoder.holdsNul(value)) {
            replaced++;
        }
        if (cell.kind() == ColumnType.Kind.STRING && PostgresCopyEncoder.holdsEndMarker(text)) {
            endMarkers++;
        }
    }

    void plus(CopyTotals other) {
        values += other.values;
        checksum += other.checksum;
        if (other.sum != null) {
            sum = sum == null ? other.sum : sum.add(other.sum);
        }
        replaced += other.replaced;
        endMarkers += other.endMarkers;
    }

    ExportedColumn column(String name, ColumnType type) {
        return new ExportedColumn(
                name, type, values, checksum, sum == null ? null : sum.toPlainString(), replaced, endMarkers);
    }
}

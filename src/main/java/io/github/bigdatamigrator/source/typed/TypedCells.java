package io.github.bigdatamigrator.source.typed;

import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.source.BooleanPattern;
import io.github.bigdatamigrator.source.ByteHash;
import io.github.bigdatamigrator.source.Cell;
import io.github.bigdatamigrator.source.CellReader;
import io.github.bigdatamigrator.source.SourceFormat;
import io.github.bigdatamigrator.source.TemporalPattern;
import java.io.Serial;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.XXH64;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Fills cells from Spark's rows with the columns of {@link RowFlattener}. Declared types are trusted; the strings of
 * JSON are checked for dates, its doubles become the numbers that are written, and all texts of XML are read like those
 * of delimited text. Travels to executors; one per task, not thread-safe.
 */
final class TypedCells implements Serializable {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final int MAX_HEX_BYTES = 256;
    /** More than the digits of any 64-bit number with the maximum scale of a decimal. */
    private static final int MAX_PLAIN_LENGTH = 64;

    private static final long MICROS_PER_SECOND = 1_000_000;

    private final SourceFormat format;
    private final ColumnType[] stored;

    @SuppressWarnings("TransientInitializer") // created again on the executor, by readResolve
    private transient CellReader reader = new CellReader(false);

    @SuppressWarnings("TransientInitializer")
    private transient byte[] plain = new byte[MAX_PLAIN_LENGTH + Long.BYTES];

    @SuppressWarnings("TransientInitializer")
    private transient ByteHash hash = new ByteHash();

    TypedCells(SourceFormat format, List<ColumnType> stored) {
        this.format = format;
        this.stored = stored.toArray(ColumnType[]::new);
    }

    @Serial
    private Object readResolve() {
        return new TypedCells(format, List.of(stored));
    }

    /** Whether the kind of a value is inferred from its text and not from the declared type. */
    static boolean inferredFromCells(SourceFormat format, ColumnType stored) {
        return switch (format) {
            case XML -> stored.equals(ColumnType.STRING);
            case JSON, JSONL -> stored.equals(ColumnType.STRING) || stored.equals(ColumnType.DOUBLE);
            case PARQUET, ORC, AVRO, CSV, TSV, FIXED_WIDTH, XLSX, XLS, DELTA, TABLE, JDBC, DATAFRAME -> false;
        };
    }

    /** Hashes a value to recognize equal ones of the column; 0 for null. */
    long hash(InternalRow row, int column) {
        if (row.isNullAt(column)) {
            return 0;
        }
        ColumnType type = stored[column];
        return switch (type.kind()) {
            case BOOLEAN -> ByteHash.of(row.getBoolean(column) ? 1 : 0);
            case BIGINT, TIMESTAMP -> ByteHash.of(row.getLong(column));
            case DOUBLE -> ByteHash.of(Double.doubleToLongBits(row.getDouble(column)));
            case DECIMAL -> {
                Decimal value = row.getDecimal(column, type.precision(), type.scale());
                yield type.precision() <= Decimal.MAX_LONG_DIGITS()
                        ? ByteHash.of(value.toUnscaledLong())
                        : bytes(value.toJavaBigDecimal().unscaledValue().toByteArray());
            }
            case DATE -> ByteHash.of(row.getInt(column));
            case STRING -> {
                UTF8String text = row.getUTF8String(column);
                if (text.numBytes() == 0) {
                    yield ByteHash.of(0);
                }
                // Hashed in place, since copying would cost more than hashing.
                yield ByteHash.of(XXH64.hashUnsafeBytes(
                        text.getBaseObject(), text.getBaseOffset(), text.numBytes(), text.numBytes()));
            }
            case BINARY -> bytes(row.getBinary(column));
        };
    }

    private long bytes(byte[] bytes) {
        return hash.of(bytes, 0, bytes.length);
    }

    void read(InternalRow row, int column, Cell cell) {
        if (row.isNullAt(column)) {
            cell.setNull();
            return;
        }
        ColumnType type = stored[column];
        switch (type.kind()) {
            case BOOLEAN -> {
                setText(Boolean.toString(row.getBoolean(column)), cell);
                cell.setBoolean(row.getBoolean(column), 1 << BooleanPattern.TRUE_FALSE.ordinal());
            }
            case BIGINT -> readLong(row.getLong(column), cell);
            case DOUBLE -> readDouble(row.getDouble(column), column, cell);
            case DECIMAL -> {
                Decimal value = row.getDecimal(column, type.precision(), type.scale());
                if (type.precision() <= Decimal.MAX_LONG_DIGITS() && value.scale() >= 0) {
                    readDecimal(value.toUnscaledLong(), value.scale(), cell);
                    return;
                }
                setText(value.toJavaBigDecimal().toPlainString(), cell);
                cell.setDecimal(value.toJavaBigDecimal());
            }
            case DATE -> readDate(row.getInt(column), cell);
            case TIMESTAMP -> readTimestamp(row.getLong(column), cell);
            case STRING -> readString(row.getUTF8String(column), type, cell);
            case BINARY -> {
                setText(hex(row.getBinary(column)), cell);
                cell.setKind(Cell.Kind.TEXT);
            }
        }
    }

    void readLong(long value, Cell cell) {
        int from = digits(value);
        cell.setText(plain, from, MAX_PLAIN_LENGTH, from, MAX_PLAIN_LENGTH);
        cell.setLong(value);
    }

    private void readDecimal(long unscaled, int scale, Cell cell) {
        int from = digits(unscaled);
        int sign = unscaled < 0 ? 1 : 0;
        int point = MAX_PLAIN_LENGTH - scale;
        if (scale > 0) {
            while (from + sign >= point) {
                // Leading zeros that the unscaled number lacks.
                plain[--from] = '0';
                if (sign > 0) {
                    plain[from + 1] = '0';
                    plain[from] = '-';
                }
            }
            System.arraycopy(plain, from, plain, from - 1, point - from);
            plain[point - 1] = '.';
            from--;
        }
        cell.setText(plain, from, MAX_PLAIN_LENGTH, from, MAX_PLAIN_LENGTH);
        cell.setDecimal(unscaled, scale);
    }

    /** Writes a number to the end of {@link #plain}; returns its start. */
    private int digits(long value) {
        int at = MAX_PLAIN_LENGTH;
        // Negative, since Long.MIN_VALUE has no positive counterpart.
        long rest = value < 0 ? value : -value;
        do {
            plain[--at] = (byte) ('0' - rest % 10);
            rest /= 10;
        } while (rest != 0);
        if (value < 0) {
            plain[--at] = '-';
        }
        return at;
    }

    void readDouble(double value, int column, Cell cell) {
        ColumnType type = stored[column];
        setText(Double.toString(value), cell);
        if (Double.isNaN(value)) {
            cell.setKind(Cell.Kind.NULL_MARKER);
        } else if (inferredFromCells(format, type)) {
            reader.read(cell.bytes(), cell.from(), cell.to(), cell);
        } else {
            cell.setDouble(value);
        }
    }

    private void readString(UTF8String text, ColumnType type, Cell cell) {
        // In place, if the text is in a byte array.
        boolean inPlace = text.getBaseObject() instanceof byte[];
        byte[] bytes = inPlace ? (byte[]) text.getBaseObject() : text.getBytes();
        int from = inPlace ? (int) (text.getBaseOffset() - Platform.BYTE_ARRAY_OFFSET) : 0;
        int to = from + text.numBytes();
        if (format == SourceFormat.XML) {
            reader.read(bytes, from, to, cell);
        } else if (inferredFromCells(format, type)) {
            reader.readText(bytes, from, to, cell);
        } else {
            CellReader.trim(bytes, from, to, cell);
            cell.setKind(Cell.Kind.TEXT);
        }
    }

    private static void readDate(int days, Cell cell) {
        setText(LocalDate.ofEpochDay(days).toString(), cell);
        cell.beginTemporal();
        cell.addTemporal(TemporalPattern.ISO_DATE, days);
    }

    private static void readTimestamp(long micros, Cell cell) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(
                Math.floorDiv(micros, MICROS_PER_SECOND),
                (int) Math.floorMod(micros, MICROS_PER_SECOND) * 1000,
                ZoneOffset.UTC);
        setText(timestampText(time), cell);
        cell.beginTemporal();
        cell.addTemporal(TemporalPattern.ISO_TIMESTAMP, micros);
    }

    /** The SQL form: always with seconds, with a fraction only if it is not zero. */
    private static String timestampText(LocalDateTime time) {
        String clock = time.toLocalTime().toString();
        String seconds = clock.length() == 5 ? clock + ":00" : clock;
        return time.toLocalDate() + " " + (seconds.indexOf('.') < 0 ? seconds : seconds.replaceAll("0+$", ""));
    }

    private static String hex(byte[] bytes) {
        return bytes.length <= MAX_HEX_BYTES
                ? HexFormat.of().formatHex(bytes)
                : "sha-256 " + DigestUtils.sha256Hex(bytes) + " of " + bytes.length + " bytes";
    }

    private static void setText(String text, Cell cell) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        cell.setText(bytes, 0, bytes.length, 0, bytes.length);
    }
}

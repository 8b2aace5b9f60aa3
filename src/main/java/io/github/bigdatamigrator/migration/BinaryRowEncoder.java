package io.github.bigdatamigrator.migration;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * Encodes rows for PostgreSQL's {@code COPY … WITH (FORMAT binary)}. A row with a cell that its column cannot hold is
 * left out, with the reason. For one thread.
 */
final class BinaryRowEncoder {
    private static final byte[] SIGNATURE = "PGCOPY\n\u00ff\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int DAYS_TO_2000 = 10_957;
    private static final long MICROS_TO_2000 = 946_684_800_000_000L;
    /** The limits of PostgreSQL's date, in days since 1970, and of its timestamp, in microseconds since 2000. */
    private static final long FIRST_DAY = -2_440_588;

    private static final long END_OF_DAYS = 2_147_483_494L - 2_440_588;
    private static final long FIRST_MICRO = -211_813_488_000_000_000L;
    private static final long END_OF_MICROS = 9_223_371_331_200_000_000L;

    private static final int BASE = 10_000; // of the digits of a numeric
    private static final int DIGITS = 4;
    private static final int LONG_SCALE = 15; // 18 digits and 3 more of padding fit into a long up to this scale
    private static final long[] POWERS = new long[19];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    /** A cell that does not fit. */
    record Misfit(String column, String reason) {}

    private final List<LoadColumn> columns;
    private byte[] bytes = new byte[1 << 17];
    private int at;
    private final int[] groups = new int[16];

    BinaryRowEncoder(List<LoadColumn> columns) {
        this.columns = columns;
    }

    /** The bytes encoded since {@link #clear}; valid up to {@link #length}. */
    byte[] bytes() {
        return bytes;
    }

    int length() {
        return at;
    }

    void clear() {
        at = 0;
    }

    void begin() {
        require(SIGNATURE.length + 8);
        System.arraycopy(SIGNATURE, 0, bytes, at, SIGNATURE.length);
        at += SIGNATURE.length;
        putInt(0);
        putInt(0);
    }

    void end() {
        require(2);
        putShort(-1);
    }

    /** Appends a row; returns why it does not fit, or null. */
    @Nullable
    Misfit add(InternalRow row) {
        int start = at;
        require(2);
        putShort(columns.size());
        for (int i = 0; i < columns.size(); i++) {
            LoadColumn column = columns.get(i);
            String reason = cell(row, i, column);
            if (reason != null) {
                at = start;
                return new Misfit(column.name(), reason);
            }
        }
        return null;
    }

    private @Nullable String cell(InternalRow row, int i, LoadColumn column) {
        if (column.fits() >= 0 && !row.isNullAt(column.fits()) && !row.getBoolean(column.fits())) {
            return "is no " + SchemaNames.type(column.type());
        }
        require(32);
        if (row.isNullAt(i)) {
            if (column.notNull()) {
                return "is missing";
            }
            putInt(-1);
            return null;
        }
        return switch (column.kind()) {
            case BOOLEAN -> {
                putInt(1);
                bytes[at++] = (byte) (row.getBoolean(i) ? 1 : 0);
                yield null;
            }
            case INTEGER -> integer(row.getLong(i), column.size());
            case DOUBLE -> {
                putInt(8);
                putLong(Double.doubleToLongBits(row.getDouble(i)));
                yield null;
            }
            case DATE -> {
                int days = row.getInt(i);
                if (days < FIRST_DAY || days >= END_OF_DAYS) {
                    yield "is a date outside of 4713 BC to 5874897";
                }
                putInt(4);
                putInt(days - DAYS_TO_2000);
                yield null;
            }
            case TIMESTAMP -> timestamp(row.getLong(i));
            case TEXT -> text(row.getUTF8String(i), column.size());
            case BINARY -> {
                put(row.getBinary(i));
                yield null;
            }
            case DECIMAL -> decimal(row.getDecimal(i, column.precision(), column.scale()), column);
        };
    }

    private @Nullable String integer(long value, int size) {
        if (size == 8) {
            putInt(8);
            putLong(value);
        } else if (size == 4 && value == (int) value) {
            putInt(4);
            putInt((int) value);
        } else if (size == 2 && value == (short) value) {
            putInt(2);
            putShort((int) value);
        } else {
            return "is outside of the range of " + (size == 2 ? "smallint" : "integer");
        }
        return null;
    }

    private @Nullable String timestamp(long micros) {
        long since2000 = micros - MICROS_TO_2000;
        if (since2000 > micros || since2000 < FIRST_MICRO || since2000 >= END_OF_MICROS) {
            return "is a time outside of 4713 BC to 294276";
        }
        putInt(8);
        putLong(since2000);
        return null;
    }

    private @Nullable String text(UTF8String text, int maximum) {
        if (maximum > 0 && text.numBytes() > maximum && text.numChars() > maximum) {
            return "has more than " + maximum + " characters";
        }
        byte[] utf8 = text.getBytes();
        boolean ascii = true;
        for (byte one : utf8) {
            if (one == 0) {
                return "contains the character U+0000, which PostgreSQL cannot store";
            }
            ascii &= one > 0;
        }
        if (!ascii && !text.isValid()) {
            return "is no valid UTF-8";
        }
        put(utf8);
        return null;
    }

    private @Nullable String decimal(Decimal value, LoadColumn column) {
        int scale = value.scale();
        if (column.checked()) {
            BigDecimal plain = value.toJavaBigDecimal().stripTrailingZeros();
            if (plain.signum() != 0
                    && (plain.scale() > column.targetScale()
                            || plain.precision() - plain.scale() > column.size() - column.targetScale())) {
                return "has more digits than numeric(" + column.size() + "," + column.targetScale() + ")";
            }
        }
        if (value.precision() <= Decimal.MAX_LONG_DIGITS() && scale <= LONG_SCALE) {
            small(value.toUnscaledLong(), scale);
        } else {
            large(value.toJavaBigDecimal());
        }
        return null;
    }

    private void small(long unscaled, int scale) {
        long value = Math.abs(unscaled);
        long whole = value / POWERS[scale];
        int padding = (DIGITS - scale % DIGITS) % DIGITS;
        long fraction = value % POWERS[scale] * POWERS[padding];
        int fractionGroups = (scale + padding) / DIGITS;
        int count = 0;
        for (int i = 0; i < fractionGroups; i++) {
            groups[count++] = (int) (fraction % BASE);
            fraction /= BASE;
        }
        int wholeGroups = 0;
        for (; whole > 0; whole /= BASE) {
            groups[count++] = (int) (whole % BASE);
            wholeGroups++;
        }
        putInt(8 + 2 * count);
        putShort(count);
        putShort(wholeGroups - 1);
        putShort(unscaled < 0 ? 0x4000 : 0);
        putShort(scale);
        while (count > 0) {
            putShort(groups[--count]);
        }
    }

    private void large(BigDecimal value) {
        int scale = Math.max(0, value.scale());
        int padding = (DIGITS - scale % DIGITS) % DIGITS;
        String digits = value.setScale(scale)
                .unscaledValue()
                .abs()
                .multiply(BigInteger.TEN.pow(padding))
                .toString();
        int lead = (DIGITS - digits.length() % DIGITS) % DIGITS;
        String padded = "0".repeat(lead) + digits;
        int count = padded.length() / DIGITS;
        require(16 + 2 * count);
        putInt(8 + 2 * count);
        putShort(count);
        putShort(count - (scale + padding) / DIGITS - 1);
        putShort(value.signum() < 0 ? 0x4000 : 0);
        putShort(scale);
        for (int i = 0; i < count; i++) {
            putShort(Integer.parseInt(padded, i * DIGITS, (i + 1) * DIGITS, 10));
        }
    }

    private void put(byte[] value) {
        require(4 + value.length);
        putInt(value.length);
        System.arraycopy(value, 0, bytes, at, value.length);
        at += value.length;
    }

    private void require(int more) {
        if (bytes.length - at < more) {
            bytes = Arrays.copyOf(bytes, Math.max(at + more, 2 * bytes.length));
        }
    }

    private void putShort(int value) {
        bytes[at++] = (byte) (value >> 8);
        bytes[at++] = (byte) value;
    }

    private void putInt(int value) {
        putShort(value >> 16);
        putShort(value);
    }

    private void putLong(long value) {
        putInt((int) (value >> 32));
        putInt((int) value);
    }
}

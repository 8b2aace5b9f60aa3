package io.github.bigdatamigrator.source.typed;

import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.transform_values;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.source.SparkTypes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Arrays;
import java.util.UUID;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.Float16LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntervalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Lists the types of Parquet that Spark reads only as the numbers and bytes by which they are stored. */
enum StoredKind {
    TIMESTAMP_NANOS("TIMESTAMP(NANOS)", "timestamps to the microsecond"),
    TIME_MILLIS("TIME(MILLIS)", "text (HH:mm:ss)"),
    TIME_MICROS("TIME(MICROS)", "text (HH:mm:ss)"),
    TIME_NANOS("TIME(NANOS)", "text (HH:mm:ss)"),
    UUID_BYTES("UUID", "text"),
    FLOAT16("FLOAT16", "numbers"),
    INTERVAL("INTERVAL", "text (months, days, seconds)");

    private static final String KEY = "bdm_stored_as";
    private static final DateTimeFormatter CLOCK = new DateTimeFormatterBuilder()
            .appendPattern("HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter();

    private final String parquet;
    private final String readAs;

    StoredKind(String parquet, String readAs) {
        this.parquet = parquet;
        this.readAs = readAs;
    }

    String parquet() {
        return parquet;
    }

    String readAs() {
        return readAs;
    }

    ColumnType type() {
        return switch (this) {
            case TIMESTAMP_NANOS -> ColumnType.TIMESTAMP;
            case FLOAT16 -> ColumnType.DOUBLE;
            default -> ColumnType.STRING;
        };
    }

    static @Nullable StoredKind of(PrimitiveType stored) {
        LogicalTypeAnnotation logical = stored.getLogicalTypeAnnotation();
        if (logical instanceof TimestampLogicalTypeAnnotation time) {
            return time.getUnit() == TimeUnit.NANOS ? TIMESTAMP_NANOS : null;
        }
        if (logical instanceof TimeLogicalTypeAnnotation time) {
            return switch (time.getUnit()) {
                case MILLIS -> TIME_MILLIS;
                case MICROS -> TIME_MICROS;
                case NANOS -> TIME_NANOS;
            };
        }
        return logical instanceof UUIDLogicalTypeAnnotation
                ? UUID_BYTES
                : logical instanceof Float16LogicalTypeAnnotation
                        ? FLOAT16
                        : logical instanceof IntervalLogicalTypeAnnotation ? INTERVAL : null;
    }

    /** What marks a field of a schema as of this kind. */
    Metadata metadata() {
        return new MetadataBuilder().putString(KEY, name()).build();
    }

    /** The kind of a field, or null. */
    static @Nullable StoredKind of(StructField field) {
        return field.metadata().contains(KEY) ? valueOf(field.metadata().getString(KEY)) : null;
    }

    /** The value of a column with everything of these kinds in it converted. */
    static Column readable(Column value, StructField field) {
        return hasKind(field) ? readable(value, field.dataType(), of(field)) : value;
    }

    private static boolean hasKind(StructField field) {
        return field.metadata().contains(KEY) || hasKind(field.dataType());
    }

    private static boolean hasKind(DataType type) {
        return type instanceof StructType struct
                ? Arrays.stream(struct.fields()).anyMatch(StoredKind::hasKind)
                : type instanceof ArrayType array
                        ? hasKind(array.elementType())
                        : type instanceof MapType map && hasKind(map.valueType());
    }

    private static Column readable(Column value, DataType type, @Nullable StoredKind kind) {
        if (type instanceof ArrayType array) {
            return transform(value, element -> readable(element, array.elementType(), kind));
        }
        if (type instanceof MapType map) {
            return transform_values(value, (key, inner) -> readable(inner, map.valueType(), kind));
        }
        if (type instanceof StructType struct) {
            Column[] fields = Arrays.stream(struct.fields())
                    .map(field -> readable(value.getField(field.name()), field.dataType(), of(field))
                            .as(field.name()))
                    .toArray(Column[]::new);
            return when(value.isNotNull(), struct(fields));
        }
        return kind == null ? value : kind.converted(value);
    }

    private Column converted(Column stored) {
        return this == TIMESTAMP_NANOS
                ? timestamp_micros(udf(new Reader(this), DataTypes.LongType).apply(stored))
                : udf(new Reader(this), SparkTypes.of(type())).apply(stored);
    }

    /** Converts one value. Travels to executors. */
    private record Reader(StoredKind kind) implements UDF1<@Nullable Object, @Nullable Object> {
        private static final long serialVersionUID = 1L;

        @Override
        public @Nullable Object call(@Nullable Object stored) {
            return stored == null ? null : kind.value(stored);
        }
    }

    private Object value(Object stored) {
        return switch (this) {
            case TIMESTAMP_NANOS -> Math.floorDiv((Long) stored, 1000);
            case TIME_MILLIS -> clock(((Number) stored).longValue(), 1_000_000);
            case TIME_MICROS -> clock((Long) stored, 1000);
            case TIME_NANOS -> clock((Long) stored, 1);
            case UUID_BYTES -> {
                ByteBuffer bytes = ByteBuffer.wrap((byte[]) stored);
                yield new UUID(bytes.getLong(), bytes.getLong()).toString();
            }
            case FLOAT16 ->
                half(ByteBuffer.wrap((byte[]) stored)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .getShort());
            case INTERVAL -> {
                ByteBuffer parts = ByteBuffer.wrap((byte[]) stored).order(ByteOrder.LITTLE_ENDIAN);
                yield Integer.toUnsignedLong(parts.getInt()) + " months " + Integer.toUnsignedLong(parts.getInt())
                        + " days " + Integer.toUnsignedLong(parts.getInt()) / 1000.0 + " seconds";
            }
        };
    }

    /** The time of day; a number beyond a day as it is. */
    private static String clock(long stored, long nanos) {
        long dayLength = LocalTime.MAX.toNanoOfDay() / nanos;
        return stored < 0 || stored > dayLength
                ? Long.toString(stored)
                : CLOCK.format(LocalTime.ofNanoOfDay(stored * nanos));
    }

    /** The value of a number of 16 bits (IEEE 754): a sign, five bits of exponent, ten of fraction. */
    private static double half(short bits) {
        int exponent = bits >>> 10 & 0x1F;
        int fraction = bits & 0x3FF;
        double size = exponent == 0x1F
                ? fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN
                : exponent == 0 ? Math.scalb((double) fraction, -24) : Math.scalb(fraction + 1024.0, exponent - 25);
        return bits < 0 ? -size : size;
    }
}

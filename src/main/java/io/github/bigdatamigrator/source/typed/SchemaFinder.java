package io.github.bigdatamigrator.source.typed;

import io.github.bigdatamigrator.context.DataFile;
import io.github.bigdatamigrator.context.Origin;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.source.HadoopFiles;
import io.github.bigdatamigrator.source.HivePath;
import io.github.bigdatamigrator.source.SourceFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.LongAccumulator;

/** Finds the columns of files whose format has types, and what of them cannot be read as it is. Driver only. */
final class SchemaFinder {
    /** Marks the properties of GeoJSON's features, which are columns, and their type, which is always the same. */
    static final String GEOJSON = "bdm_geojson";

    private static final int HEAD_BYTES = 1 << 16;

    private final SparkSession spark;
    /** Tells names by their case. */
    private final SparkSession session;

    private final Configuration hadoop;
    private final String table;
    private final Origin origin;
    private final List<DataFile> files;
    private final List<Problem> problems = new ArrayList<>();

    /**
     * An origin with its schema.
     *
     * @param problems what was found on the way
     */
    record Found(Origin origin, List<Problem> problems) {}

    private SchemaFinder(SparkSession spark, String table, Origin origin) {
        this.spark = spark;
        session = SparkReaders.caseSensitive(spark);
        this.table = table;
        this.origin = origin;
        hadoop = spark.sparkContext().hadoopConfiguration();
        files = SparkReaders.filled(origin);
    }

    /** Finds the schema; lines of JSON that Spark would not read fully become records of format json. */
    static Found find(SparkSession spark, String table, Origin origin) {
        SchemaFinder finder = new SchemaFinder(spark, table, origin);
        try {
            return finder.find();
        } catch (MigratorException e) {
            throw e;
        } catch (Exception e) {
            throw HadoopFiles.unreadable(finder.files.get(0).path(), e);
        }
    }

    private Found find() throws IOException {
        SourceFormat format = SourceFormat.of(origin.format());
        StructType schema = switch (format) {
            case PARQUET -> withPartitions(ParquetSchema.of(spark, table, files.get(0), problems));
            case JSONL -> lines();
            case JSON -> records();
            case XML -> elements();
            default ->
                SparkReaders.reader(session, files)
                        .format(format.text())
                        .load(SparkReaders.paths(files))
                        .schema();
        };
        if (format == SourceFormat.JSONL && Arrays.asList(schema.fieldNames()).contains(SparkReaders.CORRUPT)) {
            return find(
                    spark,
                    table,
                    new Origin(SourceFormat.JSON.text(), origin.files(), origin.sheet(), origin.dialect()));
        }
        return new Found(origin.withSchema(schema.json()), problems);
    }

    private StructType elements() {
        StructType schema = SparkReaders.xml(session, files, origin.sheet())
                .load(SparkReaders.paths(files))
                .schema();
        if (schema.isEmpty()) {
            throw new MigratorException(
                    ErrorCode.FILE_NOT_FOUND,
                    files.get(0).path() + " has no element <" + origin.sheet()
                            + "> with a content. Name the file alone.");
        }
        XmlRows rows = XmlRows.of(files.get(0).path(), hadoop);
        return ordered(schema, Comparator.comparingInt(field -> rows.place(field.name())));
    }

    private StructType lines() throws IOException {
        RDD<InternalRow> lines = SparkReaders.reader(session, files)
                .format("text")
                .load(SparkReaders.paths(files))
                .queryExecution()
                .toRdd();
        return json(
                JsonSchema.ofLines(session, lines),
                lines.toJavaRDD().map(line -> line.getUTF8String(0).toString()));
    }

    private StructType records() throws IOException {
        LongAccumulator notUtf8 = spark.sparkContext().longAccumulator();
        StructType schema = JsonSchema.ofTexts(
                session, JsonRecords.read(spark, files, origin.sheet(), notUtf8).rdd());
        Map<String, Integer> encodings = new TreeMap<>();
        for (DataFile file : files) {
            encodings.merge(JsonRecordReader.encoding(file.path(), hadoop), 1, Integer::sum);
        }
        String is = files.size() == 1 ? "is" : "files are";
        encodings.keySet().removeIf(encoding -> encoding.startsWith("UTF-"));
        encodings.forEach(
                (encoding, count) -> problems.add(new Problem(table, is + " not UTF-8; read as " + encoding, count)));
        if (notUtf8.value() > 0) {
            problems.add(
                    new Problem(table, "records that are not UTF-8; they were read as windows-1252", notUtf8.value()));
        }
        return json(schema, JsonRecords.read(spark, files, origin.sheet(), null));
    }

    private StructType json(StructType inferred, JavaRDD<String> records) throws IOException {
        StructType schema = inferred;
        if (JsonSchema.hasDoubledName(schema, UnaryOperator.identity())) {
            JavaRDD<String> doubled = records.filter(JsonRecords::hasDoubledKey);
            problems.add(new Problem(
                    table,
                    "records that name a key twice; the last value is read: "
                            + places(doubled.take(JsonRecords.MAX_PLACES)),
                    doubled.count()));
            schema = JsonSchema.ofTexts(
                    session, records.map(JsonRecords::withoutDoubledKeys).rdd());
        }
        if (Arrays.equals(schema.fieldNames(), new String[] {SparkReaders.CORRUPT})) {
            throw new MigratorException(
                    ErrorCode.FILE_UNREADABLE,
                    files.get(0).path()
                            + " holds no JSON objects. It should be one array of objects, or one object per line, but "
                            + places(records.take(1)) + " is neither.");
        }
        return withPartitions(inFileOrder(withGeometryAsText(schema)));
    }

    private String places(List<String> records) {
        return JsonRecords.places(files, origin.sheet(), records, hadoop);
    }

    /** Keeps the geometry of GeoJSON's features as JSON: its coordinates are no columns. */
    private static StructType withGeometryAsText(StructType schema) {
        List<String> names = Arrays.asList(schema.fieldNames());
        if (!names.containsAll(List.of("type", "geometry", "properties"))) {
            return schema;
        }
        return new StructType(Arrays.stream(schema.fields())
                .map(field -> switch (field.name()) {
                    case "geometry" -> new StructField("geometry", DataTypes.StringType, true, field.metadata());
                    case "type" -> ofGeoJson(field);
                    case "properties" -> field.dataType() instanceof StructType ? ofGeoJson(field) : field;
                    default -> field;
                })
                .toArray(StructField[]::new));
    }

    private static StructField ofGeoJson(StructField field) {
        return new StructField(
                field.name(),
                field.dataType(),
                true,
                new MetadataBuilder().putBoolean(GEOJSON, true).build());
    }

    /** Spark sorts the fields of JSON by name; restores the order in which the file first names them. */
    private StructType inFileOrder(StructType schema) throws IOException {
        try (InputStream in = JsonRecordReader.utf8(files.get(0).path(), hadoop)) {
            String head = new String(in.readNBytes(HEAD_BYTES), StandardCharsets.UTF_8);
            return ordered(schema, Comparator.comparingInt(field -> indexOfKey(head, field.name())));
        }
    }

    private static StructType ordered(StructType schema, Comparator<StructField> order) {
        return new StructType(Arrays.stream(schema.fields())
                .sorted(order)
                .map(field -> new StructField(
                        field.name(), ordered(field.dataType(), order), field.nullable(), field.metadata()))
                .toArray(StructField[]::new));
    }

    private static DataType ordered(DataType type, Comparator<StructField> order) {
        if (type instanceof ArrayType array) {
            return DataTypes.createArrayType(ordered(array.elementType(), order), array.containsNull());
        }
        return type instanceof StructType struct ? ordered(struct, order) : type;
    }

    private static int indexOfKey(String head, String name) {
        Matcher key = Pattern.compile('"' + Pattern.quote(name) + "\"\\s*:").matcher(head);
        return key.find() ? key.start() : Integer.MAX_VALUE;
    }

    /** Adds the columns of the folders, whose types Spark infers from their values. */
    private StructType withPartitions(StructType schema) {
        if (files.stream().allMatch(file -> HivePath.columns(file.path()).isEmpty())) {
            return schema;
        }
        StructType all = schema;
        StructType text = SparkReaders.reader(session, files)
                .format("text")
                .load(SparkReaders.paths(files))
                .schema();
        for (StructField partition : Arrays.asList(text.fields()).subList(1, text.length())) {
            all = new StructType(Arrays.stream(all.fields())
                            .filter(field -> !field.name().equals(partition.name()))
                            .toArray(StructField[]::new))
                    .add(partition);
        }
        return all;
    }
}

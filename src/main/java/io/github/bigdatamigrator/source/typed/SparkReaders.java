package io.github.bigdatamigrator.source.typed;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.github.bigdatamigrator.context.DataFile;
import io.github.bigdatamigrator.context.Origin;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.source.HadoopFiles;
import io.github.bigdatamigrator.source.HivePath;
import io.github.bigdatamigrator.source.SourceFormat;
import io.github.bigdatamigrator.sql.SqlIdentifiers;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Reads the typed formats with Spark's readers, with the columns and types of the files. */
final class SparkReaders {
    /** The column in which Spark's readers put records of JSON and XML that are not valid. */
    static final String CORRUPT = "_bdm_corrupt_record";

    /** The column of an element's text beside its attributes. */
    static final String XML_TEXT = "#text";

    private SparkReaders() {}

    /**
     * Reads every row, and invalid JSON records in the column {@link #CORRUPT} if the schema has it. Finds the schema
     * if the origin has none.
     *
     * @return rows of the session, or of one that distinguishes names by case if some differ in case only
     */
    static Dataset<Row> read(SparkSession spark, Origin origin) {
        SourceFormat format = SourceFormat.of(origin.format());
        List<DataFile> files = filled(origin);
        if (origin.schema() == null) {
            return read(spark, SchemaFinder.find(spark, "", origin).origin());
        }
        StructType schema = (StructType) DataType.fromJson(origin.schema());
        if (files.isEmpty()) {
            return spark.createDataFrame(List.of(), schema);
        }
        boolean differByCase = JsonSchema.hasDoubledName(schema, name -> name.toLowerCase(Locale.ROOT));
        SparkSession session = differByCase ? caseSensitive(spark) : spark;
        try {
            return switch (format) {
                case PARQUET, ORC, AVRO ->
                    reader(session, files).schema(schema).format(format.text()).load(paths(files));
                case JSONL -> permissive(reader(session, files).schema(schema)).json(paths(files));
                case JSON -> records(session, files, origin.sheet(), schema);
                case XML -> xml(session, files, origin.sheet()).schema(schema).load(paths(files));
                case CSV, TSV, FIXED_WIDTH, XLSX, XLS, DELTA, TABLE, JDBC, DATAFRAME ->
                    throw new IllegalArgumentException("not a typed format: " + format);
            };
        } catch (MigratorException e) {
            throw e;
        } catch (Exception e) {
            throw HadoopFiles.unreadable(files.get(0).path(), e);
        }
    }

    /** Reads the records that are cut from JSON files, with the partition columns of each folder. */
    private static Dataset<Row> records(
            SparkSession session, List<DataFile> files, @Nullable String array, StructType schema) {
        Map<Map<String, String>, List<DataFile>> folders = files.stream()
                .collect(Collectors.groupingBy(
                        file -> HivePath.columns(file.path()), LinkedHashMap::new, Collectors.toList()));
        return folders.entrySet().stream()
                .map(folder -> {
                    Map<String, String> partition = folder.getKey();
                    StructType stored = new StructType(Arrays.stream(schema.fields())
                            .filter(field -> !partition.containsKey(field.name()))
                            .toArray(StructField[]::new));
                    Dataset<Row> rows = permissive(session.read().schema(stored))
                            .json(session.createDataset(
                                    JsonRecords.read(session, folder.getValue(), array, null)
                                            .rdd(),
                                    Encoders.STRING()));
                    return rows.select(Arrays.stream(schema.fields())
                            .map(field -> column(field, partition.get(field.name())))
                            .toArray(Column[]::new));
                })
                .reduce(Dataset::union)
                .orElseThrow();
    }

    private static Column column(StructField field, @Nullable String partition) {
        return partition == null
                ? col(SqlIdentifiers.quote(field.name()))
                : lit(partition.isEmpty() ? null : partition)
                        .cast(field.dataType())
                        .as(field.name());
    }

    /** A reader of elements as rows, whose text is kept as it is. */
    static DataFrameReader xml(SparkSession session, List<DataFile> files, @Nullable String tag) {
        XmlRows rows = XmlRows.of(files.get(0).path(), session.sparkContext().hadoopConfiguration());
        return permissive(reader(session, files))
                .format("xml")
                .option("rowTag", tag == null ? rows.tags().get(0) : tag)
                .option("charset", rows.charset())
                .option("inferSchema", "false")
                .option("ignoreNamespace", "true")
                .option("attributePrefix", XmlRows.ATTRIBUTE)
                .option("valueTag", XML_TEXT)
                .option("nullValue", "");
    }

    private static DataFrameReader permissive(DataFrameReader reader) {
        return reader.option("mode", "PERMISSIVE").option("columnNameOfCorruptRecord", CORRUPT);
    }

    /** The rows as rows of that session, which need not tell names by their case. */
    static Dataset<Row> in(SparkSession spark, Dataset<Row> rows) {
        return rows.sparkSession() == spark
                ? rows
                : ((org.apache.spark.sql.classic.SparkSession) spark)
                        .internalCreateDataFrame(rows.queryExecution().toRdd(), rows.schema(), false);
    }

    /** A copy of the session that distinguishes names by case. */
    static SparkSession caseSensitive(SparkSession spark) {
        SparkSession copy = ((org.apache.spark.sql.classic.SparkSession) spark).cloneSession();
        copy.conf().set("spark.sql.caseSensitive", true);
        return copy;
    }

    /** A reader that takes paths literally: a bracket in a name is not a pattern. */
    static DataFrameReader reader(SparkSession spark, List<DataFile> files) {
        return spark.read()
                .option("basePath", HivePath.base(files.get(0).path()))
                .option("__globPaths__", "false");
    }

    static String[] paths(List<DataFile> files) {
        return files.stream().map(DataFile::path).toArray(String[]::new);
    }

    static List<DataFile> filled(Origin origin) {
        return origin.files().stream().filter(file -> file.bytes() > 0).toList();
    }
}

package io.github.bigdatamigrator.source.typed;

import io.github.bigdatamigrator.context.DataFile;
import io.github.bigdatamigrator.context.Origin;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.source.FileFormat;
import io.github.bigdatamigrator.source.HadoopFiles;
import io.github.bigdatamigrator.source.HivePath;
import io.github.bigdatamigrator.source.delimited.TextStreams;
import io.github.bigdatamigrator.sql.SqlIdentifiers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/** Reads the typed formats with Spark's readers, with the columns and types of the files. */
final class SparkReaders {
    /** The column in which Spark's JSON reader puts records that are not valid JSON. */
    static final String CORRUPT = "_bdm_corrupt_record";

    private static final int HEAD_BYTES = 1 << 16;

    private SparkReaders() {}

    /**
     * Reads every row, and invalid JSON records in the column {@link #CORRUPT} if there are any. Infers the schema if
     * the origin has none.
     */
    static Dataset<Row> read(SparkSession spark, Origin origin) {
        FileFormat format = FileFormat.of(origin.format());
        List<DataFile> files =
                origin.files().stream().filter(file -> file.bytes() > 0).toList();
        StructType schema = origin.schema() == null ? null : (StructType) DataType.fromJson(origin.schema());
        if (schema != null && files.isEmpty()) {
            return spark.createDataFrame(List.of(), schema);
        }
        try {
            DataFrameReader reader = reader(spark, files);
            reader = schema == null ? reader : reader.schema(schema);
            return switch (format) {
                case PARQUET, ORC, AVRO -> reader.format(format.text()).load(paths(files));
                case JSON, JSONL -> {
                    Dataset<Row> rows = json(reader, files, format);
                    yield schema == null ? inFileOrder(rows, spark, files.get(0)) : rows;
                }
                case CSV, TSV, XLSX, XLS -> throw new IllegalArgumentException("not a typed format: " + format);
            };
        } catch (MigratorException e) {
            throw e;
        } catch (Exception e) {
            throw HadoopFiles.unreadable(files.get(0).path(), e);
        }
    }

    private static Dataset<Row> json(DataFrameReader reader, List<DataFile> files, FileFormat format) {
        Dataset<Row> rows = reader.option("multiLine", format == FileFormat.JSON)
                .option("mode", "PERMISSIVE")
                .option("columnNameOfCorruptRecord", CORRUPT)
                .json(paths(files));
        if (List.of(rows.columns()).equals(List.of(CORRUPT))) {
            throw new MigratorException(
                    ErrorCode.FILE_UNREADABLE,
                    files.get(0).path()
                            + " holds no JSON objects. It should be one array of objects, or one object per line.");
        }
        return rows;
    }

    /** Spark sorts the fields of JSON by name; restores the order in which the file first names them. */
    private static Dataset<Row> inFileOrder(Dataset<Row> rows, SparkSession spark, DataFile file) throws IOException {
        String head;
        try (InputStream in =
                TextStreams.openUtf8(file.path(), spark.sparkContext().hadoopConfiguration(), "UTF-8")) {
            head = new String(in.readNBytes(HEAD_BYTES), StandardCharsets.UTF_8);
        }
        return rows.select(Arrays.stream(rows.columns())
                .sorted(Comparator.comparingInt(name -> indexOfKey(head, name)))
                .map(name -> functions.col(SqlIdentifiers.quote(name)))
                .toArray(Column[]::new));
    }

    private static int indexOfKey(String head, String name) {
        Matcher key = Pattern.compile('"' + Pattern.quote(name) + "\"\\s*:").matcher(head);
        return key.find() ? key.start() : Integer.MAX_VALUE;
    }

    /** A reader that takes paths literally: a bracket in a name is not a pattern. */
    private static DataFrameReader reader(SparkSession spark, List<DataFile> files) {
        return spark.read()
                .option("basePath", HivePath.base(files.get(0).path()))
                .option("__globPaths__", "false");
    }

    private static String[] paths(List<DataFile> files) {
        return files.stream().map(DataFile::path).toArray(String[]::new);
    }
}

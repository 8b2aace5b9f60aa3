package io.github.bigdatamigrator.source.typed;

import io.github.bigdatamigrator.context.DataFile;
import io.github.bigdatamigrator.context.Origin;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.source.FileFormat;
import io.github.bigdatamigrator.source.HadoopFiles;
import io.github.bigdatamigrator.source.HivePath;
import io.github.bigdatamigrator.source.excel.ExcelSheets;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/** Reads the formats that have types of their own through Spark's readers, as the files have them. */
final class SparkReaders {
    /** Where Spark's JSON reader puts what is no JSON. */
    static final String CORRUPT = "_bdm_corrupt_record";

    private SparkReaders() {}

    /**
     * Every row as it is; of JSON, broken ones too, in the column {@link #CORRUPT} if there are any. Looks for the
     * columns if they are not known.
     */
    static Dataset<Row> read(SparkSession spark, Origin origin) {
        if (origin.schema() != null) {
            return read(spark, origin, (StructType) DataType.fromJson(origin.schema()));
        }
        FileFormat format = FileFormat.of(origin.format());
        List<DataFile> files = nonEmptyFiles(origin);
        try {
            return switch (format) {
                case PARQUET, ORC, AVRO ->
                    reader(spark, files).format(format.text()).load(paths(files));
                case JSON, JSONL -> JsonFieldOrder.asInFile(json(spark, files, format), spark, files.get(0));
                case XLSX, XLS ->
                    ExcelSheets.read(spark, files.get(0).path(), Objects.requireNonNull(origin.sheet()), format);
                case CSV, TSV -> throw new IllegalArgumentException("delimited text has a reader of its own");
            };
        } catch (MigratorException e) {
            throw e;
        } catch (Exception e) {
            throw HadoopFiles.unreadable(files.get(0).path(), e);
        }
    }

    private static Dataset<Row> read(SparkSession spark, Origin origin, StructType schema) {
        FileFormat format = FileFormat.of(origin.format());
        List<DataFile> files = nonEmptyFiles(origin);
        if (files.isEmpty()) {
            return spark.createDataFrame(List.of(), schema);
        }
        DataFrameReader reader = reader(spark, files).schema(schema);
        return switch (format) {
            case PARQUET, ORC, AVRO -> reader.format(format.text()).load(paths(files));
            case JSON, JSONL -> permissive(reader, format).json(paths(files));
            case XLSX, XLS, CSV, TSV -> throw new IllegalArgumentException("no columns are kept of " + format);
        };
    }

    private static List<DataFile> nonEmptyFiles(Origin origin) {
        return origin.files().stream().filter(file -> file.bytes() > 0).toList();
    }

    private static DataFrameReader permissive(DataFrameReader reader, FileFormat format) {
        return reader.option("multiLine", format == FileFormat.JSON)
                .option("mode", "PERMISSIVE")
                .option("columnNameOfCorruptRecord", CORRUPT);
    }

    private static Dataset<Row> json(SparkSession spark, List<DataFile> files, FileFormat format) {
        Dataset<Row> rows = permissive(reader(spark, files), format).json(paths(files));
        if (List.of(rows.columns()).equals(List.of(CORRUPT))) {
            throw new MigratorException(
                    ErrorCode.FILE_UNREADABLE,
                    files.get(0).path()
                            + " holds no JSON objects. It should be one array of objects, or one object a line.");
        }
        return rows;
    }

    /** Names are taken as they stand: a bracket in one is no pattern. */
    private static DataFrameReader reader(SparkSession spark, List<DataFile> files) {
        return spark.read()
                .option("basePath", HivePath.base(files.get(0).path()))
                .option("__globPaths__", "false");
    }

    private static String[] paths(List<DataFile> files) {
        return files.stream().map(DataFile::path).toArray(String[]::new);
    }
}

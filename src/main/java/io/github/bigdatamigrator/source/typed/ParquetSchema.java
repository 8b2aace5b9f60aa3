package io.github.bigdatamigrator.source.typed;

import io.github.bigdatamigrator.context.DataFile;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.source.HadoopFiles;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.Footer;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.execution.datasources.parquet.ParquetToSparkSchemaConverter;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Reads the schema of a Parquet file from its footer. A type that Spark has no counterpart for is read as it is stored
 * and converted ({@link StoredKind}); a column that Spark cannot read at all is left out and named.
 */
final class ParquetSchema {
    private static final String SPARK_SCHEMA = "org.apache.spark.sql.parquet.row.metadata";

    private final ParquetToSparkSchemaConverter converter;
    /** The kinds of columns by the names on their path; the levels of lists and maps have no name. */
    private final Map<List<String>, StoredKind> kinds = new LinkedHashMap<>();

    private ParquetSchema(ParquetToSparkSchemaConverter converter) {
        this.converter = converter;
    }

    /** The file's columns as Spark reads them. Adds a problem for each that Spark does not read by itself. */
    static StructType of(SparkSession spark, String table, DataFile file, List<Problem> problems) throws IOException {
        Path path = new Path(file.path());
        ParquetMetadata footer = footer(path, spark.sparkContext().hadoopConfiguration());
        ParquetToSparkSchemaConverter converter =
                new ParquetToSparkSchemaConverter(((org.apache.spark.sql.classic.SparkSession) spark)
                        .sessionState()
                        .conf());
        return footer.getFileMetaData().getKeyValueMetaData().containsKey(SPARK_SCHEMA)
                ? ParquetFileFormat.readSchemaFromFooter(new Footer(path, footer), converter)
                : new ParquetSchema(converter)
                        .convert(table, footer.getFileMetaData().getSchema(), problems);
    }

    /** The columns and types of a file, as a text. */
    static String text(DataFile file, Configuration hadoop) {
        try {
            return footer(new Path(file.path()), hadoop)
                    .getFileMetaData()
                    .getSchema()
                    .getFields()
                    .toString();
        } catch (IOException | RuntimeException e) {
            throw HadoopFiles.unreadable(file.path(), e);
        }
    }

    private static ParquetMetadata footer(Path path, Configuration hadoop) throws IOException {
        try (ParquetFileReader reader = ParquetFileReader.open(HadoopInputFile.fromPath(path, hadoop))) {
            return reader.getFooter();
        }
    }

    private StructType convert(String table, MessageType file, List<Problem> problems) {
        StructType all = new StructType();
        for (Type column : file.getFields()) {
            kinds.clear();
            MessageType alone = new MessageType(column.getName(), raw(column, List.of(column.getName())));
            try {
                all = all.add(withKinds(converter.convert(alone), List.of()).fields()[0]);
            } catch (RuntimeException e) {
                if (!(((Throwable) e) instanceof SparkThrowable)) {
                    throw e;
                }
                problems.add(new Problem(
                        table,
                        "column " + column.getName() + ": Spark cannot read the Parquet type " + typeText(column)
                                + "; the column is left out. Store it as text, a number or a timestamp to have it.",
                        1,
                        Problem.Severity.HIGH));
                continue;
            }
            kinds.forEach((path, kind) -> problems.add(new Problem(
                    table,
                    "column " + String.join(".", path) + " has the Parquet type " + kind.parquet() + "; read as "
                            + kind.readAs(),
                    1,
                    Problem.Severity.LOW)));
        }
        if (all.isEmpty()) {
            throw new MigratorException(
                    ErrorCode.FILE_UNREADABLE, table + " has no column that Spark can read. " + problems);
        }
        return all;
    }

    private static String typeText(Type type) {
        LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
        return logical == null ? type.toString() : logical.toString();
    }

    /** The type without the annotations that Spark has no counterpart for; notes their kinds. */
    private Type raw(Type type, List<String> path) {
        if (type.isPrimitive()) {
            PrimitiveType primitive = type.asPrimitiveType();
            StoredKind kind = StoredKind.of(primitive);
            if (kind == null) {
                return type;
            }
            kinds.put(path, kind);
            return Types.primitive(primitive.getPrimitiveTypeName(), primitive.getRepetition())
                    .length(primitive.getTypeLength())
                    .named(primitive.getName());
        }
        GroupType group = type.asGroupType();
        LogicalTypeAnnotation logical = group.getLogicalTypeAnnotation();
        if (logical instanceof ListLogicalTypeAnnotation || logical instanceof MapLogicalTypeAnnotation) {
            // The names of the repeated level and of the elements are the format's, not the column's.
            Type level = group.getType(0);
            int elements = level.isPrimitive() ? 0 : level.asGroupType().getFieldCount();
            boolean map = logical instanceof MapLogicalTypeAnnotation && elements == 2;
            Type inner = elements == 1 || map
                    ? withFields(level.asGroupType(), i -> i == elements - 1 ? path : with(path, "key of the map"))
                    : raw(level, path);
            return group.withNewFields(inner);
        }
        return withFields(group, i -> with(path, group.getFieldName(i)));
    }

    private Type withFields(GroupType group, IntFunction<List<String>> paths) {
        return group.withNewFields(IntStream.range(0, group.getFieldCount())
                .mapToObj(i -> raw(group.getType(i), paths.apply(i)))
                .toList());
    }

    private static List<String> with(List<String> path, String name) {
        return Stream.concat(path.stream(), Stream.of(name)).toList();
    }

    private DataType withKinds(DataType type, List<String> path) {
        if (type instanceof ArrayType array) {
            return DataTypes.createArrayType(withKinds(array.elementType(), path), array.containsNull());
        }
        if (type instanceof MapType map) {
            return DataTypes.createMapType(map.keyType(), withKinds(map.valueType(), path), map.valueContainsNull());
        }
        return type instanceof StructType struct ? withKinds(struct, path) : type;
    }

    private StructType withKinds(StructType struct, List<String> path) {
        return new StructType(Arrays.stream(struct.fields())
                .map(field -> {
                    List<String> own = with(path, field.name());
                    StoredKind kind = kinds.get(own);
                    return new StructField(
                            field.name(),
                            withKinds(field.dataType(), own),
                            field.nullable(),
                            kind == null ? field.metadata() : kind.metadata());
                })
                .toArray(StructField[]::new));
    }
}

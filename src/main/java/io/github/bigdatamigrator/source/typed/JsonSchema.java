package io.github.bigdatamigrator.source.typed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.Serial;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.json.JSONOptions;
import org.apache.spark.sql.catalyst.json.JsonInferSchema;
import org.apache.spark.sql.execution.SQLExecution;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.Function2;
import scala.Option;
import scala.collection.immutable.Map$;

/**
 * Infers the columns of JSON records like Spark, but keeps what Spark drops without a word: keys without a name, and
 * objects that are always empty, which become text. A line with more than one value is not one record.
 */
final class JsonSchema extends JsonInferSchema {
    @Serial
    private static final long serialVersionUID = 1L;

    private interface Creator<T> extends Function2<JsonFactory, T, JsonParser>, Serializable {}

    private JsonSchema(JSONOptions options) {
        super(options);
    }

    /** The columns of lines that Spark has read as rows of one text. */
    static StructType ofLines(SparkSession session, RDD<InternalRow> lines) {
        return infer(session, lines, (factory, line) -> parser(factory, line.getBinary(0)));
    }

    /** The columns of records. */
    static StructType ofTexts(SparkSession session, RDD<String> records) {
        return infer(session, records, (factory, record) -> parser(factory, record));
    }

    /** @param session distinguishes names by case, or keys that differ by it alone would be one */
    private static <T> StructType infer(SparkSession session, RDD<T> records, Creator<T> creator) {
        JsonSchema schema =
                new JsonSchema(new JSONOptions(Map$.MODULE$.<String, String>empty(), "UTC", SparkReaders.CORRUPT));
        var own = (org.apache.spark.sql.classic.SparkSession) session;
        return SQLExecution.withSQLConfPropagated(
                own,
                () -> SQLConf.withExistingConf(own.sessionState().conf(), () -> schema.infer(records, creator, false)));
    }

    private static JsonParser parser(JsonFactory factory, Object text) {
        try {
            return text instanceof byte[] bytes ? factory.createParser(bytes) : factory.createParser((String) text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public DataType inferField(JsonParser parser) {
        DataType type = super.inferField(parser);
        try {
            if (parser.getParsingContext().inRoot() && parser.nextToken() != null) {
                throw new IllegalArgumentException("more than one value in a record");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return type;
    }

    @Override
    public Option<DataType> canonicalizeType(DataType type, JSONOptions options) {
        return Option.apply(kept(type));
    }

    private static DataType kept(DataType type) {
        if (type instanceof ArrayType array) {
            return DataTypes.createArrayType(kept(array.elementType()), array.containsNull());
        }
        if (type instanceof StructType struct && struct.length() > 0) {
            return new StructType(Arrays.stream(struct.fields())
                    .map(field ->
                            new StructField(field.name(), kept(field.dataType()), field.nullable(), field.metadata()))
                    .toArray(StructField[]::new));
        }
        return type instanceof NullType || type instanceof StructType ? DataTypes.StringType : type;
    }

    /** Whether a name occurs twice in one struct, of those that the function returns for the fields' names. */
    static boolean hasDoubledName(DataType type, UnaryOperator<String> compared) {
        if (type instanceof ArrayType array) {
            return hasDoubledName(array.elementType(), compared);
        }
        if (!(type instanceof StructType struct)) {
            return false;
        }
        Set<String> names = new HashSet<>();
        return Arrays.stream(struct.fields())
                .anyMatch(field ->
                        !names.add(compared.apply(field.name())) || hasDoubledName(field.dataType(), compared));
    }
}

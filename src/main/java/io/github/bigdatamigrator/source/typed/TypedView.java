package io.github.bigdatamigrator.source.typed;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.OriginalText;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.source.Cell;
import io.github.bigdatamigrator.source.CellConverter;
import io.github.bigdatamigrator.source.CellReader;
import io.github.bigdatamigrator.source.SourceFormat;
import io.github.bigdatamigrator.source.SparkTypes;
import io.github.bigdatamigrator.source.typed.RowFlattener.Leaf;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Decimal;
import org.jspecify.annotations.Nullable;

/** Creates views of the typed formats: flattened like the scan, with the profile's types and names. */
public final class TypedView {
    /** The characters of {@link CellReader#isBlank}. */
    private static final String BLANKS = " \t\n\u000b\f\r";

    private TypedView() {}

    /**
     * The rows of files.
     *
     * @param originals columns that are appended a second time as their original text
     */
    public static Dataset<Row> of(SparkSession spark, TableProfile profile, List<ColumnProfile> originals) {
        return of(spark, SparkReaders.read(spark, profile.origin()), profile, originals);
    }

    /** The rows that were read as for {@link TypedTableOpener#open}. */
    public static Dataset<Row> of(
            SparkSession spark, Dataset<Row> rows, TableProfile profile, List<ColumnProfile> originals) {
        List<Leaf> leaves = RowFlattener.leaves(rows);
        List<ColumnProfile> columns = profile.columns();
        if (leaves.size() != columns.size()) {
            throw new MigratorException(
                    ErrorCode.DATA_CHANGED,
                    profile.location() + " has " + leaves.size() + " columns, but " + columns.size()
                            + " when it was profiled. Profile it again (--conversation ID --refresh).");
        }
        boolean plainText = SourceFormat.of(profile.format()) == SourceFormat.XML;
        Column[] values = new Column[columns.size() + originals.size()];
        for (int i = 0; i < columns.size(); i++) {
            values[i] = value(leaves.get(i), columns.get(i), plainText)
                    .as(columns.get(i).sqlName());
        }
        for (int i = 0; i < originals.size(); i++) {
            Leaf leaf = leaves.get(columns.indexOf(originals.get(i)));
            values[columns.size() + i] = leaf.expression()
                    .cast("string")
                    .as(OriginalText.name(originals.get(i).sqlName()));
        }
        return SparkReaders.in(spark, TypedTableOpener.withoutBroken(rows).select(values));
    }

    /** @param plainText whether texts are numbers and booleans too, as in delimited text */
    private static Column value(Leaf leaf, ColumnProfile column, boolean plainText) {
        ColumnType.Kind from = leaf.stored().kind();
        ColumnType.Kind to = column.type().kind();
        DataType type = SparkTypes.of(column.type());
        Object[] markers = column.nullMarkers().toArray();
        if (from == ColumnType.Kind.STRING && to == ColumnType.Kind.STRING) {
            Column text = trim(leaf.expression(), BLANKS);
            return markers.length == 0
                    ? text
                    : when(text.isin(markers), lit(null)).otherwise(text);
        }
        if (from == ColumnType.Kind.STRING) {
            CellConverter converter = new CellConverter(column.type(), column.pattern(), column.nullMarkers());
            return udf(new TextToValue(converter, plainText), type).apply(leaf.expression());
        }
        Column value = leaf.expression();
        if (from == ColumnType.Kind.DOUBLE && column.nullMarkers().contains("NaN")) {
            value = when(value.isNaN(), lit(null)).otherwise(value);
        }
        return leaf.stored().equals(column.type()) ? value : value.cast(type);
    }

    /** Converts a text like the scan. Travels to executors. */
    private record TextToValue(CellConverter converter, boolean plainText)
            implements UDF1<@Nullable String, @Nullable Object> {
        private static final long serialVersionUID = 1L;

        @Override
        public @Nullable Object call(@Nullable String text) {
            if (text == null) {
                return null;
            }
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            Cell cell = new Cell();
            CellReader reader = new CellReader(false);
            if (plainText) {
                reader.read(bytes, 0, bytes.length, cell);
            } else {
                reader.readText(bytes, 0, bytes.length, cell);
            }
            try {
                Object value = converter.convert(cell);
                if (value instanceof Integer days) {
                    return LocalDate.ofEpochDay(days);
                } else if (value instanceof Long micros && converter.temporal()) {
                    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
                }
                return value instanceof Decimal decimal ? decimal.toJavaBigDecimal() : value;
            } catch (CellConverter.TypeMismatchException e) {
                throw new MigratorException(
                        ErrorCode.DATA_CHANGED,
                        "“" + text + "” is not a " + converter.typeName()
                                + ", the column's type in the profile. Profile the file again.",
                        e);
            }
        }
    }
}

package io.github.bigdatamigrator.source.typed;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;

import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.DataFile;
import io.github.bigdatamigrator.context.Origin;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.source.ColumnNaming;
import io.github.bigdatamigrator.source.SourceColumn;
import io.github.bigdatamigrator.source.SourceFormat;
import io.github.bigdatamigrator.source.SourceTable;
import io.github.bigdatamigrator.source.typed.RowFlattener.Leaf;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;

/** Opens tables of the formats that Spark reads. */
public final class TypedTableOpener {
    private TypedTableOpener() {}

    /**
     * The columns and types of a file of a columnar format as a text, which differs for files that are not parts of one
     * table.
     */
    public static String columns(SparkSession spark, SourceFormat format, DataFile file) {
        return format == SourceFormat.PARQUET
                ? ParquetSchema.text(file, spark.sparkContext().hadoopConfiguration())
                : String.valueOf(SchemaFinder.find(spark, "", new Origin(format.text(), List.of(file), null, null))
                        .origin()
                        .schema());
    }

    /** Opens the files of an origin as one table. */
    public static SourceTable open(
            SparkSession spark, String name, String location, Origin origin, List<Problem> initialProblems) {
        List<Problem> problems = new ArrayList<>(initialProblems);
        SchemaFinder.Found found = SchemaFinder.find(spark, name, origin);
        problems.addAll(found.problems());
        return open(spark, name, location, found.origin(), problems, part -> SparkReaders.read(spark, part));
    }

    /**
     * Opens rows that Spark reads as a table.
     *
     * @param reader reads the rows of an origin, which differs from the given one in its files only
     */
    public static SourceTable open(
            SparkSession spark,
            String name,
            String location,
            Origin origin,
            List<Problem> initialProblems,
            Function<Origin, Dataset<Row>> reader) {
        List<Problem> problems = new ArrayList<>(initialProblems);
        SourceFormat format = SourceFormat.of(origin.format());
        Dataset<Row> rows = reader.apply(origin);
        if (hasCorruptColumn(rows)) {
            problems.addAll(brokenProblems(spark, name, origin, rows));
        }
        List<Leaf> leaves = RowFlattener.leaves(rows);
        List<SourceColumn> named =
                ColumnNaming.columns(name, leaves.stream().map(Leaf::name).toList(), problems);
        List<SourceColumn> columns = new ArrayList<>();
        for (int i = 0; i < leaves.size(); i++) {
            ColumnType stored = leaves.get(i).stored();
            columns.add(new SourceColumn(
                    named.get(i).name(),
                    named.get(i).sqlName(),
                    TypedCells.inferredFromCells(format, stored) ? null : stored));
        }
        return new TypedTable(
                name,
                location,
                origin,
                columns,
                problems,
                leaves.stream().map(Leaf::stored).toList(),
                RowFlattener.flatten(withoutBroken(rows), leaves),
                part -> RowFlattener.flatten(withoutBroken(reader.apply(part)), leaves));
    }

    private static List<Problem> brokenProblems(SparkSession spark, String name, Origin origin, Dataset<Row> rows) {
        Dataset<Row> records = rows.filter(col(SparkReaders.CORRUPT).isNotNull().and(alwaysTrue(rows)));
        long count = records.count();
        if (count == 0) {
            return List.of();
        }
        List<String> first = records.select(SparkReaders.CORRUPT).limit(JsonRecords.MAX_PLACES).collectAsList().stream()
                .map(row -> row.getString(0))
                .toList();
        boolean xml = origin.format().equals(SourceFormat.XML.text());
        String message = "records that are not valid " + (xml ? "XML" : "JSON") + "; they were left out: "
                + (xml
                        ? first.stream().map(JsonRecords::shown).collect(Collectors.joining(", "))
                        : JsonRecords.places(
                                origin.files(),
                                origin.sheet(),
                                first,
                                spark.sparkContext().hadoopConfiguration()))
                + (count > first.size() ? " …" : "");
        return List.of(new Problem(name, message, count));
    }

    /** The rows without invalid records. */
    static Dataset<Row> withoutBroken(Dataset<Row> rows) {
        return hasCorruptColumn(rows)
                ? rows.filter(col(SparkReaders.CORRUPT).isNull().and(alwaysTrue(rows)))
                : rows;
    }

    private static boolean hasCorruptColumn(Dataset<Row> rows) {
        return Arrays.asList(rows.columns()).contains(SparkReaders.CORRUPT);
    }

    /**
     * A condition that is always true. Spark refuses to read only the corrupt records, so queries must use a second
     * column.
     */
    private static Column alwaysTrue(Dataset<Row> rows) {
        Column any = RowFlattener.leaves(rows).get(0).expression().cast(DataTypes.StringType);
        return length(coalesce(any, lit(""))).geq(0);
    }
}

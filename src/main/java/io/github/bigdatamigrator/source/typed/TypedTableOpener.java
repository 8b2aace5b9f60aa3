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
import io.github.bigdatamigrator.source.FileFormat;
import io.github.bigdatamigrator.source.HadoopFiles;
import io.github.bigdatamigrator.source.SourceColumn;
import io.github.bigdatamigrator.source.SourceTable;
import io.github.bigdatamigrator.source.typed.RowFlattener.Leaf;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;

/** Opens tables of the formats that Spark reads. */
public final class TypedTableOpener {
    private TypedTableOpener() {}

    /** Opens files of one format as one table. */
    public static SourceTable open(
            SparkSession spark,
            FileFormat format,
            String name,
            String location,
            List<DataFile> files,
            List<Problem> initialProblems) {
        Origin origin = new Origin(format.text(), files, null, null);
        List<Problem> problems = new ArrayList<>(initialProblems);
        Dataset<Row> rows = SparkReaders.read(spark, origin);
        if (hasCorruptColumn(rows)) {
            problems.addAll(brokenJsonProblems(spark, name, origin, rows));
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
                origin.withSchema(rows.schema().json()),
                columns,
                problems,
                leaves.stream().map(Leaf::stored).toList(),
                RowFlattener.flatten(withoutBrokenJson(rows), leaves),
                part -> RowFlattener.flatten(withoutBrokenJson(SparkReaders.read(spark, part)), leaves));
    }

    private static List<Problem> brokenJsonProblems(SparkSession spark, String name, Origin origin, Dataset<Row> rows) {
        Dataset<Row> records = rows.filter(col(SparkReaders.CORRUPT).isNotNull().and(alwaysTrue(rows)));
        long count = records.count();
        if (count == 0) {
            return List.of();
        }
        String message = "records that are not valid JSON; they were left out";
        if (FileFormat.of(origin.format()) == FileFormat.JSONL) {
            List<String> first =
                    records.select(SparkReaders.CORRUPT).limit(BrokenJson.MAX_RECORDS).collectAsList().stream()
                            .map(row -> row.getString(0))
                            .toList();
            try {
                message += ": "
                        + String.join(
                                ", ",
                                BrokenJson.describe(
                                        origin.files(),
                                        first,
                                        spark.sparkContext().hadoopConfiguration()))
                        + (count > first.size() ? " …" : "");
            } catch (IOException e) {
                throw HadoopFiles.unreadable(origin.files().get(0).path(), e);
            }
        }
        return List.of(new Problem(name, message, count));
    }

    /** The rows without invalid JSON records. */
    static Dataset<Row> withoutBrokenJson(Dataset<Row> rows) {
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

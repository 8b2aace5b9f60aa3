package io.github.bigdatamigrator.source;

import static org.apache.spark.sql.functions.col;

import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.DataFile;
import io.github.bigdatamigrator.context.Origin;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.source.Flattening.Leaf;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Opens tables of the formats that Spark reads. */
final class TypedTables {
    private TypedTables() {}

    static TypedTable open(
            SparkSession spark,
            FileFormat format,
            String name,
            String location,
            List<DataFile> files,
            List<Problem> noticed) {
        return open(spark, name, location, new Origin(format.text(), files, null, null), noticed);
    }

    static TypedTable open(SparkSession spark, String name, String location, Origin origin, List<Problem> noticed) {
        List<Problem> problems = new ArrayList<>(noticed);
        Dataset<Row> rows = TypedSource.read(spark, origin);
        if (Arrays.asList(rows.columns()).contains(TypedSource.CORRUPT)) {
            long broken = rows.filter(col(TypedSource.CORRUPT).isNotNull()).count();
            if (broken > 0) {
                problems.add(new Problem(name, "records that are no valid JSON; they were left out", broken));
            }
        }
        FileFormat format = FileFormat.of(origin.format());
        List<Leaf> leaves = Flattening.leaves(rows);
        List<SourceColumn> named =
                Columns.named(name, leaves.stream().map(Leaf::name).toList(), problems);
        List<SourceColumn> columns = new ArrayList<>();
        for (int i = 0; i < leaves.size(); i++) {
            ColumnType stored = leaves.get(i).stored();
            columns.add(new SourceColumn(
                    named.get(i).name(),
                    named.get(i).sqlName(),
                    TypedCells.cellsDecide(format, stored) ? null : stored));
        }
        return new TypedTable(
                name,
                location,
                origin,
                columns,
                problems,
                leaves.stream().map(Leaf::stored).toList(),
                Flattening.flat(sound(rows), leaves));
    }

    /** The rows without broken JSON. */
    static Dataset<Row> sound(Dataset<Row> rows) {
        return Arrays.asList(rows.columns()).contains(TypedSource.CORRUPT)
                ? rows.filter(col(TypedSource.CORRUPT).isNull())
                : rows;
    }
}

package io.github.bigdatamigrator.source;

import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.DataFile;
import io.github.bigdatamigrator.context.Origin;
import io.github.bigdatamigrator.context.Problem;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * A table of a format that Spark reads, flattened.
 *
 * @param flat its rows
 * @param some the rows of some of its files
 */
record TypedTable(
        String name,
        String location,
        Origin origin,
        List<SourceColumn> columns,
        List<Problem> problems,
        List<ColumnType> stored,
        Dataset<Row> flat,
        Function<Origin, Dataset<Row>> some)
        implements SourceTable {
    @Override
    public SourceTable only(List<DataFile> files) {
        Origin part = new Origin(origin.format(), files, origin.sheet(), origin.dialect());
        return files.size() == origin.files().size()
                ? this
                : new TypedTable(name, location, part, columns, problems, stored, some.apply(part), some);
    }

    @Override
    public String layout() {
        return SourceTable.super.layout() + "\n" + stored;
    }

    @Override
    public <T> JavaRDD<T> mapSplits(SparkSession spark, SplitFunction<T> function) {
        TypedCells cells = new TypedCells(FileFormat.of(origin.format()), stored);
        return flat.queryExecution().toRdd().toJavaRDD().mapPartitions(rows -> scan(rows, cells, function));
    }

    private static <T> Iterator<T> scan(Iterator<InternalRow> rows, TypedCells cells, SplitFunction<T> function)
            throws java.io.IOException {
        try (TypedCursor cursor = new TypedCursor(rows, cells)) {
            return List.of(function.apply(cursor)).iterator();
        }
    }
}

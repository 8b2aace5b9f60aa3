package io.github.bigdatamigrator.source.discovery;

import io.github.bigdatamigrator.context.DataFile;
import io.github.bigdatamigrator.context.Origin;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.source.SourceColumn;
import io.github.bigdatamigrator.source.SourceTable;
import io.github.bigdatamigrator.source.SplitVisitor;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/** A table with one more problem. */
record TableWithProblem(SourceTable table, Problem problem) implements SourceTable {
    @Override
    public String name() {
        return table.name();
    }

    @Override
    public String location() {
        return table.location();
    }

    @Override
    public Origin origin() {
        return table.origin();
    }

    @Override
    public List<SourceColumn> columns() {
        return table.columns();
    }

    @Override
    public List<Problem> problems() {
        return Stream.concat(table.problems().stream(), Stream.of(problem)).toList();
    }

    @Override
    public SourceTable only(List<DataFile> files) {
        return table.only(files);
    }

    @Override
    public String layout() {
        return table.layout();
    }

    @Override
    public <T> SplitVisitor.Result<T> scan(SparkSession spark, SplitVisitor<T> walk) {
        return table.scan(spark, walk);
    }
}

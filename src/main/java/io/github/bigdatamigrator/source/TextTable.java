package io.github.bigdatamigrator.source;

import io.github.bigdatamigrator.context.DataFile;
import io.github.bigdatamigrator.context.Origin;
import io.github.bigdatamigrator.context.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;

/** A table in delimited text files, one split a file. */
record TextTable(
        String name,
        String location,
        Origin origin,
        List<SourceColumn> columns,
        List<Problem> problems,
        List<TextSplit> splits)
        implements SourceTable {
    /** Bytes that one thread reads in less time than a job takes to start. */
    private static final long SMALL = 1 << 20;

    private static final int FEW = 16;

    @Override
    public SourceTable only(List<DataFile> files) {
        Set<String> paths = files.stream().map(DataFile::path).collect(Collectors.toSet());
        return new TextTable(
                name,
                location,
                new Origin(origin.format(), files, origin.sheet(), origin.dialect()),
                columns,
                problems,
                splits.stream().filter(split -> paths.contains(split.path())).toList());
    }

    @Override
    public <T> @Nullable List<T> mapHere(SparkSession spark, SplitFunction<T> function) throws IOException {
        if (splits.size() > FEW || origin.bytes() > SMALL) {
            return null;
        }
        List<T> parts = new ArrayList<>();
        for (TextSplit split : splits) {
            parts.add(scan(split, spark.sparkContext().hadoopConfiguration(), function));
        }
        return parts;
    }

    @Override
    public <T> JavaRDD<T> mapSplits(SparkSession spark, SplitFunction<T> function) {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        if (splits.isEmpty()) {
            return context.emptyRDD();
        }
        Broadcast<SerializableConfiguration> hadoop = context.broadcast(hadoop(spark));
        return context.parallelize(splits, splits.size())
                .map(split -> scan(split, hadoop.value().value(), function));
    }

    static SerializableConfiguration hadoop(SparkSession spark) {
        return new SerializableConfiguration(
                new Configuration(spark.sparkContext().hadoopConfiguration()));
    }

    private static <T> T scan(TextSplit split, Configuration hadoop, SplitFunction<T> function) throws IOException {
        try (TextCursor rows = TextCursor.open(split, hadoop)) {
            return function.apply(rows);
        }
    }
}

package io.github.bigdatamigrator.source;

import io.github.bigdatamigrator.context.Origin;
import io.github.bigdatamigrator.context.Problem;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/** A table in delimited text files, one split a file. */
record TextTable(
        String name,
        String location,
        Origin origin,
        List<SourceColumn> columns,
        List<Problem> problems,
        List<TextSplit> splits)
        implements SourceTable {
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

    private static <T> T scan(TextSplit split, Configuration hadoop, SplitFunction<T> function)
            throws java.io.IOException {
        try (TextCursor rows = TextCursor.open(split, hadoop)) {
            return function.apply(rows);
        }
    }
}

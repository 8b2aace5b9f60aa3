package io.github.bigdatamigrator.verification;

import io.github.bigdatamigrator.context.ValueFinder;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * Finds stored values that are near to a text: one scan of the column, one shuffle of its distinct values, a few rows
 * back. Values that have nothing in common with the text are not given, so the list may be shorter than asked for, or
 * empty. Safe for use by several threads; lives on the driver.
 */
public final class SparkValueFinder implements ValueFinder {
    private final SparkSession session;

    /** @param conversationSession the session whose views bear the tables' SQL names */
    public SparkValueFinder(SparkSession conversationSession) {
        this.session = conversationSession;
    }

    /** @throws io.github.bigdatamigrator.error.MigratorException BAD_INPUT when there is no such table or column */
    @Override
    public List<ValueHit> nearest(String table, String column, String text, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("no room for a value: " + limit);
        }
        Dataset<Row> values = ViewColumns.numbered(ViewColumns.table(session, table), table, List.of(column))
                .select(functions.col("c0").cast("string").as("c0"))
                .where(functions.col("c0").isNotNull())
                .groupBy("c0")
                .count();
        return values.javaRDD().mapPartitions(new NearestValues(text, limit)).collect().stream()
                .map(row -> new ValueHit(row.getString(0), row.getLong(1), row.getDouble(2)))
                .sorted(NearestValues.NEAREST_FIRST)
                .limit(limit)
                .toList();
    }
}

package io.github.bigdatamigrator.verification;

import static org.apache.spark.sql.functions.col;

import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.context.query.QueryEngine;
import io.github.bigdatamigrator.context.query.ValueFinder;
import io.github.bigdatamigrator.context.query.ValueFinder.ValueHit;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Finds stored values that are similar to a text, with one scan of the column and one shuffle of its distinct values.
 * Leaves out values that have nothing in common with the text, so that the list can be shorter than the limit or empty.
 * Safe for use by several threads; runs on the driver.
 */
public final class SparkValueFinder implements ValueFinder {
    private final SparkSession session;
    private final StoredValues stored;

    /**
     * @param conversationSession the session whose views have the tables' SQL names
     * @param queries runs queries in that session
     * @param tables profiles of the tables
     */
    public SparkValueFinder(SparkSession conversationSession, QueryEngine queries, List<TableProfile> tables) {
        this.session = conversationSession;
        this.stored = new StoredValues(queries, tables);
    }

    @Override
    public List<Mention> mentioned(String sentence) {
        return stored.mentioned(sentence);
    }

    @Override
    public Optional<Boolean> holds(String table, String column, String value) {
        return stored.holds(table, column, value);
    }

    @Override
    public Optional<Boolean> holdsInAnyCase(String table, String column, String value) {
        return stored.holdsInAnyCase(table, column, value);
    }

    @Override
    public Optional<List<Mention>> containing(String text) {
        return stored.containing(text);
    }

    /** @throws io.github.bigdatamigrator.error.MigratorException BAD_INPUT when there is no such table or column */
    @Override
    public List<ValueHit> nearest(String table, String column, String text, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("The limit must be at least 1, not " + limit);
        }
        Dataset<Row> values = ViewColumns.numbered(ViewColumns.table(session, table), table, List.of(column))
                .select(col("c0").cast("string").as("c0"))
                .where(col("c0").isNotNull())
                .groupBy("c0")
                .count();
        return values.javaRDD().mapPartitions(new NearestValues(text, limit)).collect().stream()
                .map(row -> new ValueHit(row.getString(0), row.getLong(1), row.getDouble(2)))
                .sorted(NearestValues.NEAREST_FIRST)
                .limit(limit)
                .toList();
    }
}

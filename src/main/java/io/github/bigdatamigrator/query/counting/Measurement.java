package io.github.bigdatamigrator.query.counting;

import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.classic.SparkSession;

/** Runs queries that measure a suspicion, in bounded time. */
public interface Measurement {
    SparkSession session();

    /**
     * Returns the first row of an analyzed plan; empty if it fails or takes too long.
     *
     * @throws io.github.bigdatamigrator.error.MigratorException CANCELLED
     */
    Optional<Row> first(LogicalPlan analyzed);

    /** Like {@link #first(LogicalPlan)}, for SQL on the tables. */
    default Optional<Row> first(String sql) {
        return first(session().sql(sql));
    }

    /** Like {@link #first(LogicalPlan)}, for rows that are computed lazily. */
    default Optional<Row> first(Dataset<Row> rows) {
        return first(rows.queryExecution().analyzed());
    }

    /** The number of rows of a plan, which is analyzed first. */
    default Optional<Long> count(LogicalPlan plan) {
        return first(rows(plan).selectExpr("count(*)")).map(row -> row.getLong(0));
    }

    /** The rows of a plan, lazily. */
    default Dataset<Row> rows(LogicalPlan plan) {
        return org.apache.spark.sql.classic.Dataset.ofRows(session(), plan);
    }
}

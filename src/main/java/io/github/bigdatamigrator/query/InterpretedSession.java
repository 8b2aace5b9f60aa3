package io.github.bigdatamigrator.query;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.physical.SinglePartition$;
import org.apache.spark.sql.execution.CommandExecutionMode;
import org.apache.spark.sql.execution.LogicalRDD;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.execution.SQLExecution$;
import org.apache.spark.sql.execution.SparkPlan;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;

/**
 * Runs queries on few rows in a session without code generation, with one partition and one task, in a few
 * milliseconds. Spark's defaults suit large data: each query is compiled to Java classes (50 to 200 ms of CPU, again
 * for every other literal), shuffled between stages and replanned after each. Holds no views: it executes plans that
 * are already analyzed.
 */
final class InterpretedSession {
    private static final Map<String, String> SETTINGS = Map.of(
            "spark.sql.codegen.wholeStage", "false",
            "spark.sql.codegen.factoryMode", "NO_CODEGEN",
            "spark.sql.adaptive.enabled", "false",
            "spark.sql.shuffle.partitions", "1",
            // A broadcast costs a job.
            "spark.sql.autoBroadcastJoinThreshold", "-1",
            "spark.sql.optimizer.runtime.bloomFilter.enabled", "false",
            "spark.sql.optimizer.dynamicPartitionPruning.enabled", "false");

    private final org.apache.spark.sql.classic.SparkSession session;

    InterpretedSession(SparkSession fresh) {
        session = (org.apache.spark.sql.classic.SparkSession) fresh;
        SETTINGS.forEach(session.conf()::set);
        QuerySettings.apply(session);
    }

    org.apache.spark.sql.classic.SparkSession session() {
        return session;
    }

    /** Whether it belongs to the same running Spark application. */
    boolean runsOn(SparkSession other) {
        return session.sparkContext() == other.sparkContext()
                && !session.sparkContext().isStopped();
    }

    /** A plan that reads the cached rows as these columns. */
    LogicalPlan relation(CachedPartition rows, Seq<Attribute> columns) {
        Seq<SortOrder> unordered =
                CollectionConverters.asScala(List.<SortOrder>of()).toSeq();
        return new LogicalRDD(
                columns,
                rows,
                SinglePartition$.MODULE$,
                unordered,
                false,
                Option.empty(),
                session,
                Option.empty(),
                Option.empty());
    }

    /** Plans a statement that was analyzed in any session. */
    QueryExecution plan(LogicalPlan analyzed) {
        analyzed.setAnalyzed();
        return session.sessionState().executePlan(analyzed, CommandExecutionMode.SKIP());
    }

    /** Runs the plan in one job of the caller's job group; returns at most {@code limit} rows. */
    List<UnsafeRow> collect(QueryExecution query, int limit) {
        SparkSession before = SparkSession.active();
        SparkSession.setActiveSession(session);
        try {
            SparkPlan plan = SingleStageAggregation.rewrite(query.executedPlan());
            Object parts = SQLExecution$.MODULE$.withSQLConfPropagated(
                    session,
                    () -> session.sparkContext()
                            .runJob(plan.execute(), new FirstRows(limit), ClassTag$.MODULE$.apply(UnsafeRow[].class)));
            return Arrays.stream((UnsafeRow[][]) parts)
                    .flatMap(Arrays::stream)
                    .limit(limit)
                    .toList();
        } finally {
            SparkSession.setActiveSession(before);
        }
    }
}

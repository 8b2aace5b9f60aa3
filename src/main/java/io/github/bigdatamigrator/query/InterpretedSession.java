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
 * A session whose settings make queries on few rows cheap. What Spark does by default pays for large data: it compiles
 * each query to Java classes (50 to 200 ms of processor time, and again for each other literal), shuffles between
 * stages and plans anew after each. On few rows the interpreter, one partition and one task give the same in a few
 * milliseconds. Nobody's views are in it: plans come analysed.
 */
final class InterpretedSession {
    private static final Map<String, String> SETTINGS = Map.of(
            "spark.sql.codegen.wholeStage", "false",
            "spark.sql.codegen.factoryMode", "NO_CODEGEN",
            "spark.sql.adaptive.enabled", "false",
            "spark.sql.shuffle.partitions", "1",
            // A broadcast is a job of its own.
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

    /** Whether it lives on the same Spark, which runs. */
    boolean runsOn(SparkSession other) {
        return session.sparkContext() == other.sparkContext()
                && !session.sparkContext().isStopped();
    }

    /** What stands for rows that are held, under the names and types of those columns. */
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

    /** The plan of a statement that was analysed, in this session or another. */
    QueryExecution plan(LogicalPlan analysed) {
        analysed.setAnalyzed();
        return session.sessionState().executePlan(analysed, CommandExecutionMode.SKIP());
    }

    /**
     * Runs the plan as part of the caller's job group, in one job: the first rows, or all where there are no more than
     * {@code most}.
     */
    List<UnsafeRow> collect(QueryExecution query, int most) {
        SparkSession before = SparkSession.active();
        SparkSession.setActiveSession(session);
        try {
            SparkPlan plan = SingleStageAggregation.rewrite(query.executedPlan());
            Object parts = SQLExecution$.MODULE$.withSQLConfPropagated(
                    session,
                    () -> session.sparkContext()
                            .runJob(plan.execute(), new FirstRows(most), ClassTag$.MODULE$.apply(UnsafeRow[].class)));
            return Arrays.stream((UnsafeRow[][]) parts)
                    .flatMap(Arrays::stream)
                    .limit(most)
                    .toList();
        } finally {
            SparkSession.setActiveSession(before);
        }
    }
}

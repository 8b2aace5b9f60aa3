package io.github.bigdatamigrator.relationship;

import java.util.Deque;
import scala.Tuple2;

/** Aggregates the values of one column set within one task. Runs on executors; for one thread. */
abstract class ColumnSetAggregator {
    static ColumnSetAggregator of(ColumnSetProjection plan, int partitions, Deque<Tuple2<Integer, byte[]>> ready) {
        return plan.clustering() < 0
                ? new ValueAggregator(plan, partitions, ready)
                : new RunLengthAggregator(plan, partitions, ready);
    }

    /** Adds the next rows of the task. */
    abstract void add(HashedRows rows);

    /** Emits everything that was added; called after the task's last row. */
    abstract void flush();
}

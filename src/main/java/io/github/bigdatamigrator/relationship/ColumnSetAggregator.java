package io.github.bigdatamigrator.relationship;

import java.util.Deque;
import scala.Tuple2;

/** Gathers what a task has to say of one probe. Runs on executors; for one thread. */
abstract class ColumnSetAggregator {
    static ColumnSetAggregator of(ColumnSetProjection plan, int partitions, Deque<Tuple2<Integer, byte[]>> ready) {
        return plan.clustering() < 0
                ? new ValueAggregator(plan, partitions, ready)
                : new RunLengthAggregator(plan, partitions, ready);
    }

    /** Takes in the next rows of the task. */
    abstract void gather(HashedRows rows);

    /** Deals out what was gathered, after the task's last row. */
    abstract void flush();
}

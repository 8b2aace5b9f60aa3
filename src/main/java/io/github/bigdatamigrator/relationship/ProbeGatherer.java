package io.github.bigdatamigrator.relationship;

import java.util.Deque;
import scala.Tuple2;

/** Gathers what a task has to say of one probe. Runs on executors; for one thread. */
abstract class ProbeGatherer {
    static ProbeGatherer of(ProbePlan plan, int partitions, Deque<Tuple2<Integer, byte[]>> ready) {
        return plan.clustering() < 0
                ? new ValueGatherer(plan, partitions, ready)
                : new RunGatherer(plan, partitions, ready);
    }

    /** Takes in the next rows of the task. */
    abstract void gather(HashedRows rows);

    /** Deals out what was gathered, after the task's last row. */
    abstract void flush();
}

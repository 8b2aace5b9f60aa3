package io.github.bigdatamigrator.relationship;

import io.github.bigdatamigrator.relationship.HashBatch.Kind;
import java.io.Serializable;
import java.util.Deque;
import java.util.List;
import scala.Tuple2;

/** Sends the values of one column set within one task to the shuffle. Runs on executors; for one thread. */
class ColumnSetAggregator {
    final int[] ordinals;
    final long[][] columns;
    final HashAggregator values;

    /**
     * Locates a column set by positions within the rows of a task. Travels to executors. {@code clustering} is the
     * position of the column by whose runs the rows are counted; -1 to send every row on.
     */
    record Projection(int number, List<Integer> ordinals, int clustering) implements Serializable {}

    ColumnSetAggregator(Projection plan, int partitions, Deque<Tuple2<Integer, byte[]>> ready, int slots) {
        ordinals = plan.ordinals().stream().mapToInt(Integer::intValue).toArray();
        columns = new long[ordinals.length][];
        values = new HashAggregator(HashBatch.label(plan.number(), Kind.VALUES), partitions, ready, slots);
    }

    static ColumnSetAggregator of(Projection plan, int partitions, Deque<Tuple2<Integer, byte[]>> ready) {
        return plan.clustering() < 0
                ? new ColumnSetAggregator(plan, partitions, ready, HashAggregator.SLOTS)
                : new RunLengthAggregator(plan, partitions, ready);
    }

    void add(HashedRows rows) {
        rows.columns(ordinals, columns);
        for (int row = 0; row < rows.rows; row++) {
            long hash = ValueHasher.combined(columns, row);
            if (hash != 0) {
                values.add(hash);
            }
        }
    }

    /** Emits everything that was added; called after the task's last row. */
    void flush() {
        values.flush();
    }
}

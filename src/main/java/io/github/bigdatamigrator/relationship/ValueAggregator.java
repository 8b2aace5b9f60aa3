package io.github.bigdatamigrator.relationship;

import java.util.Deque;
import scala.Tuple2;

/** Sends on every value of a column set. */
final class ValueAggregator extends ColumnSetAggregator {
    private final int[] ordinals;
    private final long[][] columns;
    private final HashAggregator values;

    ValueAggregator(ColumnSetProjection plan, int partitions, Deque<Tuple2<Integer, byte[]>> ready) {
        ordinals = plan.indexes();
        columns = new long[ordinals.length][];
        values = new HashAggregator(
                HashBatch.label(plan.number(), HashBatch.Kind.VALUES), partitions, ready, HashAggregator.SLOTS);
    }

    @Override
    void add(HashedRows rows) {
        rows.columns(ordinals, columns);
        for (int row = 0; row < rows.rows(); row++) {
            long hash = ValueHasher.combined(columns, row);
            if (hash != 0) {
                values.add(hash);
            }
        }
    }

    @Override
    void flush() {
        values.flush();
    }
}

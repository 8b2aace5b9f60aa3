package io.github.bigdatamigrator.relationship;

import java.util.Deque;
import scala.Tuple2;

/** Sends every value of a probe on. */
final class ValueAggregator extends ColumnSetAggregator {
    private final int[] ordinals;
    private final long[][] columns;
    private final HashAggregator values;

    ValueAggregator(ColumnSetProjection plan, int partitions, Deque<Tuple2<Integer, byte[]>> ready) {
        ordinals = plan.ordinals();
        columns = new long[ordinals.length][];
        values = new HashAggregator(
                HashBatch.label(plan.number(), HashBatch.Kind.VALUES), partitions, ready, HashAggregator.SLOTS);
    }

    @Override
    void gather(HashedRows rows) {
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
